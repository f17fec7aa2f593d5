// SPDX-License-Identifier: AGPL-3.0-or-later
// "Check this election yourself": the second verifier (tools/verifier) runs in this browser,
// in a worker, on the record as it is published; here it is only shown how far it is.

import { announce, errorMessage, errorSummary, group, heading, inset, make, paragraph, show, strong, summaryList } from "./vote/dom.js";

const TITLE = "Check this election yourself";
const STAGES = {
  checkpoint: "The record is signed with the election’s own key",
  consistency: "It extends every earlier state of the record that we hold",
  entries: "Every entry is the one that was signed, in its place and in the right form",
  definition: "The returning officer and the trustees signed how the election is held",
  ceremony: "The key that locks the votes was made by the trustees",
  roll: "The candidates and the list of voting codes are in order",
  rules: "Each vote is locked, and signed with a voting code of the list; none was used twice",
  electors: "There are exactly as many voter ID numbers as electors",
  box: "The number of votes is the number received",
  inputs: "Exactly the votes that count went into the mixing",
  mixes: "No vote was added, lost or changed when the votes were mixed",
  shares: "The trustees unlocked the mixed votes and nothing else",
  plaintexts: "The unlocked votes were read",
  recount: "The votes were counted again, by the rules of the election",
  result: "The declared result is what the votes give",
};
const NAMES = Object.keys(STAGES);
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

const place = document.getElementById("check");
const phone = place.dataset.telephone;

function draw(error, typed) {
  const input = make("input", {
    class: `nhsuk-input nhsuk-input--width-20 code${error ? " nhsuk-input--error" : ""}`,
    id: "code",
    name: "code",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": error ? "code-hint code-error" : "code-hint",
  });
  input.value = typed ?? "";
  const submit = (event) => {
    event.preventDefault();
    start(input.value);
  };
  show(place, TITLE, [
    error ? errorSummary([{ field: "code", text: error }]) : null,
    heading(TITLE),
    paragraph("Your browser can fetch the whole public record of this election and check every step from the locked votes to the result. Nothing is sent to us, and nobody has to be believed."),
    paragraph("The program that does it was written apart from the one that ran the election. It may take a few minutes, and you can leave this page open meanwhile."),
    make(
      "form",
      { novalidate: true, submit, action: "/check" },
      group(
        error,
        make("label", { class: "nhsuk-label nhsuk-label--m", for: "code" }, "Election code (optional)"),
        make("div", { class: "nhsuk-hint", id: "code-hint" }, "From your letter, email or the notice of poll, such as KDSV-3HVH-EFBB-DG4Y. With it you know that this is the record of your election."),
        error ? errorMessage("code-error", error) : null,
        input,
      ),
      make("button", { class: "nhsuk-button", type: "submit" }, "Start the check"),
    ),
  ]);
}

function readCode(typed) {
  return typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}

function start(typed) {
  const code = readCode(typed);
  if (code !== "" && !CODE.test(code)) {
    draw("Enter the election code as it is printed, 16 letters and numbers, or leave it empty", typed);
    return;
  }
  const bar = make("progress", { id: "bar", max: "100", value: "0", "aria-labelledby": "stage" });
  const percent = make("p", { id: "percent", "aria-hidden": "true" }, "0%");
  const stage = make("p", { id: "stage" }, "Fetching the record");
  const stop = make("button", { class: "nhsuk-button nhsuk-button--secondary", type: "button" }, "Stop the check");
  show(place, "Checking the election", [heading("Checking the election"), stage, bar, percent, stop]);
  const worker = new Worker(place.dataset.worker);
  stop.addEventListener("click", () => {
    worker.terminate();
    draw();
  });
  const finish = (act) => {
    worker.terminate();
    act();
  };
  worker.addEventListener("error", () => finish(lost));
  worker.addEventListener("message", ({ data }) => {
    if (data.outcome) {
      finish(() => finished(data.outcome));
    } else if (data.fault !== undefined) {
      finish(lost);
    } else {
      advance({ bar, percent, stage }, data);
    }
  });
  worker.postMessage({ record: `${location.origin}/record`, code: code || undefined });
}

// A screen reader is told at each new step only.
function advance({ bar, percent, stage }, { progress, stage: name }) {
  const whole = Math.floor(progress * 100);
  bar.value = whole;
  percent.textContent = `${whole}%`;
  const words = `Step ${NAMES.indexOf(name) + 1} of ${NAMES.length}: ${STAGES[name]}`;
  if (stage.textContent !== words) {
    stage.textContent = words;
    announce(`${words}. ${whole}% done`);
  }
}

function lost() {
  show(place, "The check has stopped", [
    heading("The check has stopped"),
    paragraph("Part of the record could not be fetched. Check your connection, or try again later."),
    again(),
  ]);
}

function again() {
  return make("button", { class: "nhsuk-button", type: "button", click: () => draw() }, "Check again");
}

function verdictOf(name, { failed, waiting }) {
  if (name === failed) {
    return "Wrong";
  }
  return name === waiting ? "Not there yet" : "Right";
}

function stagesOf(outcome) {
  const { findings, failed, waiting } = outcome;
  const end = NAMES.indexOf(failed || waiting);
  const items = NAMES.filter((name, at) => (end < 0 ? true : at <= end)).map((name) => {
    const verdict = verdictOf(name, outcome);
    const notes = findings.filter((one) => one.stage === name && one.verdict === "note").map(({ detail }) => detail);
    const class_ = { Wrong: "nhsuk-tag nhsuk-tag--red", Right: "nhsuk-tag nhsuk-tag--green" }[verdict] ?? "nhsuk-tag nhsuk-tag--grey";
    return make(
      "li",
      {},
      make("strong", { class: class_ }, verdict),
      ` ${STAGES[name]}`,
      notes.map((note) => make("p", { class: "nhsuk-hint" }, `Note: ${note}`)),
    );
  });
  return make("ol", { class: "nhsuk-list", id: "stages" }, items);
}

function titleOf({ verdict, waiting }) {
  if (verdict === "bad") {
    return "The record is wrong";
  }
  return waiting ? "The record is right so far" : "The record and the result are right";
}

function finished(outcome) {
  const { verdict, failed, waiting, findings, code, results } = outcome;
  const last = findings[findings.length - 1];
  if (failed === "entries" && last.check === "entries are here") {
    withheld();
    return;
  }
  const words = titleOf(outcome);
  const isWhole = verdict === "good" && !waiting;
  show(place, words, [
    heading(words),
    verdict === "bad" ? wrong(failed, last) : null,
    verdict === "good" && waiting ? inset(paragraph("Everything published so far is right. The election is not over: what follows is still to come.")) : null,
    isWhole ? inset(paragraph(strong("Every step from the locked votes to the declared result is proved.")), paragraph("Your own browser has worked it out.")) : null,
    code ? summaryList([["Election code", make("span", { class: "code", id: "election-code" }, code)], ...elected(results)]) : null,
    make("h2", {}, "What was checked"),
    stagesOf(outcome),
    again(),
  ]);
}

function elected(results) {
  return (results ?? []).map(({ name, elected, ballots }) => [`${name} (${ballots} votes)`, `Elected: ${elected.join(", ")}`]);
}

function wrong(failed, { detail }) {
  return inset(
    paragraph(strong(`This is not so: ${STAGES[failed]}.`)),
    paragraph(`What the check says: ${detail}.`),
    paragraph(`Please tell the returning officer: telephone ${phone}. If you gave an election code, make sure that it is the one printed.`),
  );
}

function withheld() {
  show(place, "The record cannot be checked yet", [
    heading("The record cannot be checked yet"),
    paragraph("While people vote, nobody may see who has voted. The votes, locked, are published when the poll has closed. Then the record can be checked here."),
    paragraph(make("a", { href: "/receipt" }, "Check a receipt"), " at any time."),
    again(),
  ]);
}

draw();
