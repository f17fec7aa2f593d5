// SPDX-License-Identifier: AGPL-3.0-or-later
// From the box to the result (protocol.md §7 and §8): counts, inputs, mixes, shares, recount.

import { marksOf, readChoice } from "./ballot.mjs";
import { Refusal, concat, fromHex, need, toHex, u16, u8, utf8 } from "./bytes.mjs";
import { countVotes } from "./count.mjs";
import { sha256 } from "./hash.mjs";
import { checkSheet } from "./sheet.mjs";
import { checkShares, openVotes } from "./share.mjs";
import { checkMix, generatorsOf, readPairs } from "./shuffle.mjs";
import { Waiting } from "./stages.mjs";

export function checkElectors({ polls }) {
  return polls.filter(({ isContested }) => isContested).reduce((sum, poll) => {
    const replaced = poll.registers.lost + poll.registers.spoilt + poll.registers.tendered;
    const electors = poll.numbers.length - 1 - replaced;
    need(electors === poll.live, `constituency ${poll.cid} has other live numbers than electors`);
    return sum + electors;
  }, 0);
}

// For each constituency to be counted: what binds its proofs, and its ciphertexts in entry order.
export function inputsOf({ polls, boxId }, eid) {
  return polls.filter(({ isPolled }) => isPolled).map((poll) => {
    const bytes = concat(...[...poll.votes.values()].flatMap(({ alpha, beta }) => [alpha, beta]));
    return { poll, cid: poll.cid, bound: { eid, cid: poll.cid, box: boxId }, input: readPairs(bytes), votes: [] };
  });
}

// What is not there yet is waited for, until a result is declared.
function missing(verifier, text) {
  need(verifier.refused || !verifier.ledger.has("result"), `${text}, and yet a result is declared`);
  throw new Waiting(text);
}

// The first good object of some entries, by `check`; the others are here too, and named.
async function firstGood(verifier, entries, check) {
  let good = null;
  for (const [at, entry] of entries) {
    const object = await verifier.needObject(entry.value);
    try {
      need(good === null, "there was a good one before");
      good = check(object, entry);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      verifier.note(`entry ${at} is ignored: ${error.message}`);
    }
  }
  return good;
}

function entriesOf({ entries }, kind, cid, index) {
  return [...entries.entries()].filter(
    ([, entry]) => entry.kind === kind && entry.value.constituency === cid && entry.value.index === index,
  );
}

function organisationOf({ mixers }, mixer) {
  return mixers.find(({ key }) => key === mixer).organisation;
}

// Mixers are distinct, and in the end of at least two organisations.
function checkMixer(definition, before, mixer) {
  need(!before.includes(mixer), "this mixer has mixed before");
  const all = [...before, mixer].map((one) => organisationOf(definition, one));
  const isLast = all.length === definition.mixes;
  need(!isLast || all.length < 2 || new Set(all).size > 1, "all mixers are of one organisation");
}

async function mixOne(verifier, one) {
  const { definition, keys, tick } = verifier;
  const h = generatorsOf(one.bound, one.input.alphas.length, tick);
  const mixers = [];
  one.last = one.input;
  for (let k = 1; k <= definition.mixes; k++) {
    const good = await firstGood(verifier, entriesOf(verifier, "mix", one.cid, k), (object, { signatures }) => {
      const [{ key: mixer }] = signatures;
      checkMixer(definition, mixers, toHex(mixer));
      const about = { bound: one.bound, k, mixer, Y: definition.keyY, point: keys.Y, input: one.last, h };
      return { mixer: toHex(mixer), output: checkMix(object, about, tick) };
    });
    if (good === null) {
      missing(verifier, `constituency ${one.cid}: no good mix ${k}`);
    }
    mixers.push(good.mixer);
    one.last = good.output;
  }
}

export async function mixAll(verifier) {
  const mixed = verifier.inputs.filter(({ input }) => input.alphas.length > 0);
  for (const one of mixed) {
    await mixOne(verifier, one);
  }
  if (verifier.definition.mixes === 1 && mixed.length > 0) {
    verifier.note("one mixer: one person knows whose ballot is whose");
  }
  return mixed.length * verifier.definition.mixes;
}

async function decryptOne(verifier, one) {
  const { definition, keys, tick } = verifier;
  const sets = [];
  for (let j = 1; j <= keys.shares.length; j++) {
    const good = await firstGood(verifier, entriesOf(verifier, "shares", one.cid, j), (object) => ({
      j,
      d: checkShares(object, { bound: one.bound, j, key: keys.shares[j - 1], last: one.last }, tick),
    }));
    if (good !== null) {
      sets.push(good);
    }
  }
  if (sets.length < definition.threshold) {
    missing(verifier, `constituency ${one.cid}: ${sets.length} of ${definition.threshold} sets of shares`);
  }
  const blocks = openVotes(one.last, sets.slice(0, definition.threshold), tick);
  const { candidates } = one.poll;
  const about = { method: one.poll.definition.method, candidates: candidates.length, marks: marksOf(one.poll.definition, candidates.length) };
  one.votes = blocks.map((block) => readChoice(block, about));
  return sets.length;
}

export async function decryptAll(verifier) {
  let count = 0;
  for (const one of verifier.inputs.filter(({ input }) => input.alphas.length > 0)) {
    count += await decryptOne(verifier, one);
  }
  return count;
}

export function checkSeed(definition, { seed, constituencies }) {
  if (definition.lots === "officer") {
    need(seed === undefined, "the result reveals a seed that the definition does not know");
  } else {
    need(constituencies.every((one) => one.lots.length === 0), "lots are drawn though a seed decides");
    need(seed !== undefined && toHex(sha256(fromHex(seed))) === definition.lots.seed, "the seed of the lots is not the definition's");
  }
}

export function recountAll(verifier) {
  const { definition, inputs, result } = verifier;
  inputs.forEach((one) => {
    const { poll, votes, cid } = one;
    const { rules, seats, method } = poll.definition;
    const readable = votes.filter((vote) => vote !== null);
    const said = result.value.constituencies.find(({ constituency }) => constituency === cid);
    if (!said) {
      return; // Told at the next stage.
    }
    const lots = lotsOf(definition, result.value, cid, poll.candidates.length) ?? said.lots;
    const dead = method === "stv" ? poll.dead : new Set();
    one.count = countVotes(rules, { seats, candidates: poll.candidates.length, votes: readable, lots, dead });
  });
  return inputs.filter(({ count }) => count).length;
}

// The order that a revealed seed gives; null where the officer draws.
function lotsOf({ lots }, { seed }, cid, candidates) {
  if (lots === "officer" || seed === undefined) {
    return null;
  }
  const ticket = (candidate) => toHex(sha256(concat(utf8("GB1 lot"), fromHex(seed), u16(cid), u8(candidate))));
  const all = Array.from({ length: candidates }, (_, at) => ({ candidate: at + 1, ticket: ticket(at + 1) }));
  return all.sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ candidate }) => candidate);
}

function isSame(a, b) {
  return Object.keys(a).every((name) => a[name] === b[name]);
}

async function checkOne(verifier, { poll, votes, count, cid }, said) {
  const words = `of constituency ${cid} in the result`;
  need(said.electorate === poll.live, `the electorate ${words} is not the live numbers`);
  need(isSame(poll.channels, said.channels), `the channels ${words} are others`);
  need(isSame(poll.registers, said.registers), `the registers ${words} are others`);
  const box = verifier.firstOf("box").value.constituencies.find(({ constituency }) => constituency === cid);
  need(isSame(box.rejected, said.rejected), `the rejected ${words} are not the box's`);
  need(said.unreadable === votes.filter((vote) => vote === null).length, `the unreadable ${words} are others`);
  const sheet = await verifier.needObject(said.sheet);
  const about = { name: poll.definition.name, seats: poll.definition.seats, rules: poll.definition.rules };
  checkSheet(sheet, { ...about, candidates: poll.candidates.map(({ name }) => name), votes, count, dead: poll.dead }, words);
  const [mine, theirs] = [count.elected, said.elected].map((list) => (count.isOrdered ? list : [...list].sort((a, b) => a - b)));
  need(mine.join() === theirs.join(), `the elected ${words} are not those of the recount`);
}

export async function checkResult(verifier) {
  const { inputs, result } = verifier;
  const there = result.value.constituencies.map(({ constituency }) => constituency);
  need(inputs.map(({ cid }) => cid).join() === there.join(), "the result is not of the constituencies counted");
  for (const [at, one] of inputs.entries()) {
    await checkOne(verifier, one, result.value.constituencies[at]);
  }
  verifier.results = inputs.map(({ poll }, at) => ({
    name: poll.definition.name,
    elected: result.value.constituencies[at].elected.map((number) => poll.candidates[number - 1].name),
    ballots: Object.values(result.value.constituencies[at].channels).reduce((sum, count) => sum + count, 0),
  }));
  return result.value.constituencies.reduce((sum, { elected }) => sum + elected.length, 0);
}
