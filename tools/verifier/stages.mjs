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

// The stage to which the rules for entries of a kind belong; those of all others are "rules".
const STAGE_OF = {
  definition: "definition",
  statement: "roll",
  roll: "roll",
  box: "box",
  mix: "mixes",
  shares: "shares",
  result: "result",
};

export function stageOf({ kind }) {
  return STAGE_OF[kind] ?? "rules";
}

export const EXIT = 10; // and the stage's number, from 1, is the exit code of a failure

// What the record does not hold yet: no fault of it.
export class Waiting extends Error {}

export function exitCode({ failed }) {
  return failed === "" ? 0 : EXIT + 1 + STAGES.indexOf(failed);
}
