// SPDX-License-Identifier: AGPL-3.0-or-later
// The stages of protocol.md §9 in their order. A stage's number is its place here.

export const STAGES = [
  "checkpoint",
  "consistency",
  "entries",
  "definition",
  "ceremony",
  "roll",
  "rules",
  "electors",
  "box",
  "inputs",
  "mixes",
  "shares",
  "plaintexts",
  "recount",
  "result",
];

export const EXIT = 10; // and the stage's number, from 1, is the exit code of a failure

// What the record does not hold yet: no fault of it.
export class Waiting extends Error {}

export function exitCode({ failed }) {
  return failed === "" ? 0 : EXIT + 1 + STAGES.indexOf(failed);
}
