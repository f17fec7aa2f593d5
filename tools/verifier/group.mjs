// SPDX-License-Identifier: AGPL-3.0-or-later
// ristretto255: canonical points and scalars, sums of products, and weights for batches.

import { need, u32 } from "./bytes.mjs";
import { sha512 } from "./hash.mjs";
import { pippenger, ristretto255, ristretto255_hasher } from "./noble.mjs";

const { Point } = ristretto255;

export const ORDER = Point.Fn.ORDER;
export const BASE = Point.BASE;
export const ZERO = Point.ZERO;

function littleEndian(bytes) {
  let text = "0x";
  for (let at = bytes.length - 1; at >= 0; at--) {
    text += bytes[at].toString(16).padStart(2, "0");
  }
  return BigInt(text);
}

export function mod(value) {
  const rest = value % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

// β alone may be the identity.
export function readPointOrZero(bytes) {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return need(false, "32 bytes encode no point");
  }
}

export function readPoint(bytes) {
  const point = readPointOrZero(bytes);
  need(!point.is0(), "a point is the identity");
  return point;
}

export function readScalar(bytes) {
  const value = littleEndian(bytes);
  need(value < ORDER, "a scalar is not reduced");
  return value;
}

export function scalarOf(wide) {
  return mod(littleEndian(wide));
}

export function pointOf(wide) {
  return ristretto255_hasher.deriveToCurve(wide);
}

export function times(point, scalar) {
  return scalar === 0n ? ZERO : point.multiplyUnsafe(scalar);
}

export function inverse(scalar) {
  return Point.Fn.inv(scalar);
}

// Σ scalar · point, in portions, so that a long one may tell how far it is.
const PORTION = 4096;

export class Sum {
  constructor() {
    this.points = [];
    this.scalars = [];
    this.base = 0n;
  }

  add(scalar, point) {
    this.scalars.push(mod(scalar));
    this.points.push(point);
  }

  addBase(scalar) {
    this.base += scalar;
  }

  value(tick = () => {}) {
    let total = times(BASE, mod(this.base));
    for (let at = 0; at < this.points.length; at += PORTION) {
      const points = this.points.slice(at, at + PORTION);
      total = total.add(pippenger(Point, points, this.scalars.slice(at, at + PORTION)));
      tick(points.length);
    }
    return total;
  }

  isZero(tick) {
    return this.value(tick).is0();
  }
}

// 128-bit weights for the equations of a batch, drawn from a hash of everything the equations
// hold: whoever made the batch could not choose its bytes after the weights.
export function weightsOf(...everything) {
  const seed = everything.reduce((hash, part) => hash.update(u32(part.length)).update(part), sha512.create()).digest();
  let count = 0;
  let pool = [];
  return () => {
    if (pool.length === 0) {
      const wide = sha512.create().update(seed).update(u32(count)).digest();
      count += 1;
      pool = [0, 16, 32, 48].map((at) => littleEndian(wide.subarray(at, at + 16)));
    }
    return pool.pop();
  };
}
