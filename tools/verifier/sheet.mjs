// SPDX-License-Identifier: AGPL-3.0-or-later
// The count sheet that a result names: the count as JSON, with the ballots as counted.

import { fromUtf8, need } from "./bytes.mjs";

// The one way of writing it: two spaces a level, a line for each item, nothing inside empty
// brackets. Tokens alone are looked at, as an object of JavaScript would lose their order.
function isWrittenAsItShould(text) {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let written = "";
  tokens.forEach((token, at) => {
    const line = () => `\n${"  ".repeat(depth)}`;
    const isEmpty = /[{[]/.test(tokens[at - 1]);
    if (/^[}\]]$/.test(token)) {
      depth -= 1;
      written += isEmpty ? token : `${line()}${token}`;
      return;
    }
    written += at > 0 && (isEmpty || tokens[at - 1] === ",") ? line() : "";
    written += token === ":" ? ": " : token;
    depth += /^[{[]$/.test(token) ? 1 : 0;
  });
  return `${written}\n` === text;
}

function compare(a, b) {
  const at = a.findIndex((number, place) => number !== b[place]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? 0);
}

// Each kind of ballot once, with how many there are, in order: "5 1 3 0".
function linesOf(votes) {
  const counts = new Map();
  votes.forEach((vote) => counts.set(vote.join(" "), (counts.get(vote.join(" ")) ?? 0) + 1));
  const kinds = [...counts.keys()].map((kind) => kind.split(" ").map(Number)).sort(compare);
  return kinds.map((kind) => `${counts.get(kind.join(" "))} ${kind.join(" ")} 0`);
}

function read(bytes) {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return need(false, "a count sheet is no JSON");
  }
}

function areSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

// What a sheet must have, and what it may.
const MEMBERS = {
  must: ["schema", "id", "title", "seats", "candidates", "withdrawn", "valid_ballots", "blank_ballots", "rejected_ballots", "rules"].concat(
    ["winners", "elected_order", "elected_at", "excluded_order", "excluded_at", "lots", "stages", "ballots"],
  ),
  may: ["quota", "last_excluded_without_transfer", "final_votes", "final_keep_factors", "order_open"],
};
const OF_STAGE = {
  must: ["stage", "action", "from", "totals", "nontransferable"],
  may: ["alone", "quota", "surplus", "keep_factors", "parcels"],
};

function hasMembers(value, { must, may }) {
  const names = Object.keys(Object(value));
  return must.every((name) => names.includes(name)) && names.every((name) => must.includes(name) || may.includes(name));
}

function areCandidates(list, candidates) {
  return Array.isArray(list) && new Set(list).size === list.length && list.every((one) => Number.isInteger(one) && one >= 1 && one <= candidates);
}

// A stage of each candidate of the list.
function areStagesOf(stages, list, last) {
  const at = Object.entries(Object(stages));
  return areSame(at.map(([one]) => Number(one)).sort((a, b) => a - b), [...list].sort((a, b) => a - b)) && at.every(([, one]) => Number.isInteger(one) && one >= 1 && one <= last);
}

// What explains the count at least does not contradict it.
function checkExplained(sheet, { valid }, readable, words) {
  const last = sheet.stages.length + 1; // who is excluded last may have no stage
  need(sheet.blank_ballots === readable - valid && sheet.rejected_ballots === 0, `the papers that count nowhere ${words} are others`);
  need(sheet.stages.every((stage, at) => hasMembers(stage, OF_STAGE) && stage.stage === at + 1), `the stages ${words} have other members`);
  need(areCandidates(sheet.excluded_order, sheet.candidates.length), `the excluded ${words} are nobody`);
  need(!sheet.excluded_order.some((one) => sheet.elected_order.includes(one)), `the excluded ${words} are elected`);
  need(areStagesOf(sheet.elected_at, sheet.elected_order, last) && areStagesOf(sheet.excluded_at, sheet.excluded_order, last), `the stages at which candidates were elected or excluded ${words} are none`);
  need(Array.isArray(sheet.lots) && sheet.lots.every(({ tied, chosen }) => areCandidates(tied, sheet.candidates.length) && tied.includes(chosen)), `the lots ${words} are none`);
}

function checkCount(sheet, count, words) {
  need(sheet.valid_ballots === count.valid && (sheet.quota ?? null) === (count.quota ?? null), `the quota ${words} is another`);
  need(areSame(sheet.winners, [...count.elected].sort((a, b) => a - b)), `the winners ${words} are others`);
  need(!count.isOrdered || areSame(sheet.elected_order, count.elected), `the order of election ${words} is another`);
  need(sheet.stages?.length === count.stages.length, `the stages ${words} are others`);
  count.stages.forEach(({ action, from, totals, nontransferable }, at) => {
    const said = sheet.stages[at];
    const theirs = { action: said.action, from: said.from, totals: said.totals, nontransferable: said.nontransferable };
    need(areSame(theirs, { action, from, totals, nontransferable }), `stage ${at + 1} ${words} is another`);
  });
}

// `votes` as decrypted, null where unreadable.
export function checkSheet(bytes, { name, seats, rules, candidates, votes, count, dead }, where) {
  const words = `of the count sheet ${where}`;
  const sheet = read(bytes);
  need(isWrittenAsItShould(fromUtf8(bytes)), `the form ${words} is another`);
  need(hasMembers(sheet, MEMBERS) && sheet.schema === 1 && sheet.id === name, `the members ${words} are others`);
  need(sheet.title === name && sheet.seats === seats && sheet.rules === rules, `the title, seats or rules ${words} are others`);
  need(areSame(sheet.candidates, candidates), `the candidates ${words} are others`);
  const readable = votes.filter((vote) => vote !== null);
  need(areSame(sheet.withdrawn, [...dead].sort((a, b) => a - b)), `the withdrawn ${words} are others`);
  need(areSame(sheet.ballots, linesOf(readable)), `the ballots ${words} are others`);
  checkCount(sheet, count, words);
  checkExplained(sheet, count, readable.length, words);
}
