// SPDX-License-Identifier: AGPL-3.0-or-later
// Verifies a record from the log's signature to the result (protocol.md §9), stage by stage.
// Runs in Node and in a browser's worker alike: files come from a source, words go to `tell`.

import { checkBallots } from "./ballot.mjs";
import { Refusal, concat, fromHex, isEqual, need, toHex } from "./bytes.mjs";
import { checkCeremony, checkCeremonyIsOf, keysOf, readCeremony } from "./ceremony.mjs";
import { checkDefinitionSignatures, readDefinition } from "./definition.mjs";
import { BALLOT, ENTERED, baseOf, readEntry } from "./entry.mjs";
import { OBJECT_MAX, checkFiles, checkTiles } from "./files.mjs";
import { codeOf, readCode, sha256 } from "./hash.mjs";
import { Ledger } from "./ledger.mjs";
import { NOTE_MAX, Policy, checkLogSignature, checkSigners, cosignatureTimes, readCheckpoint } from "./note.mjs";
import { checkRoll, checkStatement } from "./roll.mjs";
import { STAGES, Waiting, stageOf } from "./stages.mjs";
import { checkElectors, decryptAll, inputsOf, mixAll, recountAll, checkResult } from "./tally.mjs";
import { Tree, leafHash, readEntries } from "./tree.mjs";

const DEFINITION = 1; // the type of entry 0
const ENTRIES_MAX = 2 ** 24;
const CLOCK_SLACK = 300; // seconds between a witness's clock and the daemon's

// Each check: its stage, its words, its method, which gives what was counted.
const CHECKS = [
  ["checkpoint", "checkpoint is here", "readCheckpoint"],
  ["entries", "entries are here", "readEntries"],
  ["checkpoint", "checkpoint signed by the log", "checkLog"],
  ["entries", "entries have the signed root", "checkRoot"],
  ["consistency", "older checkpoints are extended", "checkOlder"],
  ["entries", "form and times of entries", "checkForm"],
  ["entries", "bases are earlier states", "checkBases"],
  ["entries", "files are what they should be", "checkFiles"],
  ["entries", "witnesses' signatures, times and policy", "checkCosignatures"],
  ["definition", "definition, its rules and signatures", "checkDefinition"],
  ["definition", "the election's code", "checkCode"],
  ["ceremony", "ceremony object and its trustees", "checkCeremonyObject"],
  ["ceremony", "commitments, possession, certificates", "checkCeremony"],
  ["ceremony", "election key out of the ceremony", "checkKey"],
  ["roll", "statement of candidates", "checkStatement"],
  ["roll", "roll and distinct credentials", "checkRoll"],
  ["rules", "ballots: form, signatures and proofs", "checkBallots"],
  ["rules", "entries by the rules", "checkRules"],
  ["electors", "electors = roll + omitted = live numbers", "checkElectors"],
  ["box", "box and its counts", "checkBox"],
  ["inputs", "ballots into the mixes", "checkInputs"],
  ["mixes", "mixes and their proofs", "checkMixes"],
  ["shares", "shares and their proofs", "checkShares"],
  ["plaintexts", "votes decrypted", "checkPlaintexts"],
  ["recount", "recount by the rules", "checkRecount"],
  ["result", "the declared result is the recount", "checkResult"],
];

class Verifier {
  constructor({ source, schemas, code, tell, progress }) {
    Object.assign(this, { source, schemas, code, tell, progress: progress ?? (() => {}) });
    this.findings = [];
    this.waiting = "";
    this.refused = null; // of an entry whose stage is still to come
    this.done = 0;
    this.total = 1;
  }

  tick = (units = 1) => {
    this.done += units;
    this.progress(Math.min(this.done / this.total, 1), this.stage);
  };

  find(verdict, count, detail) {
    const finding = { stage: this.stage, check: this.check, verdict, count, detail };
    this.findings.push(finding);
    this.tell?.(finding);
  }

  note(text) {
    this.find("note", 0, text);
  }

  // Told, and what can be checked without is checked: the first stage waited for counts.
  wait(text) {
    this.waiting ||= this.stage;
    this.find("waiting", 0, text);
    return null;
  }

  // {verdict, failed, waiting, findings}
  async run() {
    for (const [stage, check, method] of CHECKS) {
      Object.assign(this, { stage, check });
      try {
        this.refuseIn(stage);
        const count = await this[method]();
        if (count !== null) {
          this.find("good", count, "");
        }
      } catch (error) {
        const why = error instanceof Waiting ? (this.refused ?? error) : error;
        if (why instanceof Waiting) {
          this.wait(why.message);
          return this.verdict("");
        }
        if (why instanceof Refusal) {
          this.stage = why.stage ?? stage;
          this.find("bad", 0, why.message);
          return this.verdict(this.stage);
        }
        throw error;
      }
      this.progress(Math.min(this.done / this.total, 1), stage);
    }
    this.progress(1, STAGES.at(-1));
    return this.verdict("");
  }

  // What an entry breaks is told in the stage of its kind; nothing is counted behind it.
  refuseIn(stage) {
    if (this.refused && (stage === this.refused.stage || stage === "recount")) {
      throw this.refused;
    }
  }

  verdict(failed) {
    const waiting = failed === "" ? this.waiting : "";
    const { findings, eid, definition, results } = this;
    return { verdict: failed === "" ? "good" : "bad", failed, waiting, findings, code: eid ? codeOf(eid) : "", definition, results };
  }

  async readCheckpoint() {
    const bytes = await this.source.read("checkpoint", NOTE_MAX);
    need(bytes, "there is no checkpoint");
    this.checkpoint = readCheckpoint(bytes);
    need(this.checkpoint.size <= ENTRIES_MAX, "the record is too long");
    return this.checkpoint.size;
  }

  async readEntries() {
    this.bytes = [];
    for await (const entry of readEntries(this.source, this.checkpoint.size)) {
      this.bytes.push(entry);
    }
    need(this.bytes.length > 0 && this.bytes[0][0] === DEFINITION, "entry 0 is no definition");
    this.first = readEntry(this.bytes[0], this.schemas);
    const ballots = this.bytes.filter((entry) => entry[0] === BALLOT || entry[0] === ENTERED).length;
    this.total = 45 * ballots + this.bytes.length;
    return this.bytes.length;
  }

  checkLog() {
    const { first } = this;
    this.eid = sha256(first.document);
    const { origin, log } = first.value;
    this.log = { origin, key: fromHex(log), about: first.value };
    checkLogSignature(this.checkpoint, origin, this.log.key);
    return this.checkpoint.size;
  }

  // The tree is built once, with the roots that older checkpoints and bases name.
  async checkRoot() {
    this.older = await this.olderCheckpoints();
    const sizes = new Set([this.checkpoint, ...this.older].map(({ size }) => size));
    this.bytes.forEach((entry) => readBaseSize(entry, this.schemas).forEach((size) => sizes.add(size)));
    this.tree = new Tree(sizes);
    this.leaves = this.bytes.map((entry) => {
      const leaf = leafHash(entry);
      this.tree.add(leaf);
      return leaf;
    });
    need(isEqual(this.tree.root(), this.checkpoint.root), "the entries have another root than the checkpoint");
    this.tick(this.bytes.length);
    return this.bytes.length;
  }

  async olderCheckpoints() {
    const names = await this.source.names("checkpoints");
    const cosigned = await this.source.names("cosigned", this.checkpoint.size);
    const read = async (path, isCosigned) => {
      const bytes = await this.source.read(path, NOTE_MAX);
      if (!bytes) {
        return [];
      }
      try {
        return [{ ...readCheckpoint(bytes), path, isCosigned }];
      } catch (error) {
        return [{ path, isCosigned, why: error.message, size: 0, signatures: [] }];
      }
    };
    const lists = await Promise.all([
      ...names.map((name) => read(`checkpoints/${name}`, false)),
      ...cosigned.map((name) => read(`cosigned/${name}`, true)),
    ]);
    return lists.flat();
  }

  checkCosignatures() {
    const policy = readPolicy(this.log.about);
    if (!policy) {
      return 0; // Told at the next stage.
    }
    for (const checkpoint of [this.checkpoint, ...this.older.filter(({ isCosigned }) => isCosigned)]) {
      const { path, size } = checkpoint;
      need(!path || path === `cosigned/${size}`, `${path} is a checkpoint of another size`);
      checkSigners(checkpoint, this.log.origin, this.log.key, policy.witnesses);
    }
    const times = this.entries.map(({ time }) => time);
    let count = 0;
    const met = [this.checkpoint, ...this.older].filter((checkpoint) => {
      const cosigned = new Set();
      policy.witnesses.forEach((witness, name) => {
        for (const time of cosignatureTimes(checkpoint, witness)) {
          this.checkTime(times, checkpoint.size, time);
          cosigned.add(name);
          count += 1;
        }
      });
      return policy.isMet(cosigned);
    });
    if (met.length === 0) {
      this.note("no checkpoint here is cosigned as the policy asks");
    }
    return count;
  }

  // A practice election's clock is moved by hand.
  checkTime(times, size, time) {
    if (this.log.about.practice) {
      return;
    }
    need(size > times.length || size === 0 || times[size - 1] <= time + CLOCK_SLACK, `a witness saw entry ${size - 1} before its time`);
    need(size >= times.length || times[size] >= time - CLOCK_SLACK, `entry ${size} is dated before a witness saw the record without it`);
  }

  checkOlder() {
    return this.checkExtended(this.older.filter(({ isCosigned }) => !isCosigned));
  }

  checkExtended(list) {
    for (const older of list) {
      need(!older.why, `${older.path}: ${older.why}`);
      checkLogSignature(older, this.log.origin, this.log.key);
      need(older.size <= this.checkpoint.size, `${older.path} is longer than the record`);
      need(isEqual(this.tree.roots.get(older.size) ?? [], older.root), `${older.path} is of another history`);
    }
    return list.length;
  }

  checkForm() {
    this.entries = this.bytes.map((bytes, at) => this.named(at, () => {
      const entry = readEntry(bytes, this.schemas);
      need(at === 0 || entry.time >= this.entries_time, "it is earlier than the entry before it");
      this.entries_time = entry.time;
      return entry;
    }));
    return this.entries.length;
  }

  named(index, work, stage) {
    try {
      return work();
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`entry ${index}: ${error.message}`, error.stage ?? stage) : error;
    }
  }

  checkBases() {
    let count = 0;
    this.entries.forEach((entry, at) => {
      if (entry.document && at > 0 && entry.kind !== "definition") {
        const { size, root } = baseOf(entry);
        need(size <= at, `entry ${at}: its base is not an earlier state`);
        need(isEqual(this.tree.roots.get(size), root), `entry ${at}: its base never was`);
        count += 1;
      }
    });
    return count;
  }

  async checkFiles() {
    const count = this.checkExtended(this.older.filter(({ isCosigned }) => isCosigned));
    await checkTiles(this.source, this.leaves);
    return count + (await checkFiles(this.source, this.bytes, this.leaves, (text) => this.note(text)));
  }

  // An object that an entry names: null if it is not here.
  async object({ object, size }) {
    need(size <= OBJECT_MAX, `object ${object} is too large`);
    const bytes = await this.source.read(`objects/${object}`, size);
    need(bytes === null || bytes.length === size, `object ${object} has not the size its entry says`);
    need(bytes === null || toHex(sha256(bytes)) === object, `object ${object} has not the hash of its name`);
    return bytes;
  }

  async needObject(named) {
    const bytes = await this.object(named);
    need(bytes, "an object that an entry names is not here");
    return bytes;
  }

  checkDefinition() {
    const [first] = this.entries;
    this.definition = readDefinition(first);
    checkDefinitionSignatures(first, this.eid);
    return this.definition.constituencies.length;
  }

  checkCode() {
    if (this.code === undefined) {
      this.note(`${codeOf(this.eid)}; nobody said which election this should be: compare it`);
    } else {
      need(readCode(this.code) === codeOf(this.eid), `this is election ${codeOf(this.eid)}`);
    }
    return 0;
  }

  async checkCeremonyObject() {
    this.ceremony = readCeremony(await this.needObject(this.definition.ceremony));
    checkCeremonyIsOf(this.ceremony, this.definition);
    return this.ceremony.n;
  }

  checkCeremony() {
    checkCeremony(this.ceremony);
    return this.ceremony.n;
  }

  checkKey() {
    this.keys = keysOf(this.ceremony);
    need(isEqual(this.keys.Y.toBytes(), this.definition.keyY), "the definition's Y is not the ceremony's");
    need(!this.keys.shares.some((share) => share.is0()), "a trustee's share is zero");
    if (this.ceremony.n === 1) {
      this.note("one trustee: one person can read the votes");
    }
    return 0;
  }

  firstOf(kind) {
    return this.entries.find((entry) => entry.kind === kind);
  }

  checkStatement() {
    const statement = this.firstOf("statement");
    this.statement = statement ?? null;
    return statement ? checkStatement(statement, this.definition) : this.wait("none yet");
  }

  async checkRoll() {
    const roll = this.firstOf("roll");
    this.rolls = new Map();
    if (!roll) {
      return this.wait("none yet");
    }
    need(this.statement, "there is a roll and no statement");
    const count = await checkRoll(this, roll);
    return this.rolls === null ? this.wait("the rolls are withheld until the close of poll") : count;
  }

  checkBallots() {
    const places = this.entries.flatMap(({ ballot }, at) => (ballot ? [at] : []));
    const checked = checkBallots(places.map((at) => this.entries[at].ballot), this.definition.keyY, () => this.tick(10));
    this.ballots = new Map(places.map((at, place) => [at, checked[place]]));
    return places.length;
  }

  checkRules() {
    this.ledger = new Ledger(this);
    const documents = new Set();
    const apply = (entry, at) => {
      const name = entry.document ? toHex(sha256(entry.document)) : String(at);
      need(!documents.has(name), "its document occurs twice");
      documents.add(name);
      if (at > 0) {
        this.ledger.apply(entry, at);
      }
    };
    try {
      this.entries.forEach((entry, at) => this.named(at, () => apply(entry, at), stageOf(entry)));
    } catch (error) {
      if (!(error instanceof Refusal) || STAGES.indexOf(error.stage) <= STAGES.indexOf(this.stage)) {
        throw error;
      }
      this.refused = error;
    }
    for (const [at, why] of this.ledger.broken) {
      this.named(at, () => need(false, why));
    }
    return this.entries.length;
  }

  checkElectors() {
    return checkElectors(this.ledger);
  }

  async checkBox() {
    const box = this.firstOf("box");
    if (!this.ledger.boxed) {
      throw new Waiting("none yet");
    }
    return box.value.constituencies.length;
  }

  checkInputs() {
    this.inputs = inputsOf(this.ledger, this.eid);
    return concat(...this.inputs.map(({ input }) => input.bytes)).length / 64;
  }

  checkMixes() {
    return mixAll(this);
  }

  checkShares() {
    return decryptAll(this);
  }

  checkPlaintexts() {
    return this.inputs.reduce((sum, { votes }) => sum + votes.length, 0);
  }

  checkRecount() {
    this.result = this.firstOf("result");
    if (!this.result) {
      throw new Waiting("no result is declared yet");
    }
    return recountAll(this);
  }

  checkResult() {
    return checkResult(this);
  }
}

function readPolicy(definition) {
  try {
    return new Policy(definition);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return null;
  }
}

// The size of the base of a document, before anything is known to be right.
function readBaseSize(bytes, schemas) {
  try {
    const entry = readEntry(bytes, schemas);
    return entry.value?.base ? [entry.value.base.size] : [];
  } catch {
    return [];
  }
}

export function verifyRecord(options) {
  return new Verifier(options).run();
}
