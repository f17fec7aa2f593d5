// SPDX-License-Identifier: AGPL-3.0-or-later
// A mix (protocol.md §8 step 2, §10): the verifier's equations, all in one weighted sum.

import { Reader, concat, isEqual, need, u16, u32, u8 } from "./bytes.mjs";
import { H } from "./hash.mjs";
import { Sum, mod, pointOf, readPoint, readPointOrZero, readScalar, scalarOf, weightsOf } from "./group.mjs";

// A list of ciphertexts: its bytes, and its points.
export function readPairs(bytes) {
  const pairs = new Reader(bytes).items(bytes.length / 64, 64);
  return {
    bytes,
    alphas: pairs.map((pair) => readPoint(pair.subarray(0, 32))),
    betas: pairs.map((pair) => readPointOrZero(pair.subarray(32))),
  };
}

// Generators h_0…h_N of a constituency, made once.
export function generatorsOf({ eid, cid }, count, tick) {
  return Array.from({ length: count + 1 }, (_, i) => {
    tick();
    return pointOf(H("gen", eid, u16(cid), u32(i)));
  });
}

export function readMix(object) {
  const reader = new Reader(object);
  reader.is("GB1M");
  const mix = { eid: reader.take(32), cid: reader.number(2), box: reader.take(32), k: reader.number(1), mixer: reader.take(32) };
  mix.N = reader.number(4);
  mix.output = reader.take(64 * mix.N);
  [mix.c, mix.chain, mix.that] = [0, 1, 2].map(() => reader.take(32 * mix.N));
  mix.t = reader.take(5 * 32);
  mix.s = reader.items(4, 32);
  [mix.shat, mix.sprime] = [0, 1].map(() => reader.items(mix.N, 32));
  reader.end();
  return mix;
}

function points(bytes, tick) {
  return new Reader(bytes).items(bytes.length / 32, 32).map((one) => {
    tick();
    return readPoint(one);
  });
}

function checkFrame(mix, { eid, cid, box }, k, mixer, N) {
  need(isEqual(mix.eid, eid) && mix.cid === cid && isEqual(mix.box, box), "the mix is of another box");
  need(mix.k === k && isEqual(mix.mixer, mixer), "the mix is another's, or of another index");
  need(mix.N === N, "the mix has another number of votes");
}

// The transcript's values: u_1…u_N, the challenge.
function challengeOf(mix, { eid, cid, box }, Y, input) {
  const seed = H("mix-seed", eid, u16(cid), box, u8(mix.k), mix.mixer, Y, input.bytes, mix.output, mix.c);
  const u = Array.from({ length: mix.N }, (_, i) => scalarOf(H("mix-u", seed, u32(i + 1))));
  return { u, c: scalarOf(H("mix", seed, mix.chain, mix.t, mix.that)) };
}

// Each equation of §8 as a function that adds it, times a weight, to a sum that must be zero.
function* equations({ input, output, h, Y, u, c, C, chain, that, t, s, shat, sprime }) {
  const N = u.length;
  const all = (scalars, list) => (sum, weight) => list.forEach((point, i) => sum.add(weight * scalars(i), point));
  yield ["t1", (sum, w) => {
    sum.addBase(w * s[0]);
    all(() => -c, C)(sum, w);
    all(() => c, h.slice(1))(sum, w);
    sum.add(-w, t[0]);
  }];
  yield ["t2", (sum, w) => {
    sum.addBase(w * s[1]);
    sum.add(-w * c, chain[N - 1]);
    sum.add(w * c * u.reduce((product, one) => mod(product * one), 1n), h[0]);
    sum.add(-w, t[1]);
  }];
  yield ["t3", (sum, w) => {
    sum.addBase(w * s[2]);
    all((i) => sprime[i], h.slice(1))(sum, w);
    all((i) => -c * u[i], C)(sum, w);
    sum.add(-w, t[2]);
  }];
  yield ["t4", (sum, w) => {
    all((i) => sprime[i], output.betas)(sum, w);
    sum.add(-w * s[3], Y);
    all((i) => -c * u[i], input.betas)(sum, w);
    sum.add(-w, t[3]);
  }];
  yield ["t5", (sum, w) => {
    all((i) => sprime[i], output.alphas)(sum, w);
    sum.addBase(-w * s[3]);
    all((i) => -c * u[i], input.alphas)(sum, w);
    sum.add(-w, t[4]);
  }];
  for (let i = 0; i < N; i++) {
    yield [`t̂${i + 1}`, (sum, w) => {
      sum.addBase(w * shat[i]);
      sum.add(w * sprime[i], i === 0 ? h[0] : chain[i - 1]);
      sum.add(-w * c, chain[i]);
      sum.add(-w, that[i]);
    }];
  }
}

// Points stand in several equations: their weighted scalars are added up first.
class Gathered {
  constructor() {
    this.scalars = new Map();
    this.base = 0n;
  }

  add(scalar, point) {
    this.scalars.set(point, mod((this.scalars.get(point) ?? 0n) + scalar));
  }

  addBase(scalar) {
    this.base = mod(this.base + scalar);
  }

  isZero(tick) {
    const sum = new Sum();
    sum.addBase(this.base);
    this.scalars.forEach((scalar, point) => sum.add(scalar, point));
    return sum.isZero(tick);
  }
}

// Refuses a mix that is not proved; gives its output.
export function checkMix(object, { bound, k, mixer, Y, point, input, h }, tick) {
  const mix = readMix(object);
  checkFrame(mix, bound, k, mixer, input.alphas.length);
  const output = readPairs(mix.output);
  tick(2 * mix.N);
  const values = {
    ...challengeOf(mix, bound, Y, input),
    ...{ input, output, h, Y: point, t: points(mix.t, tick), C: points(mix.c, tick) },
    ...{ chain: points(mix.chain, tick), that: points(mix.that, tick), s: mix.s.map(readScalar) },
    ...{ shat: mix.shat.map(readScalar), sprime: mix.sprime.map(readScalar) },
  };
  const weigh = weightsOf(object, input.bytes, Y, concat(bound.eid, u16(bound.cid), bound.box));
  const sum = new Gathered();
  for (const [, addTo] of equations(values)) {
    addTo(sum, weigh());
  }
  if (!sum.isZero(tick)) {
    for (const [name, addTo] of equations(values)) {
      const single = new Sum();
      addTo(single, 1n);
      need(single.isZero(), `its proof is wrong: ${name}`);
    }
    need(false, "its proof is wrong");
  }
  return output;
}
