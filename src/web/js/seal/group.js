// SPDX-License-Identifier: AGPL-3.0-or-later
// ristretto255 and its scalars, canonical encodings only (protocol.md §2).

import { ristretto255 } from "@noble/curves/ed25519.js";

const { Point } = ristretto255;
const { Fn } = Point;

export const BASE = Point.BASE;

// The point of these bytes; null if they are none, or the identity.
export function decodePoint(bytes) {
  try {
    const point = Point.fromBytes(bytes);
    return point.is0() ? null : point;
  } catch {
    return null;
  }
}

export function littleEndian(bytes) {
  let out = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) {
    out = (out << 8n) | BigInt(bytes[at]);
  }
  return out;
}

// A value of H as a scalar.
export function scalarOf(wide) {
  return Fn.create(littleEndian(wide));
}

export function encodeScalar(scalar) {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((scalar >> BigInt(8 * at)) & 255n));
}

// The scalar of these bytes; null if they are none.
export function decodeScalar(bytes) {
  const scalar = littleEndian(bytes);
  return bytes.length === 32 && scalar < Fn.ORDER ? scalar : null;
}

export function addScalars(a, b) {
  return Fn.add(a, b);
}

export function mulScalars(a, b) {
  return Fn.mul(a, b);
}
