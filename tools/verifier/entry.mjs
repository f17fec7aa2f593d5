// SPDX-License-Identifier: AGPL-3.0-or-later
// Entries of the record (protocol.md §7 and §10): their form, and who signed them.

import { Reader, fromHex, need, u8 } from "./bytes.mjs";
import { isSigned } from "./ed25519.mjs";
import { H } from "./hash.mjs";
import { parseDocument } from "./json.mjs";
import { checkSchema } from "./schema.mjs";
import { leafHash } from "./tree.mjs";

export const BALLOT = 6;
export const ENTERED = 14;
export const KINDS = {
  1: "definition",
  2: "statement",
  3: "roll",
  4: "open",
  5: "close",
  7: "replace",
  8: "disqualify",
  9: "mix",
  10: "shares",
  11: "result",
  12: "note",
  13: "received",
  15: "box",
};
const ENTRY_MAX = 65535;
const TIME_MAX = 253402300740; // the last minute of the year 9999
const BALLOT_SIZE = 267;
const SIGNERS_MAX = 40;

function readSignatures(reader) {
  const count = reader.number(1);
  need(count <= SIGNERS_MAX, "an entry has too many signatures");
  const signatures = Array.from({ length: count }, () => ({ key: reader.take(32), signature: reader.take(64) }));
  signatures.forEach(({ key }, at) => {
    need(at === 0 || isAfter(key, signatures[at - 1].key), "keys of signatures do not ascend");
  });
  return signatures;
}

function isAfter(a, b) {
  const at = a.findIndex((byte, place) => byte !== b[place]);
  return at >= 0 && a[at] > b[at];
}

// What the constituencies of a document are numbered by must ascend.
function checkOrder(value) {
  const numbers = (value.constituencies ?? []).map(({ constituency }) => constituency).filter((number) => number !== undefined);
  need(numbers.every((number, at) => at === 0 || number > numbers[at - 1]), "constituencies do not ascend");
}

// {type, time, leaf} and either the bytes of a ballot, or {kind, document, value, signatures}.
export function readEntry(bytes, schemas) {
  need(bytes.length <= ENTRY_MAX, "an entry is too long");
  const reader = new Reader(bytes);
  const entry = { type: reader.number(1), time: reader.number(8), leaf: leafHash(bytes) };
  need(entry.time % 60 === 0 && entry.time <= TIME_MAX, "an entry's time is no whole minute, or none that a document can name");
  if (entry.type === BALLOT || entry.type === ENTERED) {
    const ballot = reader.take(BALLOT_SIZE);
    reader.end();
    return { ...entry, ballot };
  }
  const kind = KINDS[entry.type];
  need(kind, `there is no entry of type ${entry.type}`);
  const document = reader.take(reader.number(4));
  const signatures = readSignatures(reader);
  reader.end();
  const value = parseDocument(document);
  checkSchema(value, schemas[kind]);
  checkOrder(value);
  return { ...entry, kind, document, value, signatures };
}

export function isEntrySigned({ type, document }, eid, { key, signature }) {
  return isSigned(signature, H("entry", u8(type), eid, document), key);
}

export function baseOf({ value }) {
  return { size: value.base.size, root: fromHex(value.base.root) };
}
