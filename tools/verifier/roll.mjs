// SPDX-License-Identifier: AGPL-3.0-or-later
// The statement of candidates and the roll (protocol.md §4, §7).

import { Reader, isEqual, need, toHex } from "./bytes.mjs";
import { readKey } from "./ed25519.mjs";

// The number of candidates; the outcomes follow from their numbers.
export function checkStatement({ value }, definition) {
  const { constituencies } = definition;
  need(value.constituencies.length === constituencies.length, "the statement has not every constituency");
  value.constituencies.forEach(({ outcome, candidates }, at) => {
    const { seats } = constituencies[at];
    const wanted = candidates.length > seats ? "contested" : candidates.length === seats ? "unopposed" : "short";
    need(outcome === wanted, `the outcome of constituency ${at + 1} does not follow from its candidates`);
  });
  return value.constituencies.reduce((sum, { candidates }) => sum + candidates.length, 0);
}

function readRoll(object, eid, cid) {
  const reader = new Reader(object);
  reader.is("GB1R");
  need(isEqual(reader.take(32), eid) && reader.number(2) === cid, "a roll is of another election or constituency");
  const credentials = reader.items(reader.number(4), 32);
  reader.end();
  return credentials;
}

// Reads the rolls into `verifier.rolls`; gives the number of electors.
export async function checkRoll(verifier, { value }) {
  const { statement, eid, rolls } = verifier;
  const contested = statement.value.constituencies.flatMap(({ outcome }, at) => (outcome === "contested" ? [at + 1] : []));
  need(contested.join() === value.constituencies.map(({ constituency }) => constituency).join(), "the roll is not of the contested constituencies");
  const known = new Set();
  for (const { constituency, electors, ...named } of value.constituencies) {
    need(named.size === 42 + 32 * electors, `the roll of constituency ${constituency} has not the size of its electors`);
    const object = await verifier.object(named);
    if (object === null && !verifier.firstOf("close")) {
      verifier.rolls = null; // Withheld until then (protocol.md §7).
      return known.size;
    }
    need(object, "an object that an entry names is not here");
    const credentials = readRoll(object, eid, constituency);
    need(credentials.length === electors, `the roll of constituency ${constituency} has not the electors its entry says`);
    credentials.forEach((credential) => checkCredential(credential, known));
    rolls.set(constituency, credentials);
  }
  return known.size;
}

// Canonical, not of small order, and new.
export function checkCredential(credential, known) {
  readKey(credential);
  const name = toHex(credential);
  need(!known.has(name), `a credential is there twice: ${name}`);
  known.add(name);
}
