// SPDX-License-Identifier: AGPL-3.0-or-later
// The definition: what its schema cannot say (protocol.md §3, §4, §7, §8), and its signatures.

import { fromHex, need, toHex } from "./bytes.mjs";
import { readKey } from "./ed25519.mjs";
import { isEntrySigned } from "./entry.mjs";
import { readPoint } from "./group.mjs";
import { Policy } from "./note.mjs";
import { momentOf } from "./schema.mjs";

const STEPS = ["notice", "nominations_close", "statement", "withdrawal", "notice_of_poll", "open", "close"];
const GRANTS = ["nominations", "statement", "roll", "replace", "papers", "disqualify", "box", "result", "note"];
const TWO_HANDED = ["disqualify", "box", "result", "note"];

function areDistinct(items) {
  return new Set(items).size === items.length;
}

function checkPeople(definition) {
  const { officers, hands, trustees, threshold, mixers, mixes } = definition;
  const people = [...officers, ...trustees, ...mixers].map(({ key }) => key);
  const keys = [definition.log, ...(definition.issuer ? [definition.issuer] : []), ...people];
  keys.forEach((key) => readKey(fromHex(key)));
  need(areDistinct(keys), "a key of the definition stands twice");
  trustees.forEach((trustee) => readPoint(fromHex(trustee.static)));
  const n = trustees.length;
  need(definition.ceremony.size === 38 + n * (288 + 32 * threshold + 56 * n), "the ceremony has not the size of so many trustees");
  need((n === 1 && threshold === 1) || (threshold >= 2 && threshold < n), "the threshold does not fit the trustees");
  need(mixes >= 2 || n === 1, "one mix is too few for several trustees");
  need(mixers.length >= mixes, "there are fewer mixers than mixes");
  need(mixes === 1 || new Set(mixers.map(({ organisation }) => organisation)).size > 1, "all mixers are of one organisation");
  need(GRANTS.every((grant) => officers[0].may.includes(grant)), "the returning officer may not do everything");
  for (const grant of TWO_HANDED) {
    need(officers.filter(({ may }) => may.includes(grant)).length >= hands, `fewer officers than hands may: ${grant}`);
  }
}

function checkConstituency({ name, kind, method, rules, declaration, channels }) {
  need((method === "fpp") === (rules === "nhs-2014-fpp"), `method and rules disagree: ${name}`);
  need((kind === "staff") === (declaration.length === 0), `the declaration of identity does not fit: ${name}`);
  need(channels.includes("online"), `nobody could vote online: ${name}`);
}

// The definition with its bytes read and its times in seconds.
export function readDefinition({ value }) {
  checkPeople(value);
  new Policy(value); // or refused
  value.constituencies.forEach(checkConstituency);
  need(areDistinct(value.constituencies.map(({ name }) => name)), "two constituencies have one name");
  const times = Object.fromEntries(STEPS.map((step) => [step, momentOf(value.timetable[step])]));
  STEPS.forEach((step, at) => {
    need(times[step] % 60 === 0, `${step} is no whole minute`);
    need(at === 0 || times[step] > times[STEPS[at - 1]], `${step} is not after the step before it`);
  });
  const Y = fromHex(value.Y);
  readPoint(Y);
  return { ...value, times, keyY: Y, logKey: fromHex(value.log) };
}

// The returning officer's signature and every trustee's, and no other.
export function checkDefinitionSignatures(entry, eid) {
  const { officers, trustees } = entry.value;
  const wanted = [officers[0].key, ...trustees.map(({ key }) => key)].sort();
  const there = entry.signatures.map(({ key }) => toHex(key));
  need(wanted.join() === there.join(), "the definition is not signed by its returning officer and every trustee");
  entry.signatures.forEach((signature) => {
    need(isEntrySigned(entry, eid, signature), `a signature of the definition is wrong: ${toHex(signature.key)}`);
  });
}
