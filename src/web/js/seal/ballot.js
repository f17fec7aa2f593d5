// SPDX-License-Identifier: AGPL-3.0-or-later
// The ballot's 267 bytes (protocol.md §5, §10), made byte for byte as the other
// programs make them.

import { ed25519 } from "@noble/curves/ed25519.js";

import { isEqual, join, text, u16, u32, u8 } from "./bytes.js";
import { addScalars, BASE, decodePoint, decodeScalar, encodeScalar, mulScalars, scalarOf } from "./group.js";
import { H } from "./hash.js";

export const BALLOT_SIZE = 267;
export const HEAD_SIZE = 203;

function nonce(use, seed, fresh, statement) {
  return scalarOf(H("nonce", text(use), seed, fresh, statement, u32(0)));
}

// plan: {eid, cid, number, declaration, credential: {seed, key}, electionKey, block};
// fresh: 32 random bytes. Gives the head, all that comes before the signature, and r,
// which opens it: for a test of the device, and else for nobody.
function makeHeadFrom(plan, fresh) {
  const { eid, cid, number, declaration, credential, electionKey, block } = plan;
  const Y = decodePoint(electionKey);
  const M = decodePoint(block);
  if (!Y || !M || fresh.length !== 32) {
    throw new Error("not a point");
  }
  const place = join(text("GB1B"), eid, u16(cid), u32(number), u8(declaration), credential.key);
  const r = nonce("encrypt", credential.seed, fresh, join(place, electionKey, block));
  const alpha = BASE.multiply(r).toBytes();
  const beta = Y.multiply(r).add(M).toBytes();
  const w = nonce("pok", credential.seed, fresh, join(place, alpha, beta, electionKey));
  const A = BASE.multiply(w).toBytes();
  const c = scalarOf(
    H("pok", eid, u16(cid), u32(number), u8(declaration), credential.key, electionKey, alpha, beta, A),
  );
  const s = encodeScalar(addScalars(w, mulScalars(c, r)));
  return { head: join(place, alpha, beta, A, s), r: encodeScalar(r) };
}

export function makeHead(plan) {
  return makeHeadFrom(plan, globalThis.crypto.getRandomValues(new Uint8Array(32)));
}

// The ballot of a head: what is signed is cast, and never opened.
export function signHead(head, credential) {
  return join(head, ed25519.sign(H("ballot", head), credential.seed));
}

// The whole ballot at once.
export function makeBallotFrom(plan, fresh) {
  return signHead(makeHeadFrom(plan, fresh).head, plan.credential);
}

export function makeBallot(plan) {
  return signHead(makeHead(plan).head, plan.credential);
}

// Whether a head is the one made of this choice with this r: alpha = rB, beta = rY + M.
export function isHeadOf(head, r, electionKey, block) {
  const Y = decodePoint(electionKey);
  const M = decodePoint(block);
  const secret = decodeScalar(r);
  if (!Y || !M || secret === null || secret === 0n || head.length !== HEAD_SIZE) {
    return false;
  }
  const again = join(BASE.multiply(secret).toBytes(), Y.multiply(secret).add(M).toBytes());
  return isEqual(again, head.slice(75, 139));
}

// What a ballot says in the clear; null unless it is one of this election by its form.
export function readBallot(bytes) {
  if (bytes.length !== BALLOT_SIZE || new TextDecoder().decode(bytes.slice(0, 4)) !== "GB1B") {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    eid: bytes.slice(4, 36),
    cid: view.getUint16(36),
    number: view.getUint32(38),
    declaration: bytes[42],
    credential: bytes.slice(43, 75),
    head: bytes.slice(0, HEAD_SIZE),
  };
}
