// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of protocol.md §7: entries in their order, each by the table, into what they say.

import { checkBox } from "./box.mjs";
import { Refusal, fromHex, isEqual, need, toHex } from "./bytes.mjs";
import { BALLOT, ENTERED, isEntrySigned } from "./entry.mjs";
import { checkCredential } from "./roll.mjs";
import { momentOf } from "./schema.mjs";
import { Waiting } from "./stages.mjs";
import { checkSeed } from "./tally.mjs";

const GRANT_OF = {
  statement: "statement",
  roll: "roll",
  replace: "replace",
  disqualify: "disqualify",
  result: "result",
  note: "note",
  received: "papers",
  box: "box",
};
const TWO_HANDED = ["disqualify", "result", "box"];
const TWO_HANDED_NOTES = ["abandon", "open-one"];
const NOT_OF_VOTES = ["miskeyed", "invalid"]; // reasons
const AFTER_STATEMENT = ["death", "abandon", "retention", "open-one"];
const CHANNELS = ["online", "post", "telephone", "text"];
const REGISTERS = ["lost", "spoilt", "tendered", "omitted"];

function zeroes(names) {
  return Object.fromEntries(names.map((name) => [name, 0]));
}

// One constituency as the record has it so far.
class Poll {
  constructor(definition, cid) {
    Object.assign(this, { definition, cid, outcome: null, candidates: [], dead: new Set(), isAbandoned: false });
    this.numbers = [null]; // by voter number
    this.registers = zeroes(REGISTERS);
    this.disqualified = 0;
    this.mixes = 0; // the last index there is a mix of
    this.shares = new Set(); // of these trustees
    this.votes = new Map(); // standing ballots and entered, by entry
    this.received = new Map(); // standing received, by entry: number and channel
  }

  get isContested() {
    return this.outcome === "contested";
  }

  // A death stops a poll by first past the post.
  get isPolled() {
    return this.isContested && !this.isAbandoned && !(this.definition.method === "fpp" && this.dead.size > 0);
  }

  // A ballot has number 0 if an officer entered it.
  votesOf(isOnline) {
    return [...this.votes.values()].filter(({ number }) => number > 0 === isOnline).length;
  }

  get live() {
    return this.numbers.filter((one) => one?.isLive).length;
  }

  get channels() {
    const counts = { ...zeroes(CHANNELS), online: this.votesOf(true) };
    this.received.forEach(({ channel }) => {
      counts[channel] += 1;
    });
    return counts;
  }

  // What the box must say.
  get boxed() {
    const [online, entered] = [true, false].map((isOnline) => this.votesOf(isOnline));
    return { online, received: this.received.size, entered, disqualified: this.disqualified };
  }

  number(at) {
    const number = this.numbers[at];
    need(number, `there is no voter number ${at} in constituency ${this.cid}`);
    return number;
  }

  addNumber(credential) {
    this.numbers.push({ credential, isLive: true, isSpent: false, hasBallot: false, onlyReceived: false });
  }

  // What this number cast or sent in stands no longer.
  strike(at) {
    for (const list of [this.votes, this.received]) {
      list.forEach(({ number }, index) => {
        if (number === at) {
          list.delete(index);
        }
      });
    }
  }
}

export class Ledger {
  // rolls: of constituency to credentials; ballots: of entry to a checked ballot.
  constructor({ definition, eid, rolls, ballots }) {
    Object.assign(this, { definition, eid, rolls, ballots });
    this.polls = definition.constituencies.map((one, at) => new Poll(one, at + 1));
    this.closing = definition.times.close;
    this.at = {}; // entry of each kind that comes once
    this.revoked = new Set();
    this.alphas = new Set();
    this.credentials = new Set();
    this.broken = new Map(); // ballots that break a rule, and why
    this.cast = new Map(); // constituencies of the ballots cast that break none
    this.officers = new Map(definition.officers.map((officer) => [officer.key, officer]));
  }

  apply(entry, index) {
    if (entry.type === BALLOT || entry.type === ENTERED) {
      this.applyBallot(entry, index);
      return;
    }
    this.checkSigners(entry);
    this[`apply_${entry.kind}`](entry, index);
  }

  has(kind) {
    return this.at[kind] !== undefined;
  }

  once(kind, index, ...before) {
    need(!this.has(kind), `there is a second ${kind}`);
    before.forEach((earlier) => need(this.has(earlier), `there is a ${kind} without ${earlier}`));
    this.at[kind] = index;
  }

  poll(cid) {
    const poll = this.polls[cid - 1];
    need(poll, `there is no constituency ${cid}`);
    return poll;
  }

  contested(cid) {
    const poll = this.poll(cid);
    need(poll.isContested, `constituency ${cid} is not contested`);
    return poll;
  }

  polled(cid) {
    const poll = this.poll(cid);
    need(poll.isPolled, `constituency ${cid} is not polled`);
    return poll;
  }

  checkSigners(entry) {
    const keys = entry.signatures.map(({ key }) => toHex(key));
    need(this.mayKeysSign(entry, keys), `a ${entry.kind} is not signed by whom it should be`);
    need(!keys.some((key) => this.revoked.has(key)), `a ${entry.kind} is signed with a revoked key`);
    entry.signatures.forEach((signature) => {
      need(isEntrySigned(entry, this.eid, signature), `a signature of a ${entry.kind} is wrong`);
    });
  }

  mayKeysSign({ kind, value }, keys) {
    const { definition } = this;
    if (kind === "open" || kind === "close") {
      return keys.length === 0;
    }
    if (kind === "mix") {
      return keys.length === 1 && definition.mixers.some(({ key }) => key === keys[0]);
    }
    if (kind === "shares") {
      return keys.length === 1 && definition.trustees[value.index - 1]?.key === keys[0];
    }
    const isTwoHanded = TWO_HANDED.includes(kind) || (kind === "note" && TWO_HANDED_NOTES.includes(value.kind));
    const issuer = kind === "roll" ? definition.issuer : undefined;
    const others = keys.filter((key) => key !== issuer);
    return (
      others.length === (isTwoHanded ? definition.hands : 1) &&
      keys.length - others.length === (issuer ? 1 : 0) &&
      others.every((key) => this.mayOfficer(key, GRANT_OF[kind]))
    );
  }

  mayOfficer(key, grant) {
    return this.officers.get(key)?.may.includes(grant) && !this.revoked.has(key);
  }

  apply_definition() {
    need(false, "there is a second definition");
  }

  apply_statement({ time, value }, index) {
    this.once("statement", index);
    need(time >= this.definition.times.withdrawal, "the statement is before the day of withdrawal");
    value.constituencies.forEach(({ outcome, candidates }, at) => Object.assign(this.polls[at], { outcome, candidates }));
  }

  apply_roll({ value }, index) {
    this.once("roll", index, "statement");
    need(!this.has("open"), "the roll is after open");
    if (this.rolls === null) {
      throw new Waiting("the rolls are withheld until the close of poll");
    }
    value.constituencies.forEach(({ constituency: cid }) => {
      this.rolls.get(cid).forEach((credential) => {
        this.polls[cid - 1].addNumber(credential);
        this.credentials.add(toHex(credential));
      });
    });
  }

  apply_open({ time }, index) {
    this.once("open", index, "statement", "roll");
    need(time >= this.definition.times.open, "the poll opens before its time");
    need(this.polls.some(({ isPolled }) => isPolled), "there is nothing to poll");
  }

  apply_close({ time }, index) {
    this.once("close", index, "open");
    need(time >= this.closing, "the poll closes before its time");
  }

  applyBallot(entry, index) {
    const ballot = this.ballots.get(index);
    const check = entry.type === BALLOT ? this.checkOnline : this.checkEntered;
    const why = ballot.why ?? whyNot(() => check.call(this, ballot, entry));
    if (why !== null) {
      this.broken.set(index, why);
      return;
    }
    const { cid, number } = ballot;
    this.alphas.add(toHex(ballot.alpha));
    this.polls[cid - 1].votes.set(index, ballot);
    if (number > 0) {
      this.cast.set(index, cid);
      Object.assign(this.polls[cid - 1].numbers[number], { isSpent: true, hasBallot: true });
    }
  }

  checkBallot({ eid, cid, declaration, alpha, number }) {
    need(isEqual(eid, this.eid), "a ballot is of another election");
    const poll = this.polled(cid);
    const wordings = number > 0 ? poll.definition.declaration.length : 0;
    need(wordings > 0 ? declaration >= 1 && declaration <= wordings : declaration === 0, "a ballot has not one of the declarations");
    need(!this.alphas.has(toHex(alpha)), "a ballot is a copy of another");
    return poll;
  }

  checkOnline(ballot, { time }) {
    need(this.has("open") && !this.has("close") && time < this.closing, "a ballot is not of the time of the poll");
    const number = this.polled(ballot.cid).number(ballot.number);
    need(number.isLive, "a ballot's number is cancelled");
    need(!number.isSpent && !number.hasBallot && !number.onlyReceived, "a ballot's number is spent");
    need(isEqual(number.credential, ballot.credential), "a ballot is not signed with the key of its number");
    this.checkBallot(ballot);
  }

  checkEntered(ballot) {
    need(this.has("open") && !this.has("box"), "an entered paper is not between open and box");
    need(ballot.number === 0, "an entered paper has a number");
    need(this.mayOfficer(toHex(ballot.credential), "papers"), "an entered paper is not by an officer who may");
    this.checkBallot(ballot);
  }

  apply_received({ value }, index) {
    need(this.has("open") && !this.has("box"), "a received is not between open and box");
    const poll = this.polled(value.constituency);
    need(poll.definition.channels.includes(value.channel), "a received is of no channel of its constituency");
    const number = poll.number(value.number);
    need(number.isLive && !number.isSpent, "a received is of a number spent or cancelled");
    number.isSpent = true;
    poll.received.set(index, value);
  }

  apply_replace({ value }) {
    const { constituency, register, old, number, credential } = value;
    need(this.has("roll") && !this.has("close"), "a replacement is not between roll and close");
    const poll = this.polled(constituency);
    checkCredential(fromHex(credential), this.credentials);
    need(number === poll.numbers.length, "a replacement's number is not the next");
    if (register !== "omitted") {
      const before = poll.number(old);
      need(before.isLive && before.isSpent === (register === "tendered"), "a replaced number is spent or cancelled, or has not voted");
      before.isLive = false;
      poll.strike(old);
    }
    poll.registers[register] += 1;
    poll.addNumber(fromHex(credential));
  }

  apply_disqualify({ value }, index) {
    need(!this.has("box"), "a disqualification is after box");
    need(this.has("open"), "a disqualification is before open");
    // An entry that breaks a rule may name any constituency, and what excuses it too.
    const poll = value.reason === "invalid" ? this.poll(value.constituency) : this.contested(value.constituency);
    const isMended = NOT_OF_VOTES.includes(value.reason); // counted in no heading
    if (value.entry === undefined) {
      poll.number(value.number);
      need(!isMended, "a document that never stood is disqualified as miskeyed or invalid");
    } else {
      need(value.entry < index, "a disqualification is before what it disqualifies");
      this.disqualify(poll, value);
    }
    poll.disqualified += isMended ? 0 : 1;
  }

  disqualify(poll, { entry, number, channel, reason }) {
    if (this.broken.has(entry)) {
      need(reason === "invalid", "what breaks a rule is disqualified for another reason");
      this.broken.delete(entry);
      return;
    }
    const ballot = poll.votes.get(entry);
    const received = poll.received.get(entry);
    need(ballot || received, `entry ${entry} does not stand in constituency ${poll.cid}`);
    const stands = ballot ?? received;
    need(stands.number === number, "a disqualification is of another number");
    if (ballot?.number === 0) {
      need(reason === "miskeyed" && channel !== "online", "an entered paper is disqualified for another reason than miskeyed, or as cast online");
    } else {
      need(channel === (received?.channel ?? "online"), "a disqualification is of another channel");
      need(!NOT_OF_VOTES.includes(reason), "a vote is not disqualified for this reason");
      Object.assign(poll.numbers[number], { isSpent: false, onlyReceived: true });
    }
    (ballot ? poll.votes : poll.received).delete(entry);
  }

  apply_box(entry, index) {
    this.once("box", index, "close");
    this.boxId = entry.leaf;
    this.boxed = this.polls.filter(({ isPolled }) => isPolled);
    checkBox(this.boxed, entry.value);
  }

  // A constituency with something to open, and an object that could be what it should.
  offered({ constituency, size }, least, each) {
    need(this.has("box") && !this.has("result"), "a mix or shares are before box or after the result");
    const poll = this.polled(constituency);
    const N = poll.votes.size;
    need(N > 0 && size === least + each * N, `an object has not the size that ${N} votes give it`);
    return poll;
  }

  apply_mix({ value }) {
    const { index } = value;
    const poll = this.offered(value, 395, 224);
    need(index <= this.definition.mixes && index <= poll.mixes + 1, `mix ${index} does not follow on mix ${poll.mixes}`);
    poll.mixes = Math.max(poll.mixes, index);
  }

  apply_shares({ value }) {
    const poll = this.offered(value, 171, 32);
    need(poll.mixes === this.definition.mixes, "shares are before the last mix");
    poll.shares.add(value.index);
  }

  apply_result({ value }, index) {
    this.once("result", index, "box");
    checkSeed(this.definition, value);
    value.constituencies.forEach(({ constituency, lots, elected }) => {
      const poll = this.polled(constituency);
      need([...lots, ...elected].every((number) => number <= poll.candidates.length), `somebody elected in constituency ${constituency} does not stand`);
      need(elected.length <= poll.definition.seats, `more are elected in constituency ${constituency} than it has seats`);
    });
    for (const { cid, isPolled, votes, mixes, shares } of this.polls) {
      const isOpened = mixes === this.definition.mixes && shares.size >= this.definition.threshold;
      need(!isPolled || votes.size === 0 || isOpened, `the result is before constituency ${cid} is mixed and decrypted`);
    }
  }

  apply_note({ value, time }, index) {
    const poll = value.constituency === undefined ? null : this.poll(value.constituency);
    const notes = { extend: this.extend, death: this.death, abandon: this.abandon, revoke: this.revoke, "open-one": this.openOne };
    need(this.has("statement") || !AFTER_STATEMENT.includes(value.kind), `a note ${value.kind} is before the statement`);
    notes[value.kind]?.call(this, value, poll, index, time);
  }

  extend({ close }, _poll, _index, time) {
    const later = momentOf(close);
    need(!this.has("close") && time < this.closing, "the poll is extended after its close");
    need(later > this.closing && later % 60 === 0, "the poll is not extended to a later minute");
    this.closing = later;
  }

  death({ candidate }, poll) {
    need(poll.isPolled && candidate <= poll.candidates.length, "no such candidate stands in a poll");
    need(!poll.dead.has(candidate), "a candidate dies twice");
    need(!this.has("result"), "a death is noted after the result");
    poll.dead.add(candidate);
  }

  abandon(_, poll) {
    need(!this.has("result"), "a poll is abandoned after the result");
    need(!this.isAbandoned && (poll === null || poll.isPolled), "there is no poll to abandon");
    this.isAbandoned = poll === null;
    (poll ? [poll] : this.polls).forEach((one) => {
      one.isAbandoned = true;
    });
  }

  // Officers' and mixers' keys; the log's and the trustees' end with the definition.
  revoke({ key }) {
    const isKnown = this.officers.has(key) || this.definition.mixers.some((mixer) => mixer.key === key);
    need(isKnown && !this.revoked.has(key), "no such key can be revoked");
    this.revoked.add(key);
  }

  openOne({ entry }, poll) {
    need(this.has("result"), "one vote is opened before the result");
    need(this.cast.get(entry) === poll.cid, "no such vote can be opened");
  }
}

function whyNot(check) {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return error.message;
  }
}
