// SPDX-License-Identifier: AGPL-3.0-or-later
// The voting page. It holds the token and the choice in memory only; sessionStorage
// holds nothing but a signed ballot, which is encrypted, so that a reload or a lost
// connection sends the same bytes again and never casts twice.

import { makeHead, readBallot, signHead } from "./seal/ballot.js";
import { fromBase64, isEqual, toBase64 } from "./seal/bytes.js";
import { encodeChoice } from "./seal/choice.js";
import { credentialOf } from "./seal/credential.js";
import { checkReceipt } from "./seal/receipt.js";
import { codeOfHead, readTicket } from "./seal/token.js";
import { getElection, getReceipt, Lost, postBallot, Problem } from "./vote/api.js";
import { check } from "./vote/check.js";
import { declare } from "./vote/declare.js";
import { button, heading, inset, paragraph, show, strong, ukTime } from "./vote/dom.js";
import { done, unproved, used, witnessed } from "./vote/done.js";
import { readElection } from "./vote/election.js";
import { crosses, preferences } from "./vote/mark.js";
import { boxesOf } from "./vote/ranking.js";
import { linkedStart, typedStart } from "./vote/start.js";
import { tested } from "./vote/tested.js";

const KEPT = "signed-ballot";
const RETRIES = [1000, 3000, 6000];
const LATER = [3000, 5000, 10000, 20000, 40000, 80000]; // looking for witnesses
const USED = "You have already voted";

const place = document.getElementById("vote");
let election = null;
let vote = {}; // the ticket, its constituency and credential, the declaration, the marks
let step = 0; // of the history: how far this page has come
const steps = [];

/* ---- what survives a reload */

// A browser that forbids storage still casts; only a reload then loses the receipt.
const memory = { text: "" };

function storage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function keep(bytes) {
  memory.text = toBase64(bytes);
  storage((store) => store.setItem(KEPT, memory.text));
}

function kept() {
  const bytes = fromBase64(storage((store) => store.getItem(KEPT)) ?? memory.text);
  const ballot = bytes ? readBallot(bytes) : null;
  return ballot && isEqual(ballot.eid, election.eid) ? bytes : null;
}

function forget() {
  memory.text = "";
  storage((store) => store.removeItem(KEPT));
}

/* ---- steps, and the browser's back button */

function draw(title, nodes) {
  show(place, title, nodes);
}

// A step that can be come back to. Its state in the history is a number, nothing else.
function go(render) {
  step += 1;
  steps.length = step;
  steps[step] = render;
  history.pushState({ step }, "", "/vote");
  render();
}

// A step there is no way back from.
function end(render) {
  steps.length = 0;
  step = 0;
  history.replaceState({ step }, "", "/vote");
  steps[0] = render;
  render();
}

window.addEventListener("popstate", (event) => {
  const to = event.state?.step;
  step = steps[to] ? to : 0;
  steps[step]?.();
});

const back = () => history.back();

/* ---- the journey */

function start(notice, values, errors) {
  vote = {};
  end(() =>
    draw(
      "Vote",
      typedStart({ election, notice, values, errors }, begin, (typed, wrong) => start(notice, typed, wrong)),
    ),
  );
}

function startLinked(ticket) {
  const found = election.constituencies.find(({ cid, hasPoll }) => cid === ticket.cid && hasPoll);
  if (!found) {
    const { isStopped } = election.constituencies.find(({ cid }) => cid === ticket.cid) ?? {};
    start(
      isStopped
        ? "The poll in your constituency was stopped: see the front page. Nothing has been cast."
        : "The link in your email is for a constituency that has no vote. Nothing has been cast.",
    );
    return;
  }
  // Come back to, the token is wiped and its credential is at hand.
  const use = () => (vote.credential ? look() : begin(ticket));
  end(() => draw("Vote", linkedStart({ election, ticket, place: found }, use)));
}

// The code is known: has it been used?
async function begin(ticket) {
  draw("One moment", [heading("One moment…")]);
  const credential = credentialOf(ticket.token, election.eid);
  ticket.token.fill(0);
  vote = {
    cid: ticket.cid,
    number: ticket.number,
    place: election.constituencies.find(({ cid }) => cid === ticket.cid),
    credential,
    declaration: 0,
    boxes: [],
    numbers: [],
    sealed: null, // the locked vote and what opens it, from the check on
  };
  await look();
}

async function look() {
  try {
    const receipt = await getReceipt(vote.credential.key);
    if (receipt === null) {
      forget();
      declaring();
      return;
    }
    shown(receipt, { key: vote.credential.key, render: used, title: USED, again: look });
  } catch (error) {
    failed(error, look);
  }
}

function declaring() {
  if (vote.place.wordings.length === 0) {
    marking();
    return;
  }
  const render = (error) =>
    draw(
      "Declaration of identity",
      declare(
        { ...vote, error },
        {
          back,
          use: (wording) => {
            vote.declaration = wording;
            vote.sealed = null;
            marking();
          },
          again: render,
        },
      ),
    );
  go(() => render());
}

function marking() {
  const chosen = (numbers) => {
    vote.numbers = numbers;
    vote.sealed = null;
    checking();
  };
  const renderCrosses = (numbers, error) =>
    draw("Choose your governors", crosses({ ...vote, numbers, error }, { back, use: chosen, again: renderCrosses }));
  const renderOrder = (boxes, problems) =>
    draw(
      "Put the candidates in order",
      preferences({ ...vote, boxes, problems }, { back, use: chosen, again: renderOrder }),
    );
  go(() =>
    vote.place.method === "fpp"
      ? renderCrosses(vote.numbers)
      : renderOrder(boxesOf(vote.numbers, vote.place.candidates.length)),
  );
}

// The vote, locked before anybody asks whether it shall be cast or tested.
function sealed() {
  const { cid, number, declaration, credential, numbers } = vote;
  const { method, candidates, marks } = vote.place;
  vote.sealed ??= makeHead({
    eid: election.eid,
    cid,
    number,
    declaration,
    credential,
    electionKey: election.electionKey,
    block: encodeChoice(numbers, { method, candidates: candidates.length, marks }),
  });
  return vote.sealed;
}

function checking() {
  const render = () =>
    draw(
      "Check your vote",
      check({ ...vote, code: codeOfHead(sealed().head) }, { back, declare: () => history.go(-2), cast, test }),
    );
  go(render);
}

// What is opened is never signed, and what is signed is never opened.
function test() {
  const { head, r } = sealed();
  const { place: where, numbers } = vote;
  vote.sealed = null;
  go(() => draw("Test of this device", tested({ place: where, numbers, head, r }, { back })));
}

function cast() {
  if (kept()) {
    sending();
    return;
  }
  const { head } = sealed();
  const bytes = signHead(head, vote.credential);
  keep(bytes);
  vote.sealed.r.fill(0);
  vote.credential.seed.fill(0);
  vote = {};
  sending();
}

/* ---- sending, again and again the same bytes */

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function sending() {
  const bytes = kept();
  end(() => draw("Sending your vote", [heading("Sending your vote…"), paragraph("Please do not close this page.")]));
  for (let attempt = 0; ; attempt++) {
    try {
      const receipt = await postBallot(bytes);
      const { credential } = readBallot(bytes);
      shown(receipt, { key: credential, bytes, render: done, title: "Your vote has been cast", again: sending });
      return;
    } catch (error) {
      if (!(error instanceof Lost)) {
        refused(error, bytes);
        return;
      }
      if (attempt === RETRIES.length) {
        unsent();
        return;
      }
      await wait(RETRIES[attempt]);
    }
  }
}

function unsent() {
  draw("Your vote has not arrived", [
    heading("We have not heard that your vote arrived"),
    inset(
      paragraph("Your vote is locked and kept on this device. ", strong("Please do not close this page.")),
      paragraph("Check your connection and press the button. However often you press it, your vote counts once."),
    ),
    button("Send it again", sending),
    paragraph(`Or telephone the returning officer on ${election.contact.telephone}.`),
  ]);
}

// The daemon said no, and will say so again: this ballot is not kept.
async function refused(error, bytes) {
  if (!(error instanceof Problem)) {
    failed(error, sending);
    return;
  }
  const { credential } = readBallot(bytes);
  try {
    const receipt = await getReceipt(credential);
    if (receipt !== null) {
      forget();
      const again = () => refused(error, bytes);
      shown(receipt, { key: credential, render: used, title: USED, again });
      return;
    }
  } catch {
    // What the daemon said stands.
  }
  forget();
  end(() =>
    draw(error.message, [
      heading(error.message),
      paragraph(strong("This vote has not been recorded.")),
      error.detail ? paragraph(error.detail) : null,
      button("Start again", () => start()),
      paragraph(`If you need help, telephone the returning officer on ${election.contact.telephone}.`),
    ]),
  );
}

// Only a receipt that proves it is called a recorded vote: in the record, of this
// credential, and, where we know it, byte for byte the ballot sent.
function shown(receipt, { key, bytes, render, title, again }) {
  const proved = checkReceipt(receipt, election);
  let { refusal } = proved;
  if (!refusal && !isEqual(proved.ballot.credential, key)) {
    refusal = "voter";
  }
  if (!refusal && bytes && !isEqual(proved.bytes, bytes)) {
    refusal = "vote";
  }
  if (refusal) {
    const facing = { election, receipt, bytes, refusal };
    end(() => draw("We could not check your receipt", unproved(facing, { again })));
    return;
  }
  const facing = {
    election,
    receipt,
    proved,
    place: election.constituencies.find(({ cid }) => cid === proved.ballot.cid),
  };
  end(() => draw(title, render(facing, { leave })));
  if (election.policy && !proved.isWitnessed) {
    lookForWitnesses(proved);
  }
}

// Voting never waits for witnesses: their signatures come later, with the same receipt.
async function lookForWitnesses({ ballot, bytes }) {
  for (const pause of LATER) {
    await wait(pause);
    const receipt = await getReceipt(ballot.credential).catch(() => null);
    const proved = receipt === null ? { refusal: "none" } : checkReceipt(receipt, election);
    if (!proved.refusal && proved.isWitnessed && isEqual(proved.bytes, bytes)) {
      witnessed(receipt, proved);
      return;
    }
  }
}

function leave() {
  forget();
  vote = {};
  steps.length = 0;
  // Nothing of it is to be come back to, not even from the browser's own memory.
  place.replaceChildren();
  location.replace("/");
}

/* ---- the beginning */

function failed(error, again) {
  const lost = error instanceof Lost;
  end(() =>
    draw("Something went wrong", [
      heading(lost ? "We could not reach the election" : "Something went wrong"),
      paragraph(strong("Nothing has been cast.")),
      paragraph(lost ? "Check your connection and try again." : error.detail || error.message),
      button("Try again", again),
    ]),
  );
}

function closed() {
  const before = ["draft", "nominations", "statement", "settled"].includes(election.phase);
  end(() =>
    draw(before ? "Voting has not opened" : "Voting has closed", [
      heading(before ? "Voting has not opened" : "Voting has closed"),
      paragraph(
        before ? "You can vote here from " : "Voting closed at ",
        strong(ukTime(before ? election.open : election.close)),
        ".",
      ),
      paragraph(`If you have a question, telephone the returning officer on ${election.contact.telephone}.`),
    ]),
  );
}

async function load(fragment) {
  try {
    election = readElection(await getElection());
  } catch (error) {
    failed(error, () => load(fragment));
    return;
  }
  const ticket = fragment ? readTicket(fragment) : null;
  const before = kept();
  if (before && !(ticket && (await isAnothers(ticket, before)))) {
    sending();
    return;
  }
  if (election.phase !== "poll") {
    closed();
    return;
  }
  if (ticket) {
    startLinked(ticket);
    return;
  }
  const { type } = performance.getEntriesByType("navigation")[0] ?? {};
  if (fragment) {
    start("The link in your email is not complete. Please type your voting code. Nothing has been cast.");
  } else if (type === "reload" || type === "back_forward") {
    const knows = storage((store) => store.length >= 0) === true;
    start(
      `This page was loaded again, so please enter your voting code again. ${
        knows
          ? "Nothing has been cast from this page."
          : "If you had already cast your vote, you will be told when it was received."
      }`,
    );
  } else {
    start();
  }
}

// A new link on a shared device: the ballot kept is another voter's. It is sent first.
async function isAnothers(ticket, bytes) {
  const { key } = credentialOf(ticket.token, election.eid);
  if (isEqual(key, readBallot(bytes).credential)) {
    return false;
  }
  try {
    await postBallot(bytes);
    forget();
    return true;
  } catch (error) {
    if (error instanceof Problem) {
      forget();
      return true;
    }
    return false;
  }
}

const fragment = location.hash.slice(1);
// The token must not stay in the address, nor in the history.
history.replaceState({ step: 0 }, "", "/vote");
document.getElementById("vote-wait").hidden = false;
load(fragment);
