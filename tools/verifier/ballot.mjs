// SPDX-License-Identifier: AGPL-3.0-or-later
// A ballot (protocol.md §5, §10): its bytes, signature and proof; and the choice inside.

import { Reader, Refusal, concat, u16, u32, u8 } from "./bytes.mjs";
import { isSigned } from "./ed25519.mjs";
import { H } from "./hash.mjs";
import { Sum, readPoint, readPointOrZero, readScalar, scalarOf, weightsOf } from "./group.mjs";

const HEAD = 203;
const SIZE = 267;
const CANDIDATES_MAX = 63;
const MARKS_MAX = 37;

export function readBallot(bytes) {
  const reader = new Reader(bytes);
  reader.is("GB1B");
  const ballot = { eid: reader.take(32), cid: reader.number(2), number: reader.number(4), declaration: reader.number(1) };
  [ballot.credential, ballot.alpha, ballot.beta, ballot.A, ballot.s] = reader.items(5, 32);
  ballot.signature = reader.take(SIZE - HEAD);
  reader.end();
  return { ...ballot, head: bytes.subarray(0, HEAD) };
}

function challengeOf({ eid, cid, number, declaration, credential, alpha, beta, A }, Y) {
  return scalarOf(H("pok", eid, u16(cid), u32(number), u8(declaration), credential, Y, alpha, beta, A));
}

// The ballot with its points; refuses what is no ballot. `proof` is left to check.
function decode(bytes, Y) {
  const ballot = readBallot(bytes);
  const points = { alpha: readPoint(ballot.alpha), beta: readPointOrZero(ballot.beta) };
  const proof = { A: readPoint(ballot.A), s: readScalar(ballot.s), c: challengeOf(ballot, Y) };
  return { ...ballot, points, proof };
}

function hasProof({ points, proof }) {
  const sum = new Sum();
  sum.addBase(proof.s);
  sum.add(-1n, proof.A);
  sum.add(-proof.c, points.alpha);
  return sum.isZero();
}

function haveProofs(ballots, bytes, Y) {
  const weigh = weightsOf(Y, ...bytes);
  const sum = new Sum();
  for (const { points, proof } of ballots) {
    const weight = weigh();
    sum.addBase(weight * proof.s);
    sum.add(-weight, proof.A);
    sum.add(-weight * proof.c, points.alpha);
  }
  return sum.isZero();
}

// Each with `why`: null for a good one, or what is wrong with its form, signature or proof.
export function checkBallots(list, Y, tick) {
  const checked = list.map((bytes) => {
    try {
      const ballot = decode(bytes, Y);
      const isGood = isSigned(ballot.signature, H("ballot", ballot.head), ballot.credential);
      tick();
      return { ...ballot, why: isGood ? null : "its signature is wrong" };
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      return { why: error.message };
    }
  });
  const decoded = checked.filter(({ why }) => why === null);
  if (!haveProofs(decoded, list, Y)) {
    decoded.filter((ballot) => !hasProof(ballot)).forEach((ballot) => {
      ballot.why = "its proof is wrong";
    });
  }
  return checked;
}

// Whether these 32 bytes are a valid encoding of a point.
function isPoint(bytes) {
  try {
    readPointOrZero(bytes);
    return true;
  } catch {
    return false;
  }
}

function sixBits(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return { numbers: bits.slice(0, 6 * MARKS_MAX).match(/.{6}/g).map((six) => parseInt(six, 2)), rest: bits.slice(6 * MARKS_MAX) };
}

function blockWith(choice, counter) {
  return concat(u8(2 * (counter % 128)), u8(1), choice, u8(Math.floor(counter / 128)), u8(0));
}

// The candidates a decrypted block names, in order; null where it is unreadable.
export function readChoice(block, { method, candidates, marks }) {
  const counter = block[0] / 2 + 128 * block[30];
  const choice = block.subarray(2, 30);
  const { numbers, rest } = sixBits(choice);
  const count = numbers.findIndex((number) => number === 0);
  const named = count < 0 ? numbers : numbers.slice(0, count);
  const isShaped = block[0] % 2 === 0 && block[1] === 1 && block[31] === 0 && !rest.includes("1");
  const areRight =
    named.length > 0 &&
    named.length <= marks &&
    named.every((number) => number <= candidates) &&
    new Set(named).size === named.length &&
    numbers.slice(named.length).every((number) => number === 0) &&
    (method !== "fpp" || named.every((number, at) => at === 0 || number > named[at - 1]));
  if (!isShaped || !areRight) {
    return null;
  }
  for (let lower = 0; lower < counter; lower++) {
    if (isPoint(blockWith(choice, lower))) {
      return null;
    }
  }
  return named;
}

export function marksOf({ method, seats }, candidates) {
  return method === "fpp" ? seats : Math.min(candidates, MARKS_MAX, CANDIDATES_MAX);
}
