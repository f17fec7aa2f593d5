// SPDX-License-Identifier: AGPL-3.0-or-later
// After casting: what the receipt proves, and the receipt to keep.

import { codeOfHead } from "../seal/token.js";
import { announce, button, heading, inset, make, panel, paragraph, strong, summaryList, ukTime } from "./dom.js";

export function download(words, name, bytes, type) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  return make("a", { class: "nhsuk-button nhsuk-button--secondary", href: address, download: name }, words);
}

function receiptLink(ballot, receipt) {
  const name = `receipt-${codeOfHead(ballot.head)}.tlog-proof`;
  return download("Download your receipt", name, receipt, "text/plain;charset=utf-8");
}

const WITNESSED = "Independent witnesses have signed for the record that holds it.";
const WAITING = "Independent witnesses have not signed for it yet. They do so within a few minutes, and your vote counts without them.";

const bodyOf = ({ isWitnessed }) => `It is in the public record${isWitnessed ? ", and witnessed" : ""}`;

// Where witnesses are asked for: whether they have signed.
function witnesses({ election, proved }) {
  return election.policy ? make("p", { id: "witnessed" }, proved.isWitnessed ? WITNESSED : WAITING) : null;
}

// The receipt came again, now with the signatures of enough witnesses: if its vote is
// still the one that is shown.
export function witnessed(receipt, proved) {
  const note = document.getElementById("witnessed");
  const code = document.getElementById("vote-code")?.textContent;
  if (note && code === codeOfHead(proved.ballot.head)) {
    note.textContent = WITNESSED;
    document.querySelector(".nhsuk-panel__body")?.replaceChildren(bodyOf(proved));
    document.querySelector(".receipt-buttons a")?.replaceWith(receiptLink(proved.ballot, receipt));
    announce(WITNESSED);
  }
}

function facts({ election, proved, place }) {
  return summaryList([
    ["Vote code", make("strong", { class: "code", id: "vote-code" }, codeOfHead(proved.ballot.head))],
    ["Recorded", ukTime(proved.time)],
    ["Constituency or class", place?.name ?? String(proved.ballot.cid)],
    ["Voter ID number", String(proved.ballot.number)],
    ["Election code", make("span", { class: "code" }, election.code)],
  ]);
}

function afterwards(facing) {
  const { receipt, proved } = facing;
  return [
    witnesses(facing),
    make("h2", { class: "nhsuk-heading-m" }, "Keep your receipt"),
    paragraph("Write down the vote code or keep the receipt. It does not show how you voted. With it you can ", make("a", { href: "/receipt" }, "check at any time"), " that your vote is in the public record."),
    make(
      "p",
      { class: "receipt-buttons" },
      receiptLink(proved.ballot, receipt),
      " ",
      button("Print this page", () => window.print(), "secondary"),
    ),
    make("h2", { class: "nhsuk-heading-m" }, "What happens next"),
    paragraph("You do not need to do anything else. After voting closes the votes are mixed, to part each from its voter, and counted. The results will be on ", make("a", { href: "/results" }, "the results page"), "."),
  ];
}

// Just cast, or sent again: the receipt has been checked against our own ballot.
export function done(facing, { leave }) {
  return [
    panel("Your vote has been cast", bodyOf(facing.proved)),
    facts(facing),
    ...afterwards(facing),
    paragraph("On a shared device, press this when you have finished:"),
    button("Finish and clear this page", leave, "secondary"),
  ];
}

// Coming back with a code that has been used.
export function used(facing, { leave }) {
  return [
    heading("You have already voted"),
    inset(paragraph("Your vote was received at ", strong(ukTime(facing.proved.time)), ". It counts once and cannot be changed.")),
    facts(facing),
    ...afterwards(facing),
    paragraph("If you did not cast this vote, tell the returning officer at once."),
    button("Finish and clear this page", leave, "secondary"),
  ];
}

const REFUSALS = {
  form: "it is no receipt",
  origin: "it is of another election",
  election: "it is of another election",
  signature: "the signature of the record is not right",
  inclusion: "it does not prove that the vote is in the record",
  entry: "it is not the receipt of a vote",
  voter: "it is for another voter",
  vote: "it is for another vote",
};

// An answer that proves nothing: never said to be recorded. bytes: the ballot sent.
export function unproved({ election, receipt, bytes, refusal }, { again }) {
  return [
    heading("We could not check your receipt"),
    inset(
      paragraph(strong("Your vote may have been recorded, but the answer we got does not prove it."), ` The reason: ${REFUSALS[refusal]}.`),
      paragraph(`Do not close this page. Telephone the returning officer on ${election.contact.telephone}.`),
    ),
    button("Try again", again),
    make(
      "p",
      { class: "receipt-buttons" },
      download("Save the answer", "answer.txt", receipt, "text/plain;charset=utf-8"),
      " ",
      bytes ? download("Save the locked vote", "vote.bin", bytes, "application/octet-stream") : null,
    ),
  ];
}
