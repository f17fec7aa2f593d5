// SPDX-License-Identifier: AGPL-3.0-or-later
// "Check a receipt": whether the vote it belongs to is in the record, worked out here.

import { HEAD_SIZE, isHeadOf, readBallot } from "./seal/ballot.js";
import { fromHex, isEqual, join } from "./seal/bytes.js";
import { encodeChoice, refusalOf } from "./seal/choice.js";
import { checkReceipt, isSignedByLog, readCheckpoint } from "./seal/receipt.js";
import { isInTree } from "./seal/tiles.js";
import { codeOfHead } from "./seal/token.js";
import { getCheckpoint, getElection, getTile } from "./vote/api.js";
import {
  announce,
  errorMessage,
  errorSummary,
  group,
  heading,
  inset,
  make,
  paragraph,
  show,
  strong,
  summaryList,
  ukTime,
} from "./vote/dom.js";
import { download } from "./vote/done.js";
import { readElection } from "./vote/election.js";

const SIZE_MAX = 20000;
const REFUSALS = {
  form: "This is no receipt, or part of it is missing",
  origin: "This receipt is of another election",
  election: "This receipt is of another election",
  signature: "The signature of the election’s record on it is not right",
  inclusion: "It does not prove that the vote is in the record",
  entry: "It is not the receipt of a vote",
};

const place = document.getElementById("receipt");
let election = null;

function draw(error, typed) {
  const file = make("input", {
    class: "nhsuk-file-upload",
    id: "file",
    name: "file",
    type: "file",
    accept: ".tlog-proof,.txt,.json,text/plain,application/json",
  });
  const area = make("textarea", {
    class: `nhsuk-textarea${error ? " nhsuk-textarea--error" : ""}`,
    id: "text",
    name: "text",
    rows: "6",
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": error ? "text-error" : null,
  });
  area.value = typed ?? "";
  const submit = async (event) => {
    event.preventDefault();
    const chosen = file.files[0];
    const text = chosen ? await chosen.slice(0, SIZE_MAX).text() : area.value;
    await checkText(text);
  };
  show(place, "Check a receipt", [
    error ? errorSummary([{ field: "text", text: error }]) : null,
    heading("Check a receipt"),
    paragraph("When you vote you can download a receipt. It does not show how you voted. Here you can check that the vote it belongs to is in the public record of this election, unchanged."),
    paragraph("If you opened a vote as a test of another device, you can check that here too."),
    make(
      "form",
      { novalidate: true, submit, action: "/receipt" },
      group(null, make("label", { class: "nhsuk-label nhsuk-label--m", for: "file" }, "Choose the receipt you downloaded"), file),
      group(
        error,
        make("label", { class: "nhsuk-label nhsuk-label--m", for: "text" }, "Or paste it here"),
        error ? errorMessage("text-error", error) : null,
        area,
      ),
      make("button", { class: "nhsuk-button", type: "submit" }, "Check"),
    ),
  ]);
}

async function checkText(typed) {
  if (typed.trim() === "") {
    draw("Choose or paste a receipt");
    return;
  }
  announce("Checking");
  try {
    election ??= readElection(await getElection());
  } catch {
    draw("We could not reach the election. Check your connection and try again", typed);
    return;
  }
  if (typed.trim().startsWith("{")) {
    const trial = readTrial(typed);
    if (trial) {
      retraced(trial);
    } else {
      draw("This is neither a receipt nor the test of a device of this election, or part of it is missing", typed);
    }
    return;
  }
  const text = typed.endsWith("\n") ? typed : `${typed.trim()}\n`;
  const proved = checkReceipt(text, election);
  if (proved.refusal) {
    draw(`${REFUSALS[proved.refusal]}. If it is your receipt, keep it and telephone the returning officer on ${election.contact.telephone}`, typed);
    return;
  }
  const now = await checkNow(proved);
  if (now.refusal) {
    missing(text, now.refusal);
    return;
  }
  good(proved, now);
}

// A vote opened as a test: {head, r, choice, place, ballot}, or null.
function readTrial(typed) {
  let trial;
  try {
    trial = JSON.parse(typed);
  } catch {
    return null;
  }
  const head = fromHex(trial?.head, HEAD_SIZE);
  const r = fromHex(trial?.r, 32);
  const ballot = head ? readBallot(join(head, new Uint8Array(64))) : null;
  const where = ballot && isEqual(ballot.eid, election.eid) ? election.constituencies[ballot.cid - 1] : null;
  const isWhole = trial?.document === "trial" && r && where && Array.isArray(trial.choice);
  return isWhole ? { head, r, choice: trial.choice, where } : null;
}

// Makes the ballot again from what the other device gave out.
function retraced({ head, r, choice, where }) {
  const rules = { method: where.method, candidates: where.candidates.length, marks: where.marks };
  const isSame =
    refusalOf(choice, rules) === null && isHeadOf(head, r, election.electionKey, encodeChoice(choice, rules));
  const names = isSame ? choice.map((one) => where.candidates[one - 1].name) : [];
  show(place, isSame ? "What the device locked" : "The device failed the test", [
    heading(isSame ? "What the device locked" : "The device failed the test"),
    isSame
      ? inset(
          paragraph(strong("The tested vote holds exactly these candidates.")),
          paragraph("The device passed if they are what you chose there, and if you had written down this vote code before you opened the test."),
        )
      : inset(
          paragraph(strong("The tested vote does not hold what the device says.")),
          paragraph(`Do not vote on that device. Tell the returning officer on ${election.contact.telephone}.`),
        ),
    summaryList([
      ["Vote code", make("strong", { class: "code", id: "vote-code" }, codeOfHead(head))],
      ["Constituency or class", where.name],
      ...names.map((name, at) => [at === 0 ? "Locked in it" : "", name]),
      ["Election code", make("span", { class: "code" }, election.code)],
    ]),
    paragraph("A tested vote is never cast. Remember to vote."),
  ]);
}

// Whether the record as it stands now still has the entry, by its own hash tiles:
// {size}, {refusal}, or {} when it cannot be read.
async function checkNow({ index, leaf, size }) {
  let checkpoint;
  let isThere;
  try {
    checkpoint = readCheckpoint(await getCheckpoint());
    if (!checkpoint || checkpoint.origin !== election.origin || !isSignedByLog(checkpoint, election.log)) {
      return { refusal: "The record’s newest checkpoint is not signed as it should be." };
    }
    if (checkpoint.size < size) {
      return { refusal: "The record is shorter than it was when your vote was received." };
    }
    isThere = await isInTree(checkpoint, index, leaf, getTile);
  } catch {
    return {};
  }
  return isThere ? { size: checkpoint.size } : { refusal: "Your vote is not in the record as it is now." };
}

function missing(text, why) {
  show(place, "Something is wrong", [
    heading("Your receipt is good, but the record has changed"),
    inset(paragraph(strong(why))),
    paragraph(`This must not happen. Keep your receipt: it proves that your vote was recorded. Telephone the returning officer on ${election.contact.telephone}.`),
    download("Download your receipt", "receipt.tlog-proof", text, "text/plain;charset=utf-8"),
  ]);
}

function good({ ballot, time, index, size, isWitnessed }, now) {
  show(place, "The receipt is good", [
    heading("The receipt is good"),
    inset(
      paragraph(strong(`The vote is in the public record${isWitnessed ? ", and witnessed" : ""}.`)),
      paragraph("Compare the vote code with the one you wrote down when you voted."),
      now.size ? null : paragraph("We could not read the newest record just now. Please check again later."),
    ),
    summaryList([
      ["Vote code", make("strong", { class: "code", id: "vote-code" }, codeOfHead(ballot.head))],
      ["Recorded", ukTime(time)],
      ["Constituency or class", election.constituencies[ballot.cid - 1]?.name ?? String(ballot.cid)],
      ["Voter ID number", String(ballot.number)],
      ["Entry in the record", `Number ${index} of ${now.size ?? size}`],
      ["Election code", make("span", { class: "code" }, election.code)],
    ]),
    election.policy
      ? paragraph(
          isWitnessed
            ? "Independent witnesses have signed for the record that holds it: it cannot be changed unseen."
            : "Witnesses had not signed for the record when this receipt was made. With your voting code you can download a newer receipt on the voting page.",
        )
      : null,
    paragraph(make("a", { href: "/receipt" }, "Check another receipt")),
  ]);
}

draw();
