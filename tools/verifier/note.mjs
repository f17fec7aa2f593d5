// SPDX-License-Identifier: AGPL-3.0-or-later
// C2SP signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy.

import { concat, fromBase64, fromUtf8, isEqual, need, toBase64, toHex, u8, utf8 } from "./bytes.mjs";
import { isSigned, readKey } from "./ed25519.mjs";
import { sha256 } from "./hash.mjs";

export const NOTE_MAX = 131072;
const LINES_MAX = 32;
const SIGNATURE_MAX = 4096; // with the id before it
const NAME_MAX = 200;
const NODES_MAX = 64; // of a policy: witnesses and groups together
const NODE_NAME_MAX = 127;
export const LOG = 1;
export const WITNESS = 4;
const COSIGNATURE = 72;

export function keyId(name, type, key) {
  return sha256(concat(utf8(`${name}\n`), u8(type), key)).subarray(0, 4);
}

// A name that a key of a note may have.
function isName(name) {
  return /^[^\s\u0085+\x7f]+$/u.test(name) && utf8(name).length <= NAME_MAX;
}

// Text, with its last line end, and signature lines of a note.
function readNote(bytes) {
  need(bytes.length <= NOTE_MAX, "a checkpoint is too long");
  const whole = fromUtf8(bytes);
  need(!/[\0-\x09\x0b-\x1f]/.test(whole), "a checkpoint has a control character");
  const end = whole.lastIndexOf("\n\n");
  need(end >= 0 && whole.endsWith("\n"), "a checkpoint has no signature");
  const lines = whole.slice(end + 2, -1).split("\n");
  need(lines.length <= LINES_MAX, "a checkpoint has too many signatures");
  const signatures = lines.map((line) => {
    const match = /^— (\S+) (\S+)$/u.exec(line);
    need(match && isName(match[1]), "a signature line of a checkpoint is none");
    const blob = fromBase64(match[2]);
    need(blob.length > 4 && blob.length <= SIGNATURE_MAX, "a signature of a checkpoint is too short, or too long");
    return { name: match[1], id: blob.subarray(0, 4), signature: blob.subarray(4) };
  });
  return { text: whole.slice(0, end + 1), signatures };
}

export function readCheckpoint(bytes) {
  const { text, signatures } = readNote(bytes);
  const lines = text.slice(0, -1).split("\n");
  need(lines.length === 3, "a checkpoint has not three lines");
  const [origin, size, hash] = lines;
  need(/^(0|[1-9][0-9]{0,15})$/.test(size) && Number.isSafeInteger(Number(size)), "a checkpoint's size is none");
  const root = fromBase64(hash);
  need(root.length === 32, "a checkpoint's root is no hash");
  return { text, signatures, origin, size: Number(size), root };
}

// The lines of a key by its name, id and type; whoever else signed is passed over.
function signaturesOf({ signatures }, name, type, key) {
  const id = keyId(name, type, key);
  return signatures.filter((one) => one.name === name && isEqual(one.id, id));
}

// A record carries no lines but the log's and those of witnesses its policy names.
export function checkSigners({ signatures }, origin, key, witnesses) {
  const known = [[origin, keyId(origin, LOG, key)], ...[...witnesses.values()].map((one) => [one.name, keyId(one.name, WITNESS, one.key)])];
  need(
    signatures.every(({ name, id }) => known.some(([other, otherId]) => name === other && isEqual(id, otherId))),
    "a checkpoint is signed by somebody the definition does not name",
  );
}

export function checkLogSignature(checkpoint, origin, key) {
  need(checkpoint.origin === origin, "a checkpoint is of another log");
  const own = signaturesOf(checkpoint, origin, LOG, key);
  need(own.length > 0, "a checkpoint is not signed by the log");
  const message = utf8(checkpoint.text);
  need(
    own.every(({ signature }) => signature.length === 64 && isSigned(signature, message, key)),
    "a checkpoint's signature by the log is wrong",
  );
}

// The time at which a witness cosigned, which it does once; a wrong line of a known
// witness is refused.
export function cosignatureTimes(checkpoint, { name, key }) {
  const own = signaturesOf(checkpoint, name, WITNESS, key);
  need(own.length <= 1, `${name} cosigned a checkpoint twice`);
  return own.map(({ signature }) => {
    need(signature.length === COSIGNATURE, "a cosignature has the wrong length");
    const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
    const message = utf8(`cosignature/v1\ntime ${time}\n${checkpoint.text}`);
    need(isSigned(signature.subarray(8), message, key), `the cosignature of ${name} is wrong`);
    need(time < 1n << 63n, `the cosignature of ${name} has no time`);
    return Number(time);
  });
}

export function readVkey(text) {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
  need(match && isName(match[1]), "a policy's key is none");
  const [, name, id, blob] = match;
  const [type, key] = [fromBase64(blob)[0], fromBase64(blob).subarray(1)];
  need(key.length === 32 && (type === LOG || type === WITNESS), "a policy's key is of another kind");
  readKey(key);
  const wanted = Array.from(keyId(name, type, key), (byte) => byte.toString(16).padStart(2, "0")).join("");
  need(id === wanted, "a policy's key has not the id of its name");
  return { name, type, key };
}

// A policy: its witnesses, and whether the names of some that cosigned are enough.
export class Policy {
  constructor({ policy: lines, origin, log }) {
    this.witnesses = new Map();
    this.groups = new Map();
    this.members = new Set(); // of any group
    this.log = { origin, key: log };
    this.quorum = null;
    this.keys = new Set();
    for (const line of lines) {
      const words = line.split(/[ \t]+/).filter((word) => word !== "");
      if (words.length > 0 && !words[0].startsWith("#")) {
        this.read(words);
      }
    }
    need(this.quorum !== null, "a policy has no quorum");
  }

  read([keyword, ...words]) {
    const readers = { log: this.readLog, witness: this.readWitness, group: this.readGroup, quorum: this.readQuorum };
    need(Object.hasOwn(readers, keyword), `a policy has a line ${keyword}`);
    readers[keyword].call(this, words);
  }

  keep(key, type) {
    need(key.type === type, "a policy's key is of another kind");
    const text = toBase64(key.key);
    need(!this.keys.has(`${type}${text}`), "a policy names a key twice");
    this.keys.add(`${type}${text}`);
  }

  readLog(words) {
    need(words.length === 1 || words.length === 2, "a policy's log line is none");
    const key = readVkey(words[0]);
    need(key.name === this.log.origin && toHex(key.key) === this.log.key, "a policy's log is not the election's");
    this.keep(key, LOG);
  }

  newName(name) {
    need(name !== undefined && name !== "none" && !this.isKnown(name), "a policy gives a name twice");
    need(utf8(name).length <= NODE_NAME_MAX && this.witnesses.size + this.groups.size < NODES_MAX, "a policy's name is too long, or one too many");
  }

  isKnown(name) {
    return this.witnesses.has(name) || this.groups.has(name);
  }

  readWitness(words) {
    need(words.length === 2 || words.length === 3, "a policy's witness line is none");
    this.newName(words[0]);
    const key = readVkey(words[1]);
    this.keep(key, WITNESS);
    this.witnesses.set(words[0], key);
  }

  readGroup([name, count, ...members]) {
    this.newName(name);
    need(members.length > 0, "a policy's group has no members");
    members.forEach((member) => {
      need(this.isKnown(member) && !this.members.has(member), "a policy's group names a stranger, or who is in one already");
      this.members.add(member);
    });
    need(/^(all|any|[1-9][0-9]*)$/.test(count), "a policy's group has no number");
    const least = { all: members.length, any: 1 }[count] ?? Number(count);
    need(least <= members.length, "a policy's group asks for more than it has");
    this.groups.set(name, { least, members });
  }

  readQuorum(words) {
    need(this.quorum === null && words.length === 1, "a policy has not one quorum");
    need(words[0] === "none" || this.isKnown(words[0]), "a policy's quorum is unknown");
    [this.quorum] = words;
  }

  isMet(cosigned, name = this.quorum) {
    if (name === "none") {
      return true;
    }
    const group = this.groups.get(name);
    return group
      ? group.members.filter((member) => this.isMet(cosigned, member)).length >= group.least
      : cosigned.has(name);
  }
}
