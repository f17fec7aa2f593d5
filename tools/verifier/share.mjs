// SPDX-License-Identifier: AGPL-3.0-or-later
// A trustee's decryption shares (protocol.md §8 step 3, §10), and the votes they open.

import { Reader, isEqual, need, u16, u32, u8 } from "./bytes.mjs";
import { H } from "./hash.mjs";
import { Sum, inverse, mod, readPoint, readScalar, scalarOf, times, BASE } from "./group.mjs";

export function readShares(object) {
  const reader = new Reader(object);
  reader.is("GB1S");
  const shares = { eid: reader.take(32), cid: reader.number(2), box: reader.take(32), j: reader.number(1), N: reader.number(4) };
  shares.d = reader.take(32 * shares.N);
  [shares.A1, shares.A2, shares.s] = reader.items(3, 32);
  reader.end();
  return shares;
}

function weighted(scalars, points, tick) {
  const sum = new Sum();
  points.forEach((point, i) => sum.add(scalars[i], point));
  return sum.value(tick);
}

// Refuses a set that is not proved; gives d_1…d_N. `key` is Y_j.
export function checkShares(object, { bound: { eid, cid, box }, j, key, last }, tick) {
  const shares = readShares(object);
  need(isEqual(shares.eid, eid) && shares.cid === cid && isEqual(shares.box, box), "the shares are of another box");
  need(shares.j === j, "the shares are another trustee's");
  need(shares.N === last.alphas.length, "there are fewer or more shares than votes");
  const d = new Reader(shares.d).items(shares.N, 32).map((one) => {
    tick();
    return readPoint(one);
  });
  const [A1, A2, s] = [readPoint(shares.A1), readPoint(shares.A2), readScalar(shares.s)];
  const seed = H("share-seed", eid, u16(cid), box, u8(j), key.toBytes(), last.bytes, shares.d);
  const e = d.map((_, i) => scalarOf(H("share-e", seed, u32(i + 1))));
  const M = weighted(e, last.alphas, tick);
  const Z = weighted(e, d, tick);
  const c = scalarOf(H("share", seed, M.toBytes(), Z.toBytes(), shares.A1, shares.A2));
  need(times(BASE, s).equals(A1.add(times(key, c))), "the shares are not of this trustee's key");
  need(times(M, s).equals(A2.add(times(Z, c))), "the shares are not of these votes");
  return d;
}

// λ_j at 0 for these trustees.
function lagrange(j, trustees) {
  return trustees
    .filter((m) => m !== j)
    .reduce((product, m) => mod(product * BigInt(m) * inverse(mod(BigInt(m - j)))), 1n);
}

// The blocks of 32 bytes: β' − Σ λ_j d_j, from sets [{j, d}].
export function openVotes({ betas }, sets, tick) {
  const trustees = sets.map(({ j }) => j);
  const scalars = trustees.map((j) => lagrange(j, trustees));
  return betas.map((beta, i) => {
    tick();
    const mask = sets.reduce((sum, { d }, at) => {
      const term = scalars[at] === 1n ? d[i] : times(d[i], scalars[at]);
      return sum === null ? term : sum.add(term);
    }, null);
    return beta.subtract(mask).toBytes();
  });
}
