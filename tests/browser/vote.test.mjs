// SPDX-License-Identifier: AGPL-3.0-or-later
// The voter's whole path, and everything that may go wrong on it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { readBallot } from "../../src/web/js/seal/ballot.js";
import { fromBase64, isEqual } from "../../src/web/js/seal/bytes.js";
import { codeOfHead } from "../../src/web/js/seal/token.js";
import { checkPage, checkTargets, launch, openPage, samplePages } from "./browser.mjs";
import { Election } from "./election.mjs";

const DECLARATION = "I am the person to whom this voter ID number was allocated, and I have not voted before.";
const CONSTITUENCIES = [
  { name: "Public – Oxfordshire", method: "stv", seats: 2, candidates: 4, declaration: [DECLARATION], photos: [2, 3] },
  { name: "Staff – Community services", method: "fpp", seats: 2, candidates: 3, declaration: [], photos: [1] },
  { name: "Patient – Carers", method: "stv", seats: 2, candidates: 2, declaration: [DECLARATION] },
  { name: "Patient – Service users", method: "stv", seats: 1, candidates: 2, declaration: ["I live there.", "I was a patient there."] },
];

let browser;
let context;
let election;
let page;
let pages;

before(async () => {
  pages = samplePages();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  pages?.done();
});

beforeEach(async () => {
  election = await new Election(CONSTITUENCIES, pages.folder).serve();
  context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  page = await openPage(context, election.address);
});

afterEach(async () => {
  await context.close();
  election.stop();
});

const at = (heading) => page.getByRole("heading", { level: 1, name: heading }).waitFor();
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const openLink = ({ fragment }) => page.goto(`${election.address}/vote#${fragment}`);
const kept = () => page.evaluate(() => ({ ...sessionStorage }));
const posts = () => election.asked.filter(({ method }) => method === "POST");

async function declared() {
  await at("Declaration of identity");
  await page.getByRole("checkbox").check();
  await press("Continue");
}

async function ranked(...names) {
  await at("Put the candidates in order");
  for (const [place, name] of names.entries()) {
    await press(`Make ${["1st", "2nd", "3rd", "4th"][place]} choice: ${name}`);
  }
  await press("Continue");
  await at("Check your vote");
}

async function toCheck(voter) {
  await openLink(voter);
  await at("Vote for your governors");
  await press("Start");
  await declared();
  await ranked("Cy Cedar & Son", "Ann Ash");
}

async function castDone() {
  await at("Your vote has been cast");
  return page.locator("#vote-code").innerText();
}

test("a link leads through every step to a receipt that the receipt page accepts", async () => {
  const voter = election.issue(1);
  await openLink(voter);
  await at("Vote for your governors");
  assert.equal(page.url(), `${election.address}/vote`, "the code is gone from the address");
  assert.ok((await page.locator("main").innerText()).includes(election.code), "the election code is shown");
  await checkPage(page, "start");
  await press("Start");

  await at("Declaration of identity");
  await press("Continue");
  await page.getByText("There is a problem").waitFor();
  await checkPage(page, "declaration missing");
  assert.equal(await page.evaluate(() => document.activeElement.id), "errors");
  await declared();

  await at("Put the candidates in order");
  await page.getByText("Read about Bo O’Birch").click();
  await page.getByText("I am Bo O’Birch.").waitFor();
  await checkPage(page, "order");
  await checkTargets(page, "order");
  await ranked("Cy Cedar & Son", "Ann Ash", "Bo O’Birch");
  await checkPage(page, "check");
  const rows = await page.locator(".nhsuk-summary-list").last().innerText();
  assert.match(rows, /1st choice[\s\S]*Cy Cedar & Son[\s\S]*2nd choice[\s\S]*Ann Ash[\s\S]*3rd choice[\s\S]*Bo O’Birch/);
  assert.equal(posts().length, 0, "nothing is cast unclicked");
  assert.deepEqual(await kept(), {}, "nothing is kept before casting");

  await press("Cast my vote");
  const code = await castDone();
  await checkPage(page, "done");
  assert.equal(posts().length, 1);
  const [{ bytes }] = election.ballots.values();
  assert.equal(code, codeOfHead(readBallot(bytes).head));
  const storage = await kept();
  assert.deepEqual(Object.keys(storage), ["signed-ballot"]);
  assert.ok(isEqual(fromBase64(storage["signed-ballot"]), bytes), "only the signed ballot is kept");

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your receipt" }).click();
  const download = await waiting;
  assert.equal(download.suggestedFilename(), `receipt-${code}.tlog-proof`);
  const file = await download.path();
  const receipt = readFileSync(file, "utf8");
  assert.ok(!receipt.includes("Cedar"), "no choice on it");

  await page.getByRole("link", { name: "check at any time" }).click();
  await at("Check a receipt");
  await page.setInputFiles("#file", { name: "r.tlog-proof", mimeType: "text/plain", buffer: Buffer.from(receipt) });
  await press("Check");
  await at("The receipt is good");
  assert.equal(await page.locator("#vote-code").innerText(), code);
  await checkPage(page, "receipt");
  assert.deepEqual(page.wrong, []);
});

test("a vote is recorded at once, and witnessed when the witnesses have signed", async () => {
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await castDone();
  await page.getByText("Independent witnesses have not signed for it yet.").waitFor();
  await page.getByText("It is in the public record", { exact: true }).waitFor();
  election.isWitnessed = true;
  await page.getByText("It is in the public record, and witnessed", { exact: true }).waitFor();
  await checkPage(page, "witnessed");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your receipt" }).click();
  const receipt = readFileSync(await (await waiting).path(), "utf8");
  assert.ok(receipt.includes("\n— witness.haven.example "), "the receipt to keep carries the signature");

  await page.goto(`${election.address}/receipt`);
  await page.fill("#text", receipt);
  await press("Check");
  await at("The receipt is good");
  await page.getByText("The vote is in the public record, and witnessed.").waitFor();
  await checkPage(page, "witnessed receipt");
  const other = receipt.replace(/(witness\.haven\.example .{40})(.)/, (all, before, one) => before + (one === "A" ? "B" : "A"));
  await page.goto(`${election.address}/receipt`);
  await page.fill("#text", other);
  await press("Check");
  await at("The receipt is good");
  await page.getByText("Witnesses had not signed for the record").waitFor();
  election.isWitnessed = false;
  assert.deepEqual(page.wrong, []);
});

test("the token and the choice leave the page nowhere", async () => {
  const voter = election.issue(1);
  await toCheck(voter);
  await press("Cast my vote");
  await castDone();
  const token = voter.code.replaceAll("-", "");
  for (const { method, url, headers, body } of election.asked) {
    const all = `${method} ${url} ${JSON.stringify(headers)} ${body.toString("latin1")}`;
    assert.ok(!all.includes(token) && !all.includes(voter.code), `${method} ${url}`);
    assert.ok(!("cookie" in headers) && !("referer" in headers) || !headers.referer?.includes("#"));
  }
  const [{ bytes }] = election.ballots.values();
  assert.equal(readBallot(bytes).cid, 1);
  assert.equal(readBallot(bytes).number, voter.number);
  assert.equal(readBallot(bytes).declaration, 1);
  assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
  assert.ok(!JSON.stringify(await kept()).includes(token));
  const states = await page.evaluate(() => JSON.stringify(history.state));
  assert.ok(!states.includes(token));
  await page.goBack().catch(() => null);
  assert.ok(!page.url().includes(token), "nor is it in the history");
});

test("photographs are asked for all together, so that nobody learns whom a voter reads about", async () => {
  const asked = () => election.asked.map(({ url }) => url).filter((url) => url.startsWith("/candidates"));
  const loaded = () => page.locator("img.photo").evaluateAll((all) => Promise.all(all.map((one) => one.decode())));
  await openLink(election.issue(1));
  await press("Start");
  await declared();
  await at("Put the candidates in order");
  assert.equal((await loaded()).length, 2);
  const all = ["/candidates/1/photos/2", "/candidates/1/photos/3"];
  assert.deepEqual(asked().sort(), all);
  await page.getByText("Read about Bo O’Birch").click();
  assert.ok(await page.getByRole("img", { name: "Photograph of Bo O’Birch" }).isVisible());
  await page.getByText("Read about Di Dogwood-Elm").click();
  await page.getByText("I am Di Dogwood-Elm.").waitFor();
  await checkPage(page, "order, with photographs");
  assert.deepEqual(asked().sort(), all, "reading asks for nothing");
  await press("Continue");
  await page.getByText("There is a problem").waitFor();
  await loaded();
  assert.equal(asked().length % all.length, 0, "and so when the list is shown again");
  assert.deepEqual([...new Set(asked())].sort(), all, "never those of another constituency");
});

test("a typed code is checked before anything is sent", async () => {
  const voter = election.issue(2);
  await page.goto(`${election.address}/vote`);
  await at("Vote for your governors");
  await press("Continue");
  for (const words of ["Enter your voting code", "Enter your voter ID number", "Choose your constituency or class"]) {
    await page.getByRole("link", { name: words }).waitFor();
  }
  await checkPage(page, "nothing typed");
  await page.getByLabel("Voting code").fill(voter.code.slice(0, -2));
  await page.getByLabel("Voter ID number").fill("12a");
  await press("Continue");
  await page.getByRole("link", { name: /must have 25 letters and numbers/ }).waitFor();
  await page.getByRole("link", { name: /must be a whole number/ }).waitFor();
  assert.equal(await page.getByLabel("Voter ID number").inputValue(), "12a", "nothing typed is lost");
  const slip = voter.code.slice(0, -1) + (voter.code.endsWith("Z") ? "Y" : "Z");
  await page.getByLabel("Voting code").fill(slip);
  await press("Continue");
  await page.getByRole("link", { name: /There is a mistake in the voting code/ }).waitFor();
  const asked = election.asked.filter(({ url }) => url.startsWith("/api/ballots"));
  assert.equal(asked.length, 0);

  await page.getByLabel("Voting code").fill(` ${voter.code.toLowerCase().replaceAll("-", " ")}`);
  await page.getByLabel("Voter ID number").fill(String(voter.number));
  await page.getByLabel("Staff – Community services").check();
  assert.equal(await page.getByLabel("Patient – Carers").count(), 0, "an uncontested constituency is not offered");
  await press("Continue");
  await at("Choose your governors");
});

test("first past the post: as many crosses as seats, and no blank vote", async () => {
  const voter = election.issue(2);
  await openLink(voter);
  await press("Start");
  await at("Choose your governors");
  await press("Continue");
  await page.getByRole("link", { name: "Choose at least one candidate" }).waitFor();
  await checkPage(page, "no cross");
  await page.getByLabel("Ann Ash").check();
  await page.getByLabel("Cy Cedar & Son").check();
  assert.ok(await page.getByLabel("Bo O’Birch").isDisabled(), "no third of two");
  await page.getByLabel("Ann Ash").uncheck();
  await page.getByLabel("Bo O’Birch").check();
  await checkPage(page, "crosses");
  await press("Continue");
  await at("Check your vote");
  const rows = await page.locator(".nhsuk-summary-list").last().innerText();
  assert.match(rows, /Bo O’Birch[\s\S]*Cy Cedar & Son/);
  await page.getByRole("link", { name: "Change your choice" }).click();
  await at("Choose your governors");
  assert.ok(await page.getByLabel("Bo O’Birch").isChecked(), "the choice is still there");
  await press("Continue");
  await press("Cast my vote");
  await castDone();
  assert.equal(election.ballots.size, 1);
  assert.equal(readBallot([...election.ballots.values()][0].bytes).declaration, 0);
});

test("numbers are typed, and what is wrong with them is said in words", async () => {
  await openLink(election.issue(1));
  await press("Start");
  await declared();
  await at("Put the candidates in order");
  await press("Continue");
  await page.getByRole("link", { name: "Give at least one candidate the number 1" }).waitFor();
  await checkPage(page, "blank");
  const box = (name) => page.getByLabel(`Preference for ${name}`);
  await box("Ann Ash").fill("2");
  await box("Bo O’Birch").fill("2");
  await press("Continue");
  await page.getByRole("link", { name: "You have used 2 twice: Ann Ash and Bo O’Birch" }).waitFor();
  await page.getByRole("link", { name: "You have not used 1" }).waitFor();
  await box("Bo O’Birch").fill("9");
  await press("Continue");
  await page.getByRole("link", { name: "Preference for Bo O’Birch must be a whole number from 1 to 4" }).waitFor();
  await checkPage(page, "wrong numbers");
  await box("Bo O’Birch").fill("1");
  const order = page.locator("ol.order li");
  assert.deepEqual(await order.locator(".order-name").allInnerTexts(), ["1st: Bo O’Birch", "2nd: Ann Ash"]);
  await press("Move Ann Ash up");
  assert.equal(await box("Ann Ash").inputValue(), "1");
  assert.equal(await box("Bo O’Birch").inputValue(), "2");
  await page.locator("ol.order").getByRole("button", { name: "Remove Ann Ash" }).click();
  assert.equal(await box("Ann Ash").inputValue(), "");
  assert.equal(await box("Bo O’Birch").inputValue(), "1");
  await press("Continue");
  await at("Check your vote");
});

test("several wordings of the declaration: the one made is in the vote", async () => {
  await openLink(election.issue(4));
  await press("Start");
  await at("Declaration of identity");
  await page.getByLabel("I was a patient there.").check();
  await press("Continue");
  await ranked("Bo O’Birch");
  await press("Cast my vote");
  await castDone();
  assert.equal(readBallot([...election.ballots.values()][0].bytes).declaration, 2);
});

test("a reload before casting asks for the code again and says that nothing was cast", async () => {
  await toCheck(election.issue(1));
  await page.reload();
  await at("Vote for your governors");
  await page.getByText("Nothing has been cast").waitFor();
  await page.getByLabel("Voting code").waitFor();
  assert.equal(await page.getByLabel("Voting code").inputValue(), "");
  assert.equal(election.ballots.size, 0);
  await checkPage(page, "reloaded");
});

test("a reload after casting shows the receipt, and casts nothing again", async () => {
  await toCheck(election.issue(1));
  await press("Cast my vote");
  const code = await castDone();
  await page.reload();
  assert.equal(await castDone(), code);
  assert.equal(election.ballots.size, 1);
  await press("Finish and clear this page");
  await page.waitForURL(`${election.address}/`);
  await page.goBack().catch(() => null);
  assert.equal(await page.locator("#vote-code").count(), 0, "nobody can go back to it");
  await page.goto(`${election.address}/vote`);
  await at("Vote for your governors");
  assert.deepEqual(await kept(), {});
});

test("a second click casts nothing more", async () => {
  await toCheck(election.issue(1));
  await page.getByRole("button", { name: "Cast my vote" }).dblclick();
  await castDone();
  assert.equal(posts().length, 1);
  assert.equal(election.ballots.size, 1);
});

test("after a lost answer the same bytes are sent again", async () => {
  await toCheck(election.issue(1));
  let lost = 0;
  await page.route("**/api/ballots", async (route) => {
    if (lost < 2) {
      lost += 1;
      // It arrives and is recorded; only the answer is lost.
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  await press("Cast my vote");
  await at("Sending your vote…");
  const code = await castDone();
  assert.equal(posts().length, 3);
  assert.ok(posts().every(({ body }) => body.equals(posts()[0].body)));
  assert.equal(election.ballots.size, 1);
  assert.equal(code, codeOfHead(readBallot(new Uint8Array(posts()[0].body)).head));
});

test("without a connection the vote is kept, and sent after a reload", async () => {
  await toCheck(election.issue(1));
  await page.route("**/api/ballots", (route) => route.abort("internetdisconnected"));
  await press("Cast my vote");
  await page.getByRole("heading", { level: 1, name: "We have not heard that your vote arrived" }).waitFor();
  await checkPage(page, "unsent");
  const { "signed-ballot": before } = await kept();
  await page.unroute("**/api/ballots");
  await page.reload();
  await castDone();
  assert.ok(isEqual(fromBase64(before), [...election.ballots.values()][0].bytes));
});

test("a browser that forbids storage casts all the same", async () => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "sessionStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await castDone();
  assert.equal(election.ballots.size, 1);
  await page.reload();
  await page.getByText("If you had already cast your vote").waitFor();
});

test("a used code shows when the vote was received, and never the choice", async () => {
  const voter = election.issue(1);
  await toCheck(voter);
  await press("Cast my vote");
  const code = await castDone();
  const other = await browser.newContext({ viewport: { width: 390, height: 800 } });
  page = await openPage(other, election.address);
  await openLink(voter);
  await press("Start");
  await at("You have already voted");
  const told = await page.locator("main").innerText();
  assert.match(told, /received at 8:47am on Monday 1 June 2026/);
  assert.ok(told.includes(code));
  assert.ok(!told.includes("Cedar"));
  await checkPage(page, "used");
  assert.equal(election.ballots.size, 1);
  await other.close();
});

test("a code that is not known is refused at the end, and nothing is recorded", async () => {
  const voter = election.issue(1);
  election.live.clear();
  await toCheck(voter);
  await press("Cast my vote");
  await at("This voting code is not known");
  await page.getByText("This vote has not been recorded.").waitFor();
  await checkPage(page, "refused");
  assert.deepEqual(await kept(), {});
  await press("Start again");
  await at("Vote for your governors");
});

test("an answer that proves nothing is never called a recorded vote", async () => {
  const cases = [
    [(receipt) => receipt.replace("index 3", "index 2"), /not prove that the vote is in the record/],
    [(receipt) => receipt.replace(/\n[0-9]+\n(?=[^\n]+\n\n—)/, "\n9\n"), /signature of the record is not right/],
    [() => "It works!", /it is no receipt/],
  ];
  for (const [tamper, why] of cases) {
    const other = await browser.newContext();
    page = await openPage(other, election.address);
    election.tamper = tamper;
    await toCheck(election.issue(1));
    await press("Cast my vote");
    await at("We could not check your receipt");
    assert.match(await page.locator("main").innerText(), why);
    await checkPage(page, "unproved");
    await other.close();
    election.ballots.clear();
    election.entries.length = 3;
  }
});

test("a receipt of another's vote is not taken for one's own", async () => {
  const first = election.issue(1);
  await toCheck(first);
  await press("Cast my vote");
  await castDone();
  const [stolen] = [...election.ballots.values()];
  const good = election.receipt(stolen);
  const other = await browser.newContext();
  page = await openPage(other, election.address);
  election.tamper = () => good;
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await at("We could not check your receipt");
  assert.match(await page.locator("main").innerText(), /it is for another voter/);
  await other.close();
});

test("a new link on a shared device does not show the vote before", async () => {
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await castDone();
  await page.goto("about:blank");
  const next = election.issue(2);
  await openLink(next);
  await at("Vote for your governors");
  await page.getByText("Staff – Community services").waitFor();
  assert.deepEqual(await kept(), {});
});

test("before opening and after closing nothing can be cast, and the page says when", async () => {
  election.phase = "settled";
  await openLink(election.issue(1));
  await at("Voting has not opened");
  await checkPage(page, "not open");
  election.phase = "closed";
  await page.goto("about:blank");
  await openLink(election.issue(1));
  await at("Voting has closed");
  await page.locator("#vote").getByText("5pm on Thursday 18 June 2026").waitFor();
  await checkPage(page, "closed");
});

test("a stopped poll takes no vote, and who has died is named as such", async () => {
  election.stopped = 1;
  await openLink(election.issue(1));
  await page.getByText("The poll in your constituency was stopped").waitFor();
  await checkPage(page, "stopped");
  election.stopped = 0;
  election.dead = "Ann Ash";
  await page.goto("about:blank");
  await openLink(election.issue(1));
  await press("Start");
  await declared();
  await at("Put the candidates in order");
  await page.getByText("Ann Ash has died: see what this means").click();
  await page.getByText("A vote for them counts for your next choice.").waitFor();
  await checkPage(page, "who has died");
});

test("a definition that is not the one it is named by is refused", async () => {
  const { definition } = election;
  election.definition = definition.replace("Example Health", "Another");
  await openLink(election.issue(1));
  await at("Something went wrong");
  await page.getByText("Nothing has been cast.").waitFor();
});

test("the browser's back button goes back a step and loses nothing", async () => {
  await toCheck(election.issue(1));
  await page.goBack();
  await at("Put the candidates in order");
  assert.equal(await page.getByLabel("Preference for Cy Cedar & Son").inputValue(), "1");
  await page.goBack();
  await at("Declaration of identity");
  assert.ok(await page.getByRole("checkbox").isChecked());
  await page.goForward();
  await at("Put the candidates in order");
  await press("Continue");
  await press("Cast my vote");
  await castDone();
  await page.goBack();
  assert.equal(posts().length, 1);
  assert.equal(election.ballots.size, 1);
});

test("the whole path by keyboard alone, on 320 pixels", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${election.address}/vote`);
  await at("Vote for your governors");
  const voter = election.issue(1);
  const focus = () => page.evaluate(() => {
    const one = document.activeElement;
    return `${one.tagName} ${one.getAttribute("aria-label") ?? one.id ?? ""} ${one.textContent.trim().slice(0, 40)}`;
  });
  // Tab until the words are met: everything can be reached, in order.
  const tabTo = async (words) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if ((await focus()).includes(words)) {
        const seen = await page.evaluate(() => {
          const { top, bottom } = document.activeElement.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        assert.ok(seen, `${words} is in view`);
        return;
      }
    }
    assert.fail(`${words} cannot be reached`);
  };
  await tabTo("INPUT code");
  await page.keyboard.type(voter.code);
  await tabTo("INPUT number");
  await page.keyboard.type(String(voter.number));
  await tabTo("INPUT constituency");
  await page.keyboard.press("Space");
  await tabTo("Continue");
  await page.keyboard.press("Enter");
  await at("Declaration of identity");
  assert.match(await focus(), /H1/, "the heading of the new step has the focus");
  await checkPage(page, "declaration, 320");
  await tabTo("INPUT declaration");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await at("Put the candidates in order");
  await checkPage(page, "order, 320");
  await checkTargets(page, "order, 320");
  await tabTo("Make 1st choice: Bo O’Birch");
  await page.keyboard.press("Space");
  await tabTo("Make 2nd choice: Di Dogwood-Elm");
  await page.keyboard.press("Enter");
  await tabTo("Move Bo O’Birch down");
  await page.keyboard.press("Enter");
  assert.match(await focus(), /Move Bo O’Birch up/, "the focus goes with the candidate");
  await tabTo("Continue");
  await page.keyboard.press("Enter");
  await at("Check your vote");
  await checkPage(page, "check, 320");
  const rows = await page.locator(".nhsuk-summary-list").last().innerText();
  assert.match(rows, /1st choice[\s\S]*Di Dogwood-Elm[\s\S]*2nd choice[\s\S]*Bo O’Birch/);
  await tabTo("Cast my vote");
  await page.keyboard.press("Enter");
  await castDone();
  await checkPage(page, "done, 320");
});

test("a receipt tells when the record has lost or changed its vote", async () => {
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await castDone();
  const receipt = election.receipt([...election.ballots.values()][0]);
  const entries = [...election.entries];
  const checked = async () => {
    await page.goto(`${election.address}/receipt`);
    await page.fill("#text", receipt);
    await press("Check");
  };
  election.entries[3] = election.entries[2];
  await checked();
  await at("Your receipt is good, but the record has changed");
  await page.getByText("Your vote is not in the record as it is now.").waitFor();
  await checkPage(page, "record changed");
  election.entries = entries.slice(0, 3);
  await checked();
  await page.getByText("The record is shorter than it was").waitFor();
  election.entries = [...entries, entries[0]];
  await checked();
  await at("The receipt is good");
  await page.getByText("Number 3 of 6").waitFor();
  await page.route("**/record/**", (route) => route.abort());
  await checked();
  await at("The receipt is good");
  await page.getByText("We could not read the newest record").waitFor();
});

test("a receipt with a changed symbol, or of nothing, is refused", async () => {
  await toCheck(election.issue(1));
  await press("Cast my vote");
  await castDone();
  const receipt = election.receipt([...election.ballots.values()][0]);
  await page.goto(`${election.address}/receipt`);
  await press("Check");
  await page.getByRole("link", { name: "Choose or paste a receipt" }).waitFor();
  await checkPage(page, "no receipt");
  const place = receipt.indexOf("extra ") + 40;
  const changed = receipt.slice(0, place) + (receipt[place] === "A" ? "B" : "A") + receipt.slice(place + 1);
  await page.fill("#text", changed);
  await press("Check");
  await page.getByRole("link", { name: /does not prove that the vote is in the record/ }).waitFor();
  await page.fill("#text", "hello");
  await press("Check");
  await page.getByRole("link", { name: /This is no receipt/ }).waitFor();
  await page.fill("#text", receipt.replaceAll("\n", "\r\n"));
  await press("Check");
  await at("The receipt is good");
});
