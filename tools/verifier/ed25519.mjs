// SPDX-License-Identifier: AGPL-3.0-or-later
// Ed25519 as protocol.md §2 accepts it: the last equation byte for byte, no cofactor.

import { Refusal, concat, isEqual, need } from "./bytes.mjs";
import { sha512 } from "./hash.mjs";
import { readScalar, scalarOf } from "./group.mjs";
import { ed25519 } from "./noble.mjs";

const { Point } = ed25519;
const known = new Map();
const KNOWN_MAX = 1000;

// The point of a canonical key of large order; refuses any other.
export function readKey(bytes) {
  let point;
  try {
    point = Point.fromBytes(bytes, false);
  } catch {
    need(false, "a key is not canonical");
  }
  need(!point.isSmallOrder(), "a key is of small order");
  return point;
}

function keptKey(bytes) {
  const name = bytes.join();
  if (!known.has(name)) {
    if (known.size >= KNOWN_MAX) {
      known.clear();
    }
    known.set(name, readKey(bytes));
  }
  return known.get(name);
}

export function isSigned(signature, message, key) {
  try {
    const point = keptKey(key);
    const R = signature.subarray(0, 32);
    const S = readScalar(signature.subarray(32));
    const k = scalarOf(sha512(concat(R, key, message)));
    const left = S === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(S);
    const right = k === 0n ? Point.ZERO : point.multiplyUnsafe(k);
    const computed = left.subtract(right);
    return !computed.isSmallOrder() && isEqual(computed.toBytes(), R);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return false;
  }
}
