// SPDX-License-Identifier: AGPL-3.0-or-later
// The election as the page needs it, read from the definition and the statement of
// candidates exactly as they are signed and hashed.

import { fromHex, text, toHex } from "../seal/bytes.js";
import { marksMax } from "../seal/choice.js";
import { sha256 } from "../seal/hash.js";
import { readPolicy } from "../seal/policy.js";
import { codeOfElection } from "../seal/token.js";

function must(value, what) {
  if (value === null || value === undefined) {
    throw new Error(`the election's ${what} cannot be read`);
  }
  return value;
}

function constituencyOf(one, at, statement, particulars) {
  const cid = at + 1;
  const settled = statement?.constituencies?.[at];
  const { candidates: told = [], stopped = false } = particulars.find(({ constituency }) => constituency === cid) ?? {};
  const candidates = (settled?.candidates ?? []).map(({ name }, place) => {
    const more = told.find(({ number }) => number === place + 1);
    const photo = more?.photo ? `/candidates/${cid}/photos/${place + 1}` : null;
    return { ...more, number: place + 1, name, photo };
  });
  return {
    cid,
    name: must(one.name, "constituency"),
    method: must(one.method, "method"),
    seats: must(one.seats, "seats"),
    wordings: one.declaration ?? [],
    candidates,
    marks: marksMax(one, candidates.length),
    hasPoll: settled?.outcome === "contested" && !stopped,
    isStopped: stopped,
  };
}

// answer: what GET /api/election gave.
export function readElection(answer) {
  const definitionText = must(answer.definition, "definition");
  const eid = sha256(text(definitionText));
  if (toHex(eid) !== answer.election) {
    throw new Error("the election's definition is not the one it is named by");
  }
  const definition = JSON.parse(definitionText);
  const statement = answer.statement ? JSON.parse(answer.statement) : null;
  return {
    eid,
    code: codeOfElection(eid),
    trust: must(definition.trust, "trust"),
    contact: must(definition.contact, "contact"),
    origin: must(definition.origin, "origin"),
    log: must(fromHex(definition.log, 32), "log key"),
    policy: readPolicy(definition.policy ?? []), // null: no witnesses are asked for
    electionKey: must(fromHex(definition.Y, 32), "key"),
    phase: answer.phase,
    open: Date.parse(definition.timetable?.open) / 1000,
    close: Date.parse(answer.close) / 1000,
    constituencies: definition.constituencies.map((one, at) =>
      constituencyOf(one, at, statement, answer.candidates ?? []),
    ),
  };
}
