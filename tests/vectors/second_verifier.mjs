// SPDX-License-Identifier: AGPL-3.0-or-later
// The second verifier (tools/verifier) against the vectors that every program keeps.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { checkBallots, readChoice } from "../../tools/verifier/ballot.mjs";
import { Refusal, concat, fromHex, isEqual, toHex, u8, utf8 } from "../../tools/verifier/bytes.mjs";
import { contextOf, transcriptOf } from "../../tools/verifier/ceremony.mjs";
import { countVotes } from "../../tools/verifier/count.mjs";
import { isSigned } from "../../tools/verifier/ed25519.mjs";
import { BASE, pointOf, readPoint, readScalar, scalarOf } from "../../tools/verifier/group.mjs";
import { H, codeOf, readCode, sha512 } from "../../tools/verifier/hash.mjs";
import { parseDocument } from "../../tools/verifier/json.mjs";
import { ed25519 } from "../../tools/verifier/noble.mjs";
import { Policy, checkLogSignature, cosignatureTimes, readCheckpoint, readVkey } from "../../tools/verifier/note.mjs";
import { checkSchema } from "../../tools/verifier/schema.mjs";
import { checkShares, openVotes } from "../../tools/verifier/share.mjs";
import { checkMix, generatorsOf, readPairs } from "../../tools/verifier/shuffle.mjs";
import { Tree, leafHash, readEntries } from "../../tools/verifier/tree.mjs";

const here = (name) => new URL(name, import.meta.url);
const read = (name) => readFileSync(here(name));
const vectors = JSON.parse(read("voting.json"));
const tick = () => {};
const isRefused = (error) => error instanceof Refusal;

// Lines `name hex`, as lists by name.
function named(text) {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(" "));
  return (name) => lines.filter(([first]) => first === name).map(([, hex]) => fromHex(hex));
}

test("transcripts, codes and generators are those of everybody", () => {
  for (const { tag, inputs, h, scalar, point } of vectors.transcripts) {
    const hash = H(tag, ...inputs.map(fromHex));
    assert.equal(toHex(hash), h);
    assert.equal(scalarOf(hash), readScalar(fromHex(scalar)));
    assert.equal(toHex(pointOf(hash).toBytes()), point);
  }
  for (const { bytes, text } of vectors.codes) {
    assert.equal(codeOf(fromHex(bytes)), text);
    assert.equal(readCode(text.toLowerCase().replaceAll("-", " ")), text);
  }
  for (const { eid, cid, i, point } of vectors.generators) {
    assert.equal(toHex(generatorsOf({ eid: fromHex(eid), cid }, i, tick)[i].toBytes()), point);
  }
});

test("choices are read, and what is none is unreadable", () => {
  for (const one of vectors.choices) {
    assert.deepEqual(readChoice(fromHex(one.block), one), one.numbers);
  }
  for (const one of vectors.unreadable) {
    assert.equal(readChoice(fromHex(one.block), one), null, one.why);
  }
});

test("ballots are good, and no longer once a byte is changed", () => {
  for (const { ballot, election_key } of vectors.ballots) {
    const [good, key] = [fromHex(ballot), fromHex(election_key)];
    const bad = [0, 36, 38, 42, 43, 75, 107, 139, 171, 203, 235].map((at) => good.map((byte, place) => (place === at ? byte ^ 1 : byte)));
    const checked = checkBallots([good, ...bad, good.subarray(1)], key, tick);
    assert.equal(checked[0].why, null);
    assert.ok(checked.slice(1).every(({ why }) => why !== null));
  }
});

test("a batch of ballots names the one whose proof is wrong", () => {
  const [one] = vectors.ballots;
  const secret = ed25519.utils.getExtendedPublicKey(fromHex("11".repeat(32)));
  const good = fromHex(one.ballot);
  const head = concat(good.subarray(0, 43), secret.pointBytes, good.subarray(75, 203));
  const signed = concat(head, ed25519.sign(H("ballot", head), fromHex("11".repeat(32))));
  const [first, second] = checkBallots([good, signed], fromHex(one.election_key), tick);
  assert.equal(first.why, null);
  assert.equal(second.why, "its proof is wrong");
});

test("signatures are accepted byte for byte, without the cofactor", () => {
  const { entry } = vectors.signatures;
  const message = H("entry", u8(entry.type), fromHex(entry.eid), utf8(entry.document));
  const [signature, key] = [fromHex(entry.signature), fromHex(entry.key)];
  assert.ok(isSigned(signature, message, key));
  assert.ok(!isSigned(signature, message.map((byte, at) => byte ^ (at === 5)), key));
  // A key with a torsion part: noble, which multiplies by 8, accepts what libsodium refuses.
  const torsion = ed25519.Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", true);
  let split = 0;
  for (let r = 1n; r <= 8n; r++) {
    const mixed = ed25519.Point.BASE.multiply(7n).add(torsion).toBytes();
    const R = ed25519.Point.BASE.multiply(r).toBytes();
    const k = scalarOf(sha512(concat(R, mixed, message)));
    const s = (r + k * 7n) % ed25519.Point.Fn.ORDER;
    const made = concat(R, ed25519.Point.Fn.toBytes(s));
    assert.equal(isSigned(made, message, mixed), k % 8n === 0n);
    split += ed25519.verify(made, message, mixed) && k % 8n !== 0n ? 1 : 0;
  }
  assert.ok(split > 0);
});

function tally() {
  const line = named(read("tally.txt").toString());
  const [Y, first, third] = line("key");
  const [bound, k, [mixer]] = [{ eid: line("eid")[0], cid: 3, box: line("box")[0] }, 2, line("mixer")];
  const about = { bound, k, mixer, Y, point: readPoint(Y), input: readPairs(line("input")[0]), h: generatorsOf(bound, 4, tick) };
  return { line, about, keys: [readPoint(first), readPoint(third)] };
}

test("a mix and two sets of shares open the votes", () => {
  const { line, about, keys } = tally();
  const last = checkMix(line("mix")[0], about, tick);
  const sets = line("shares").map((object, at) => {
    const j = [1, 3][at];
    return { j, d: checkShares(object, { bound: about.bound, j, key: keys[at], last }, tick) };
  });
  assert.equal(toHex(concat(...openVotes(last, sets, tick))), toHex(line("votes")[0]));
});

test("no byte of a mix or of shares may change", () => {
  const { line, about, keys } = tally();
  const [mix] = line("mix");
  const last = checkMix(mix, about, tick);
  const changed = (bytes, place) => bytes.map((byte, at) => (at === place ? byte ^ 1 : byte));
  for (let at = 0; at < mix.length; at += 13) {
    assert.throws(() => checkMix(changed(mix, at), about, tick), isRefused, `byte ${at}`);
  }
  const [shares] = line("shares");
  for (let at = 0; at < shares.length; at += 3) {
    assert.throws(() => checkShares(changed(shares, at), { bound: about.bound, j: 1, key: keys[0], last }, tick), isRefused, `byte ${at}`);
  }
});

test("a ceremony has the context and transcript of COCKTAIL-DKG, and signatures of it", () => {
  const cases = read("cocktail.txt").toString().split(/^case /m).slice(1);
  assert.equal(cases.length, 2);
  for (const text of cases) {
    const [n, t] = text.split("\n")[0].split(" ").map(Number);
    const line = named(text.slice(text.indexOf("\n")));
    const statics = line("static");
    const context = contextOf(line("session")[0], statics);
    assert.equal(toHex(context), toHex(line("context")[0]));
    const messages = line("message").map((bytes) => ({
      C: Array.from({ length: t }, (_, k) => bytes.subarray(32 * k, 32 * (k + 1))),
      pop: bytes.subarray(32 * t, 32 * t + 64),
      E: bytes.subarray(32 * t + 64, 32 * t + 96),
    }));
    const transcript = transcriptOf({ n, t, statics, messages }, context, new Uint8Array());
    assert.equal(toHex(sha512(transcript)), toHex(line("transcript")[0]));
  }
});

test("good documents are accepted and bad ones refused", () => {
  const schemas = {};
  for (const name of readdirSync(here("../../schema/json/")).filter((file) => file.endsWith(".json"))) {
    schemas[name.split(".")[0]] = JSON.parse(read(`../../schema/json/${name}`));
  }
  const check = (folder, name) => checkSchema(parseDocument(read(`documents/${folder}/${name}`)), schemas[name.split(/[-.]/)[0]]);
  for (const name of readdirSync(here("documents/good/"))) {
    check("good", name);
  }
  for (const name of readdirSync(here("documents/bad/"))) {
    assert.throws(() => check("bad", name), isRefused, name);
  }
});

test("a checkpoint, a cosignature and a bundle of entries are read", async () => {
  const log = readVkey(read("record/log.vkey").toString().trim());
  const witness = readVkey(read("record/witness.vkey").toString().trim());
  const checkpoint = readCheckpoint(read("record/cosigned"));
  checkLogSignature(checkpoint, log.name, log.key);
  assert.equal(cosignatureTimes(checkpoint, witness).length, 1);
  assert.equal(cosignatureTimes(readCheckpoint(read("record/checkpoint")), witness).length, 0);
  const forged = read("record/checkpoint").toString().replace("\n20\n", "\n21\n");
  assert.throws(() => checkLogSignature(readCheckpoint(utf8(forged)), log.name, log.key), isRefused);
  const source = { read: async (path) => (path === "tile/entries/000.p/20" ? read("record/bundle") : null) };
  const tree = new Tree([]);
  for await (const entry of readEntries(source, checkpoint.size)) {
    tree.add(leafHash(entry));
  }
  assert.ok(isEqual(tree.root(), checkpoint.root));
});

test("a policy is met by a quorum of its witnesses", () => {
  const key = read("record/witness.vkey").toString().trim();
  const policy = new Policy({ policy: ["# ours", `witness one ${key}`, "group all all one", "", "quorum all"] });
  assert.ok(policy.isMet(new Set(["one"])));
  assert.ok(!policy.isMet(new Set()));
  assert.ok(new Policy({ policy: ["quorum none"] }).isMet(new Set()));
  for (const lines of [["quorum one"], [`witness one ${key}`], [`witness one ${key}`, `witness two ${key}`, "quorum none"], ["quorum none", "quorum none"], ["group a any b", "quorum a"]]) {
    assert.throws(() => new Policy({ policy: lines }), isRefused, lines.join("\n"));
  }
});

function sorted(numbers) {
  return [...numbers].sort((a, b) => a - b);
}

// Lines "weight candidate … 0" of a ballot file, and "-candidate" of who is passed over.
function electionOf(lines, lot) {
  const [[candidates, seats], ...rest] = lines.map((line) => line.split(" ").map(Number));
  const dead = new Set(rest.filter(([first]) => first < 0).flat().map((number) => -number));
  const votes = rest.filter(([first]) => first > 0).flatMap(([weight, ...marks]) => Array.from({ length: weight }, () => marks.filter((mark) => mark > 0)));
  return { seats, candidates, votes, lots: (lot ?? "").split(",").filter(Boolean).map(Number), dead };
}

function assertCounted(rules, one) {
  const count = () => countVotes(rules, electionOf(one.ballots, one.lot));
  if (one.lot_needed) {
    assert.throws(count, isRefused, one.name);
    return;
  }
  const found = count();
  assert.deepEqual(sorted(found.elected), one.winners, one.name);
  assert.deepEqual(found.elected, one.order ?? found.elected, one.name);
  assert.equal(found.quota, one.quota, one.name);
  assert.deepEqual(found.stages.map(({ totals }) => totals.join(" ")), one.stages, one.name);
  assert.deepEqual(found.stages.map(({ nontransferable }) => nontransferable), one.nontransferable, one.name);
}

// The cases made by hand, but for those about what only a ballot file can hold.
test("votes are counted as in the cases made by hand, by every rule set", () => {
  const counted = new Map();
  for (const one of JSON.parse(read("count/cases.json"))) {
    if (one.name === "crosses" || one.options || one.ballots.some((line) => /[^-0-9 ]/.test(line))) {
      continue;
    }
    for (const rules of [one.rules].flat()) {
      assertCounted(rules, one);
      counted.set(rules, (counted.get(rules) ?? 0) + 1);
    }
  }
  const { rules } = JSON.parse(read("../../schema/json/definition.schema.json")).properties.constituencies.items.properties;
  assert.deepEqual([...counted.keys()].sort(), [...rules.enum].sort());
  assert.ok(counted.get("nhs-2014-stv") > 25);
});

const OFFICIAL = here("../../../shared/data/stv/");

function officialCases() {
  const isThere = existsSync(OFFICIAL);
  const folders = isThere ? readdirSync(OFFICIAL, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  return folders.flatMap(({ name }) => readdirSync(new URL(`${name}/`, OFFICIAL)).filter((file) => file.endsWith(".json")).map((file) => new URL(`${name}/${file}`, OFFICIAL)));
}

test("and as the returning officers counted", { skip: !existsSync(OFFICIAL) && "no ../shared/data/stv" }, () => {
  for (const url of officialCases()) {
    const official = JSON.parse(readFileSync(url));
    const lines = readFileSync(new URL(official.file, url), "utf8").split("\n");
    const found = countVotes(official.rules, electionOf(lines.slice(0, lines.indexOf("0")), ""));
    assert.deepEqual(sorted(found.elected), official.winners, official.id);
    assert.equal(Number(found.quota), Number(official.quota), official.id);
    for (const { stage, totals } of official.stages ?? []) {
      assert.deepEqual(found.stages[stage - 1].totals, totals, `${official.id}, stage ${stage}`);
    }
  }
});

test("nothing here needs randomness or a newer machine", () => {
  assert.equal(BASE.is0(), false);
  const own = readdirSync(here("../../tools/verifier/")).filter((name) => name.endsWith(".mjs"));
  for (const name of own) {
    const text = read(`../../tools/verifier/${name}`).toString();
    assert.ok(!/crypto\b|random|src\/(seal|audit|record)|web\/js/i.test(text.replace(/[Rr]andomness/g, "")), name);
  }
});
