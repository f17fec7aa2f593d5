// SPDX-License-Identifier: AGPL-3.0-or-later
// The choice block: a vote as one encoding of ristretto255 (protocol.md §5).

import { decodePoint } from "./group.js";

export const RANKS_MAX = 37;
const COUNTERS = 128 * 256;

// How many marks a vote may carry.
export function marksMax(constituency, candidates) {
  return constituency.method === "fpp"
    ? constituency.seats
    : Math.min(candidates, RANKS_MAX);
}

// Why these numbers are no vote: "empty", "many", "unknown", "repeated", "disordered";
// null if they are one.
export function refusalOf(numbers, { method, candidates, marks }) {
  if (numbers.length === 0) {
    return "empty";
  }
  if (numbers.length > marks || numbers.length > RANKS_MAX) {
    return "many";
  }
  if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > candidates)) {
    return "unknown";
  }
  if (new Set(numbers).size !== numbers.length) {
    return "repeated";
  }
  if (method === "fpp" && numbers.some((number, at) => at > 0 && number < numbers[at - 1])) {
    return "disordered";
  }
  return null;
}

// The block of an allowed vote; an error if it is not allowed.
export function encodeChoice(numbers, rules) {
  const refusal = refusalOf(numbers, rules);
  if (refusal) {
    throw new Error(`not a vote: ${refusal}`);
  }
  const block = new Uint8Array(32);
  block[1] = 1;
  numbers.forEach((number, place) => {
    for (let bit = 0; bit < 6; bit++) {
      const at = place * 6 + bit;
      if ((number >> (5 - bit)) & 1) {
        block[2 + (at >> 3)] |= 128 >> (at & 7);
      }
    }
  });
  for (let counter = 0; counter < COUNTERS; counter++) {
    block[0] = 2 * (counter % 128);
    block[30] = counter >> 7;
    if (decodePoint(block)) {
      return block;
    }
  }
  throw new Error("no block encodes this vote");
}
