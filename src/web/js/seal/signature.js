// SPDX-License-Identifier: AGPL-3.0-or-later
// Ed25519 as protocol.md §2 accepts it: canonical key and R, neither of small order,
// S < L, and encode(S·B − k·A) = R byte for byte. The library's own verify multiplies
// by the cofactor and accepts more, so the equation is computed here.

import { ed25519 } from "@noble/curves/ed25519.js";

import { isEqual, join } from "./bytes.js";
import { littleEndian } from "./group.js";
import { sha512 } from "./hash.js";

const { Point } = ed25519;
const { Fn } = Point;

function decode(bytes) {
  try {
    const point = Point.fromBytes(bytes);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
}

export function isSigned(message, signature, key) {
  if (signature.length !== 64 || key.length !== 32) {
    return false;
  }
  const A = decode(key);
  const R = signature.slice(0, 32);
  const S = littleEndian(signature.slice(32));
  if (!A || !decode(R) || S >= Fn.ORDER) {
    return false;
  }
  const k = Fn.create(littleEndian(sha512(join(R, key, message))));
  const found = Point.BASE.multiplyUnsafe(S).subtract(A.multiplyUnsafe(k));
  return isEqual(found.toBytes(), R);
}
