// SPDX-License-Identifier: AGPL-3.0-or-later
// A small election for the voting page: real keys, a real ballot box with a real tree
// and signed checkpoints, so that a receipt proves what it says. It serves the real
// pages. The daemon itself is driven by the tests of its own.

import { readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";

import { ed25519, ristretto255 } from "../../src/web/node_modules/@noble/curves/ed25519.js";
import { readBallot } from "../../src/web/js/seal/ballot.js";
import { isEqual, join, text, toBase64, toHex, u8 } from "../../src/web/js/seal/bytes.js";
import { credentialOf } from "../../src/web/js/seal/credential.js";
import { H, sha256 } from "../../src/web/js/seal/hash.js";
import { isSigned } from "../../src/web/js/seal/signature.js";
import { codeOfElection, writeToken } from "../../src/web/js/seal/token.js";

const MINUTE = 1780300020;
const ORIGIN = "vote.haven.example/record";
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8" };

const WITNESS = "witness.haven.example";
const PHOTOGRAPH = Buffer.from("R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

const example = (name) => JSON.parse(readFileSync(new URL(`../vectors/documents/good/${name}.json`, import.meta.url), "utf8"));
const names = (count) => Array.from({ length: count }, (_, at) => `${["Ann", "Bo", "Cy", "Di", "Ed", "Flo"][at]} ${["Ash", "O’Birch", "Cedar & Son", "Dogwood-Elm", "<Elder>", "Fir"][at]}`);

function leaf(entry) {
  return sha256(join(u8(0), entry));
}

function keyId(name, type, key) {
  return sha256(join(text(`${name}\n`), u8(type), key)).slice(0, 4);
}

function half(size) {
  let out = 1;
  while (out * 2 < size) {
    out *= 2;
  }
  return out;
}

function rootOf(leaves) {
  if (leaves.length === 1) {
    return leaves[0];
  }
  const k = half(leaves.length);
  return sha256(join(u8(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k))));
}

function pathOf(index, leaves) {
  if (leaves.length === 1) {
    return [];
  }
  const k = half(leaves.length);
  return index < k
    ? [...pathOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

// {name, method, seats, candidates, declaration, photos} for each constituency: how many
// candidates, and which of them have given a photograph.
function documents(constituencies, keys) {
  const definition = {
    ...example("definition"),
    practice: true,
    origin: ORIGIN,
    policy: [`witness w ${WITNESS}+${toHex(keyId(WITNESS, 4, keys.witness))}+${toBase64(join(u8(4), keys.witness))}`, "quorum w"],
    log: toHex(keys.log),
    Y: toHex(keys.election),
    constituencies: constituencies.map(({ name, method, seats, declaration }) => ({
      name,
      kind: declaration.length > 0 ? "public" : "staff",
      seats,
      method,
      rules: `nhs-2014-${method}`,
      declaration,
      channels: ["online"],
      floor: 0,
    })),
  };
  const statement = {
    ...example("statement"),
    constituencies: constituencies.map(({ seats, candidates }) => ({
      outcome: candidates > seats ? "contested" : "unopposed",
      candidates: names(candidates).map((name) => ({ name, particulars: "00".repeat(32) })),
    })),
  };
  return { definition: JSON.stringify(definition), statement: JSON.stringify(statement) };
}

export class Election {
  constructor(constituencies, pages) {
    this.pages = pages;
    this.logSeed = sha256(text("log"));
    this.witnessSeed = sha256(text("witness"));
    this.isWitnessed = false; // whether receipts asked for are cosigned
    const keys = { log: ed25519.getPublicKey(this.logSeed), witness: ed25519.getPublicKey(this.witnessSeed), election: ristretto255.Point.BASE.multiply(4711n).toBytes() };
    Object.assign(this, documents(constituencies, keys));
    this.constituencies = constituencies;
    this.eid = sha256(text(this.definition));
    this.code = codeOfElection(this.eid);
    this.phase = "poll";
    this.entries = [text("0"), text("1"), text("2")];
    this.live = new Map(); // credential -> {cid, number}
    this.ballots = new Map(); // credential -> {bytes, index}
    this.asked = []; // every request: {method, url, headers, body}
    this.tokens = 0;
    this.tamper = (receipt) => receipt;
  }

  // A voter's link fragment, and what stands in the letter.
  issue(cid, number = 100 + this.tokens) {
    this.tokens += 1;
    const token = sha256(text(`token ${this.tokens}`)).slice(0, 15);
    const { key } = credentialOf(token, this.eid);
    this.live.set(toHex(key), { cid, number });
    const code = writeToken(token);
    return { code, number, cid, fragment: `${code.replaceAll("-", "")}.${cid}.${number}` };
  }

  checkpoint() {
    const leaves = this.entries.map(leaf);
    const body = `${ORIGIN}\n${leaves.length}\n${toBase64(rootOf(leaves))}\n`;
    const key = ed25519.getPublicKey(this.logSeed);
    const signature = toBase64(join(keyId(ORIGIN, 1, key), ed25519.sign(text(body), this.logSeed)));
    return `${body}\n— ${ORIGIN} ${signature}\n`;
  }

  // A witness's line under a checkpoint.
  cosignature(checkpoint) {
    const time = new Uint8Array(8);
    new DataView(time.buffer).setBigUint64(0, BigInt(MINUTE + 30));
    const body = checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1);
    const signature = ed25519.sign(text(`cosignature/v1\ntime ${MINUTE + 30}\n${body}`), this.witnessSeed);
    const id = keyId(WITNESS, 4, ed25519.getPublicKey(this.witnessSeed));
    return `— ${WITNESS} ${toBase64(join(id, time, signature))}\n`;
  }

  receipt({ index }, isWitnessed = false) {
    const checkpoint = this.checkpoint();
    const lines = isWitnessed ? this.cosignature(checkpoint) : "";
    const leaves = this.entries.map(leaf);
    const hashes = pathOf(index, leaves).map((hash) => `${toBase64(hash)}\n`).join("");
    const extra = toBase64(this.entries[index]);
    return this.tamper(`c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${index}\n${hashes}\n${checkpoint}${lines}`);
  }

  cast(bytes) {
    const ballot = readBallot(bytes);
    const problem = (status, slug, title) => ({ status, json: { type: `/problems/${slug}`, title, status, detail: `${title}. Ring us.` } });
    if (!ballot || !isEqual(ballot.eid, this.eid)) {
      return problem(400, "ballot-malformed", "This is not a vote");
    }
    if (this.phase !== "poll") {
      return problem(409, "election-closed", "Voting has closed");
    }
    const key = toHex(ballot.credential);
    const live = this.live.get(key);
    if (live?.cid !== ballot.cid || live?.number !== ballot.number) {
      return problem(403, "credential-unknown", "This voting code is not known");
    }
    if (!isSigned(H("ballot", ballot.head), bytes.slice(203), ballot.credential)) {
      return problem(400, "ballot-signature", "The signature is wrong");
    }
    const before = this.ballots.get(key);
    if (before && !isEqual(before.bytes, bytes)) {
      return problem(409, "credential-spent", "A vote was received before");
    }
    if (before) {
      return { status: 200, text: this.receipt(before) };
    }
    const time = new Uint8Array(8);
    new DataView(time.buffer).setBigUint64(0, BigInt(MINUTE));
    this.entries.push(join(u8(6), time, bytes));
    this.ballots.set(key, { bytes, index: this.entries.length - 1 });
    this.entries.push(text("another"));
    return { status: 201, text: this.receipt(this.ballots.get(key)) };
  }

  answer({ method, url, body }) {
    const [, first, second, third] = url.split("/");
    if (method === "GET" && url === "/api/election") {
      const { definition, statement, code, phase } = this;
      const candidates = this.constituencies.map((one, at) => ({
        constituency: at + 1,
        ...(this.stopped === at + 1 ? { stopped: true } : {}),
        candidates: names(one.candidates).map((name, place) => ({ number: place + 1, name, statement: `I am ${name}.\n\nVote for me.`, interests: "", party: place === 0 ? "A party" : "", address: "1 High Street\nOxford", ...(one.photos?.includes(place + 1) ? { photo: true } : {}), ...(this.dead === name ? { died: true } : {}) })),
      }));
      return { status: 200, json: { definition, election: toHex(this.eid), code, phase, time: "2026-06-01T08:00:00Z", close: "2026-06-18T16:00:00Z", statement, candidates } };
    }
    if (method === "POST" && url === "/api/ballots") {
      return this.cast(new Uint8Array(body));
    }
    if (method === "GET" && first === "api" && second === "ballots") {
      const found = this.ballots.get(third);
      return found ? { status: 200, text: this.receipt(found, this.isWitnessed) } : { status: 404, json: { type: "/problems/not-found", title: "Nothing there", status: 404 } };
    }
    if (url === "/record/checkpoint") {
      return { status: 200, text: this.checkpoint() };
    }
    if (url === `/record/tile/0/000.p/${this.entries.length}`) {
      return { status: 200, bytes: join(...this.entries.map(leaf)), type: "application/octet-stream" };
    }
    if (first === "candidates" && third === "photos") {
      return { status: 200, bytes: PHOTOGRAPH, type: "image/gif" };
    }
    const file = first === "assets" ? url : `/${{ "": "front" }[first] ?? first}.html`;
    try {
      return { status: 200, bytes: readFileSync(path.join(this.pages, path.normalize(file))), type: TYPES[path.extname(file)] };
    } catch {
      return { status: 404, text: "not found" };
    }
  }

  async serve() {
    this.server = http.createServer((request, reply) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const one = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(parts) };
        this.asked.push(one);
        const { status, json, text: words, bytes, type } = this.answer(one);
        const kind = json ? (status < 400 ? "application/json" : "application/problem+json") : type ?? "text/plain; charset=utf-8";
        reply.writeHead(status, { "Content-Type": kind, "Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" });
        reply.end(json ? JSON.stringify(json) : bytes ? Buffer.from(bytes) : words);
      });
    });
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
