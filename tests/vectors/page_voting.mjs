// SPDX-License-Identifier: AGPL-3.0-or-later
// The voting page's code against the vectors that every program keeps.

import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";

import { ed25519 } from "../../src/web/node_modules/@noble/curves/ed25519.js";
import { BALLOT_SIZE, makeBallot, makeBallotFrom, readBallot } from "../../src/web/js/seal/ballot.js";
import { fromBase64, fromHex, isEqual, join, text, toBase64, toHex, u8 } from "../../src/web/js/seal/bytes.js";
import { encodeChoice, refusalOf } from "../../src/web/js/seal/choice.js";
import { credentialOf } from "../../src/web/js/seal/credential.js";
import { groups, write } from "../../src/web/js/seal/crockford.js";
import { decodePoint, encodeScalar, scalarOf } from "../../src/web/js/seal/group.js";
import { H, sha256, sha512 } from "../../src/web/js/seal/hash.js";
import { readPolicy } from "../../src/web/js/seal/policy.js";
import { checkReceipt, readReceipt, rootOf } from "../../src/web/js/seal/receipt.js";
import { isInTree, tilePath } from "../../src/web/js/seal/tiles.js";
import { isSigned } from "../../src/web/js/seal/signature.js";
import { codeOfElection, codeOfHead, readTicket, readToken, writeToken } from "../../src/web/js/seal/token.js";

globalThis.crypto ??= webcrypto; // Node 18 has none

const here = (name) => new URL(name, import.meta.url);
const vectors = JSON.parse(readFileSync(here("voting.json"), "utf8"));
const hex = (value) => fromHex(value, value.length / 2);

test("a token is read, written and made into its credential", () => {
  for (const one of vectors.tokens) {
    const read = readToken(one.text);
    assert.equal(toHex(read.bytes), one.token);
    assert.equal(writeToken(read.bytes), one.text);
    const { seed, key } = credentialOf(read.bytes, hex(one.eid));
    assert.equal(toHex(seed), one.seed);
    assert.equal(toHex(key), one.credential);
    const ticket = readTicket(one.ticket);
    assert.equal(toHex(ticket.token), one.token);
    assert.deepEqual([ticket.cid, ticket.number], [one.cid, one.number]);
  }
});

test("what people type is folded, and a slip is found", () => {
  const [{ text: right, token }] = vectors.tokens;
  const typed = right.toLowerCase().replaceAll("0", "o").replaceAll("-", " ");
  assert.equal(toHex(readToken(typed).bytes), token);
  assert.equal(toHex(readToken(`\t${right.replaceAll("-", " – ")}\n`).bytes), token);
  assert.equal(readToken("").refusal, "length");
  assert.equal(readToken(right.slice(1)).refusal, "length");
  assert.equal(readToken(`${right}0`).refusal, "length");
  assert.equal(readToken(right.replace("0", "U")).refusal, "symbol");
  assert.equal(readToken(right.replace("0", "!")).refusal, "symbol");
  assert.equal(readToken(right.replace("0", "1")).refusal, "mistyped");
});

test("a ticket with anything odd about it is none", () => {
  const [{ ticket }] = vectors.tokens;
  const [token] = ticket.split(".");
  const bad = ["", token, `${token}.1`, `${ticket}.1`, `${token}.0.1`, `${token}.1.0`, `${token}.01.1`, `${token}.65536.1`, `${token}.1.4294967296`, `${token}.a.1`];
  for (const one of bad) {
    assert.equal(readTicket(one), null, one);
  }
  assert.notEqual(readTicket(`${token}.65535.4294967295`), null);
});

test("codes are the front of what they name", () => {
  for (const one of vectors.codes) {
    assert.equal(groups(write(hex(one.bytes)), 4), one.text);
    assert.equal(codeOfElection(hex(one.bytes + "00".repeat(22))), one.text);
  }
});

test("a choice has one block", () => {
  for (const { numbers, block, ...rules } of vectors.choices) {
    assert.equal(toHex(encodeChoice(numbers, rules)), block);
  }
});

test("a choice the constituency does not allow has no block", () => {
  const stv = { method: "stv", candidates: 5, marks: 5 };
  const fpp = { method: "fpp", candidates: 5, marks: 2 };
  const cases = [
    [[], stv, "empty"],
    [[1, 2, 3], fpp, "many"],
    [[6], stv, "unknown"],
    [[0], stv, "unknown"],
    [[1.5], stv, "unknown"],
    [[2, 2], stv, "repeated"],
    [[2, 1], fpp, "disordered"],
  ];
  for (const [numbers, rules, why] of cases) {
    assert.equal(refusalOf(numbers, rules), why);
    assert.throws(() => encodeChoice(numbers, rules));
  }
  assert.equal(refusalOf([2, 1], stv), null);
});

test("transcripts, scalars and points are those of the protocol", () => {
  for (const { tag, inputs, h, scalar } of vectors.transcripts) {
    const wide = H(tag, ...inputs.map(hex));
    assert.equal(toHex(wide), h);
    assert.equal(toHex(encodeScalar(scalarOf(wide))), scalar);
  }
  assert.equal(decodePoint(new Uint8Array(32)), null, "the identity");
  assert.equal(decodePoint(new Uint8Array(32).fill(255)), null, "not canonical");
  assert.equal(decodePoint(new Uint8Array(31)), null, "too short");
  assert.equal(toHex(decodePoint(hex(vectors.generators[0].point)).toBytes()), vectors.generators[0].point);
});

test("the same token, choice and random bytes give the same ballot", () => {
  for (const one of vectors.ballots) {
    const { method, candidates, marks } = one;
    const { token, cid, number } = readTicket(one.ticket);
    assert.deepEqual([cid, number], [one.cid, one.number]);
    const plan = {
      eid: hex(one.eid),
      cid,
      number,
      declaration: one.declaration,
      credential: credentialOf(token, hex(one.eid)),
      electionKey: hex(one.election_key),
      block: encodeChoice(one.numbers, { method, candidates, marks }),
    };
    const ballot = makeBallotFrom(plan, hex(one.fresh));
    assert.equal(toHex(ballot), one.ballot);
    assert.equal(codeOfHead(readBallot(ballot).head), one.code);
    const [a, b] = [makeBallot(plan), makeBallot(plan)];
    assert.equal(a.length, BALLOT_SIZE);
    assert.ok(!isEqual(a, b), "random bytes are fresh each time");
  }
});

test("a signature is judged without the cofactor", () => {
  const { entry } = vectors.signatures;
  const message = H("entry", u8(entry.type), hex(entry.eid), text(entry.document));
  const signature = hex(entry.signature);
  const key = hex(entry.key);
  assert.ok(isSigned(message, signature, key));
  for (let at = 0; at < 64; at += 7) {
    const changed = signature.slice();
    changed[at] ^= 1;
    assert.ok(!isSigned(message, changed, key), `byte ${at}`);
  }
  assert.ok(!isSigned(message.slice(1), signature, key));
  // S + L: the same scalar, written otherwise.
  const L = ed25519.Point.Fn.ORDER;
  let S = 0n;
  signature.slice(32).forEach((byte, at) => {
    S |= BigInt(byte) << BigInt(8 * at);
  });
  const again = signature.slice();
  again.set(encodeScalar(S + L), 32);
  assert.ok(!isSigned(message, again, key));
});

test("a signature only the cofactor makes right is refused", () => {
  // A key with a part of order 8, and R = rB − kT for it: 8(SB − kA − R) = 0.
  const { Point } = ed25519;
  const { Fn } = Point;
  const T = Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  const a = 123456789n;
  const A = Point.BASE.multiply(a).add(T);
  const R = Point.BASE.multiply(987654321n);
  const message = text("x");
  const little = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const wide = sha512(join(R.toBytes(), A.toBytes(), message));
  const k = Fn.create(little(wide));
  const S = Fn.add(987654321n, Fn.mul(k, a));
  const signature = new Uint8Array(64);
  signature.set(R.toBytes());
  signature.set(encodeScalar(S), 32);
  assert.equal(ed25519.verify(signature, message, A.toBytes(), { zip215: true }), true, "as others judge");
  assert.equal(k % 8n !== 0n, true);
  assert.ok(!isSigned(message, signature, A.toBytes()));
});

test("a leaf's root is found from its proof, as the tree's vectors say", () => {
  const lines = readFileSync(here("tree.txt"), "utf8").split("\n").map((line) => line.split(" "));
  const of = (what) => lines.filter(([first]) => first === what).map(([, ...words]) => words);
  const leaves = of("leaf").map(([leaf]) => hex(leaf ?? ""));
  for (const [size, root] of of("root").slice(1)) {
    assert.equal(toHex(overLeaves(leaves.slice(0, size).map(leafOf))), root, "the tree here is the one of the file");
  }
  const inclusions = of("inclusion");
  assert.ok(inclusions.length > 0);
  for (const [index, size, ...proof] of inclusions) {
    const root = rootOf(leafOf(leaves[index]), Number(index), Number(size), proof.map(hex));
    assert.equal(toHex(root), toHex(overLeaves(leaves.slice(0, size).map(leafOf))), `${index} of ${size}`);
    assert.equal(rootOf(leafOf(leaves[index]), Number(index), Number(size), [...proof.map(hex), log]), null, "too long");
    assert.equal(rootOf(leafOf(leaves[index]), Number(size), Number(size), proof.map(hex)), null, "no such leaf");
  }
});

test("a leaf is found in the tree by hash tiles, and nowhere else", async () => {
  const lines = readFileSync(here("tree.txt"), "utf8").split("\n").map((line) => line.split(" "));
  const leaves = lines.filter(([what]) => what === "leaf").map(([, leaf]) => leafOf(hex(leaf ?? "")));
  const rows = [leaves];
  rows.push(Array.from({ length: 2 }, (_, at) => overLeaves(leaves.slice(256 * at, 256 * (at + 1)))));
  for (const [what, level, index, width, hash] of lines) {
    if (what === "tile") {
      const tile = join(...rows[level].slice(256 * index, 256 * index + Number(width)));
      assert.equal(toHex(sha256(tile)), hash, "the tiles here are those of the file");
    }
  }
  const asked = new Set();
  const fetchTile = (path) => {
    asked.add(path);
    const [, level, place, width] = /^tile\/([0-9])\/([0-9]{3})(?:\.p\/([0-9]+))?$/.exec(path);
    const first = 256 * Number(place);
    return join(...rows[level].slice(first, first + Number(width ?? 256)));
  };
  for (const size of [1, 2, 5, 255, 256, 257, 511, 512, 513, 700]) {
    const root = overLeaves(leaves.slice(0, size));
    for (const index of [0, 1, 100, 255, 256, 300, 511, 512, 699].filter((one) => one < size)) {
      assert.ok(await isInTree({ size, root }, index, leaves[index], fetchTile), `${index} of ${size}`);
      assert.ok(!(await isInTree({ size, root }, index, leaves[index + 1] ?? log, fetchTile)), "another leaf");
      assert.ok(!(await isInTree({ size, root: log }, index, leaves[index], fetchTile)), "another root");
    }
    assert.ok(!(await isInTree({ size, root }, size, leaves[0], fetchTile)), "behind the end");
  }
  assert.ok(asked.has("tile/1/000.p/2") && asked.has("tile/0/002.p/188"));
  assert.equal(tilePath(0, 1234067, 256), "tile/0/x001/x234/067");
});

// RFC 6962 §2.1 over leaf hashes.
function overLeaves(hashes) {
  if (hashes.length === 1) {
    return hashes[0];
  }
  let half = 1;
  while (half * 2 < hashes.length) {
    half *= 2;
  }
  return sha256(join(u8(1), overLeaves(hashes.slice(0, half)), overLeaves(hashes.slice(half))));
}

function leafOf(bytes) {
  return sha256(join(u8(0), bytes));
}

const receipt = readFileSync(here("record/receipt.tlog-proof"), "utf8");
const [, origin, logKey] = /^([^+]*)\+[0-9a-f]{8}\+(.*)\n$/.exec(readFileSync(here("record/log.vkey"), "utf8"));
const log = fromBase64(logKey).slice(1);
const { eid } = readBallot(readReceipt(receipt).entry.slice(9));

test("a receipt proves its ballot", () => {
  const proved = checkReceipt(receipt, { origin, log, eid });
  assert.equal(proved.refusal, undefined);
  assert.ok(isEqual(proved.bytes, readFileSync(here("record/ballot"))));
  assert.ok(proved.index < proved.size);
  assert.equal(proved.time % 60, 0);
});

const witness = readFileSync(here("record/witness.vkey"), "utf8").trim();
const cosigned = receipt + readFileSync(here("record/cosigned"), "utf8").split("\n").at(-2) + "\n";
const isMet = (lines, one = cosigned) =>
  checkReceipt(one, { origin, log, eid, policy: readPolicy(lines) }).isWitnessed;

test("a receipt is witnessed when the policy is met", () => {
  assert.equal(isMet(["quorum none"]), false);
  assert.equal(isMet([`witness w ${witness}`, "", "# enough", "quorum w"]), true);
  assert.equal(isMet([`witness w ${witness}`, "group g any w", "group h all g", "quorum h"]), true);
  assert.equal(isMet([`witness w ${witness}`, "quorum none"]), false);
  assert.equal(isMet([`witness w ${witness}`, "quorum w"], receipt), false);
  const at = cosigned.length - 40;
  const changed = cosigned.slice(0, at) + (cosigned[at] === "A" ? "B" : "A") + cosigned.slice(at + 1);
  assert.equal(isMet([`witness w ${witness}`, "quorum w"], changed), false);
});

test("two witnesses are asked for and one has signed", () => {
  const key = new Uint8Array(32).fill(9);
  const id = sha256(join(text("other.example\n"), u8(4), key)).slice(0, 4);
  const other = `other.example+${toHex(id)}+${toBase64(join(u8(4), key))}`;
  const both = [`witness w ${witness}`, `witness x ${other}`];
  assert.equal(isMet([...both, "group g all w x", "quorum g"]), false);
  assert.equal(isMet([...both, "group g 2 w x", "quorum g"]), false);
  assert.equal(isMet([...both, "group g 1 w x", "quorum g"]), true);
  assert.equal(isMet([...both, "quorum x"]), false);
});

test("what is no policy witnesses nothing", () => {
  for (const lines of [
    [],
    [`witness w ${witness}`],
    [`witness w ${witness}x`, "quorum w"],
    [`witness w ${witness}`, `witness w ${witness}`, "quorum w"],
    [`witness w ${witness}`, "quorum v"],
    [`witness w ${witness}`, "group g 2 w", "quorum g"],
    [`witness w ${witness}`, "group g 0 w", "quorum g"],
    ["quorum w", `witness w ${witness}`],
    [`witness w ${witness}`, "quorum w", "quorum w"],
    ["something else"],
  ]) {
    assert.equal(readPolicy(lines), null, lines.join("; "));
  }
});

test("a receipt with anything changed proves nothing", () => {
  const facts = { origin, log, eid };
  for (let at = 0; at < receipt.length - 1; at++) {
    const changed = receipt.slice(0, at) + (receipt[at] === "A" ? "B" : "A") + receipt.slice(at + 1);
    const { refusal } = checkReceipt(changed, facts);
    // Lines of witnesses the page does not know may say anything.
    assert.ok(refusal || receipt.indexOf("— ", receipt.indexOf(`— ${origin}`) + 1) < at, `at ${at}`);
  }
  assert.equal(checkReceipt(receipt, { ...facts, origin: "other.example/record" }).refusal, "origin");
  assert.equal(checkReceipt(receipt, { ...facts, log: eid }).refusal, "signature");
  assert.equal(checkReceipt(receipt, { ...facts, eid: log }).refusal, "election");
  assert.equal(checkReceipt("", facts).refusal, "form");
  assert.equal(checkReceipt(`${receipt}x`, facts).refusal, "form");
});
