// SPDX-License-Identifier: AGPL-3.0-or-later
// What a fetched record says of the registers, added up from its bare entries: who could
// vote, what came by each channel, and what became of it.

import path from "node:path";
import { readFileSync } from "node:fs";

import { Reader } from "../../tools/verifier/bytes.mjs";
import { readEntry } from "../../tools/verifier/entry.mjs";
import { readSchemas } from "../../tools/verifier/folder.mjs";

const [ROLL, CLOSE, BALLOT, REPLACE, DISQUALIFY, RESULT, RECEIVED] = [3, 5, 6, 7, 8, 11, 13];

// Of a record of fewer than 256 entries, each with its place in the log.
function entriesOf(folder) {
  const [, size] = readFileSync(path.join(folder, "checkpoint"), "utf8").split("\n");
  const bundle = new Reader(new Uint8Array(readFileSync(path.join(folder, `tile/entries/000.p/${size}`))));
  const schemas = readSchemas();
  return Array.from({ length: Number(size) }, (_, index) => ({ index, ...readEntry(bundle.take(bundle.number(2)), schemas) }));
}

// {index, channel, number} of a vote that stood when it came; null is another entry.
function voteOf({ index, type, ballot, value }, cid) {
  if (type === BALLOT) {
    const named = new DataView(ballot.buffer, ballot.byteOffset + 36);
    return named.getUint16(0) === cid ? { index, channel: "online", number: named.getUint32(2) } : null;
  }
  return type === RECEIVED && value.constituency === cid ? { index, ...value } : null;
}

// {electorate, issued, cancelled, replaced, channels: {name: {came, accepted, disqualified,
// late, tendered}}} of a constituency: electorate and accepted as the signed result has
// them, all else counted here.
export function sumsOf(folder, cid) {
  const entries = entriesOf(folder);
  const list = (wanted) => entries.filter(({ type, value }) => type === wanted && value.constituency === cid);
  const of = (wanted) => entries.find(({ type }) => type === wanted).value.constituencies.find(({ constituency }) => constituency === cid);
  const result = of(RESULT);
  const close = entries.find(({ type }) => type === CLOSE).index;
  const replacements = list(REPLACE);
  const votes = entries.map((entry) => voteOf(entry, cid)).filter(Boolean);
  const struck = list(DISQUALIFY);
  const named = new Set(struck.map(({ value }) => value.entry).filter((entry) => entry !== undefined));
  const nameless = struck.filter(({ value }) => value.entry === undefined);
  const cancelled = new Map(replacements.map(({ index, value }) => [value.old, index]));
  const channels = {};
  for (const [channel, accepted] of Object.entries(result.channels)) {
    const mine = votes.filter((one) => one.channel === channel);
    const never = nameless.filter(({ value }) => value.channel === channel);
    channels[channel] = {
      came: mine.length + never.length,
      accepted,
      disqualified: mine.filter(({ index }) => named.has(index)).length + never.filter(({ index }) => index < close).length,
      late: never.filter(({ index }) => index > close).length,
      tendered: mine.filter(({ index, number }) => !named.has(index) && cancelled.get(number) > index).length,
    };
  }
  return {
    electorate: result.electorate,
    issued: of(ROLL).electors,
    cancelled: replacements.filter(({ value }) => value.old !== undefined).length,
    replaced: replacements.length,
    channels,
  };
}
