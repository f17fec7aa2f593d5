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
  need(sheet.title === name && sheet.seats === seats && sheet.rules === rules, `the title, seats or rules ${words} are others`);
  need(areSame(sheet.candidates, candidates), `the candidates ${words} are others`);
  const readable = votes.filter((vote) => vote !== null);
  need(areSame(sheet.withdrawn, [...dead].sort((a, b) => a - b)), `the withdrawn ${words} are others`);
  need(areSame(sheet.ballots, linesOf(readable)), `the ballots ${words} are others`);
  checkCount(sheet, count, words);
}
