// SPDX-License-Identifier: AGPL-3.0-or-later
// Receipts: C2SP tlog-proof, whose extra line holds the entry (protocol.md §7).

import { fromBase64, isEqual, join, text, u8 } from "./bytes.js";
import { readBallot } from "./ballot.js";
import { sha256 } from "./hash.js";
import { isWitnessed } from "./policy.js";
import { isSigned } from "./signature.js";

const ENTRY_BALLOT = 6;
const LINES_MAX = 200;

function readIndex(word) {
  return /^(0|[1-9][0-9]{0,15})$/.test(word) && Number.isSafeInteger(Number(word)) ? Number(word) : null;
}

// A signed note: {origin, size, root, body, signatures: [{name, id, signature}]}.
export function readCheckpoint(note) {
  const end = note.indexOf("\n\n");
  const body = note.slice(0, end + 1);
  const lines = body.split("\n");
  if (end < 0 || !note.endsWith("\n") || lines.length !== 4) {
    return null;
  }
  const size = readIndex(lines[1]);
  const root = fromBase64(lines[2]);
  if (lines[0] === "" || size === null || root === null || root.length !== 32) {
    return null;
  }
  const signatures = [];
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const parts = line.split(" ");
    const bytes = parts.length === 3 && parts[0] === "—" ? fromBase64(parts[2]) : null;
    if (bytes === null || bytes.length < 5) {
      return null;
    }
    signatures.push({ name: parts[1], id: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return { origin: lines[0], size, root, body, signatures };
}

// {entry, index, proof, checkpoint}; null if the text is no receipt.
export function readReceipt(receipt) {
  const lines = receipt.replace(/\r\n/g, "\n").split("\n");
  const extra = /^extra ([A-Za-z0-9+/=]+)$/.exec(lines[1] ?? "");
  const index = /^index ([0-9]+)$/.exec(lines[2] ?? "");
  const blank = lines.indexOf("");
  if (lines.length > LINES_MAX || lines[0] !== "c2sp.org/tlog-proof@v1" || !extra || !index || blank < 3) {
    return null;
  }
  const entry = fromBase64(extra[1]);
  const place = readIndex(index[1]);
  const proof = lines.slice(3, blank).map(fromBase64);
  const checkpoint = readCheckpoint(lines.slice(blank + 1).join("\n"));
  if (entry === null || place === null || checkpoint === null) {
    return null;
  }
  if (proof.some((hash) => hash === null || hash.length !== 32)) {
    return null;
  }
  return { entry, index: place, proof, checkpoint };
}

// RFC 6962 §2.1.1: the root that a leaf at `index` of `size` has by this proof.
export function rootOf(leaf, index, size, proof) {
  if (index >= size) {
    return null;
  }
  let place = BigInt(index);
  let last = BigInt(size) - 1n;
  let hash = leaf;
  for (const other of proof) {
    if (last === 0n) {
      return null;
    }
    if ((place & 1n) === 1n || place === last) {
      hash = sha256(join(u8(1), other, hash));
      while ((place & 1n) === 0n && place !== 0n) {
        place >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = sha256(join(u8(1), hash, other));
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hash : null;
}

// Whether the log itself signed the checkpoint.
export function isSignedByLog({ origin, body, signatures }, log) {
  const id = sha256(join(text(`${origin}\n`), u8(1), log)).slice(0, 4);
  return signatures.some(
    (one) => one.name === origin && isEqual(one.id, id) && isSigned(text(body), one.signature, log),
  );
}

// What a receipt proves under {origin, log, eid, policy}: {ballot, bytes, leaf, time, index,
// size, isWitnessed}, or {refusal}: "form", "origin", "signature", "inclusion", "entry" or
// "election". Without a policy nothing is witnessed.
export function checkReceipt(receipt, { origin, log, eid, policy = null }) {
  const read = readReceipt(receipt);
  if (read === null) {
    return { refusal: "form" };
  }
  const { entry, index, proof, checkpoint } = read;
  if (checkpoint.origin !== origin) {
    return { refusal: "origin" };
  }
  if (!isSignedByLog(checkpoint, log)) {
    return { refusal: "signature" };
  }
  const leaf = sha256(join(u8(0), entry));
  const root = rootOf(leaf, index, checkpoint.size, proof);
  if (root === null || !isEqual(root, checkpoint.root)) {
    return { refusal: "inclusion" };
  }
  const bytes = entry.slice(9);
  const ballot = entry[0] === ENTRY_BALLOT ? readBallot(bytes) : null;
  if (ballot === null) {
    return { refusal: "entry" };
  }
  if (!isEqual(ballot.eid, eid)) {
    return { refusal: "election" };
  }
  const time = Number(new DataView(entry.buffer, entry.byteOffset).getBigUint64(1));
  const { size } = checkpoint;
  return { ballot, bytes, leaf, time, index, size, isWitnessed: isWitnessed(checkpoint, policy) };
}
