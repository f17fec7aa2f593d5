// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole election with the real programs, as a candidate, the returning officer and a
// voter see it in their browsers, from the notice to the results.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { after, before, test } from "node:test";

import { checkPage, checkTargets, launch, openPage } from "./browser.mjs";
import { Office } from "./office.mjs";

const PUBLIC = "Public: Oxfordshire";
const STAFF = "Staff: Community services";
const CARERS = "Patient: Carers";
const DECLARATION = "I am the person to whom this voter ID number was allocated, and I have not voted before.";
const CONSTITUENCIES = [
  { name: PUBLIC, kind: "public", seats: 1, method: "stv", rules: "nhs-2014-stv", declaration: [DECLARATION] },
  { name: STAFF, kind: "staff", seats: 1, method: "fpp", rules: "nhs-2014-fpp", declaration: [] },
  { name: CARERS, kind: "patient", seats: 2, method: "stv", rules: "nhs-2014-stv", declaration: [DECLARATION] },
];
const person = (number, forenames, surname, constituency) => ({
  number,
  forenames,
  surname,
  constituency,
  email: `${number.toLowerCase()}@members.example`,
});
const ANN = person("M1", "Ann", "Ash", PUBLIC);
const BO = person("M2", "Bo", "O’Birch", PUBLIC);
const CY = person("M3", "Cy", "Cedar", STAFF);
const DI = person("M4", "Di", "Dogwood", STAFF);
const EVE = person("M5", "Eve", "Elder", CARERS);
const CANDIDATES = [ANN, BO, CY, DI, EVE];
const MEMBERS = [...CANDIDATES, person("M6", "Flo", "Fir", PUBLIC), person("M7", "Gus", "Gorse", STAFF)];

const VERIFIER = new URL("../../tools/verifier/verify.mjs", import.meta.url).pathname;
const runVerifier = (address, code) => promisify(execFile)(process.execPath, [VERIFIER, address, "--election", code]);

let browser;
let office;

before(async () => {
  office = new Office();
  await office.found(CONSTITUENCIES, MEMBERS);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await office?.done();
});

async function visitor(options = { viewport: { width: 390, height: 800 } }) {
  const context = await browser.newContext(options);
  const page = await openPage(context, office.address);
  const at = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const open = (path) => page.goto(`${office.address}${path}`);
  return { context, page, at, press, open };
}

async function signIn(someone, who) {
  await who.open("/sign-in");
  await who.page.getByLabel("Membership number").fill(someone.number);
  await who.page.getByLabel("Email address").fill(someone.email);
  await who.press("Send me a link");
  await who.at("Check your email");
  const [link] = await office.mail(someone.email, /\/sign-in\/\w+/);
  await who.open(link);
  await who.at("Sign in");
  return link;
}

async function fillForm({ page }, someone, kind) {
  await page.getByLabel("Your contact address in full").fill("1 Mill Lane\nOxford OX1 1AA");
  await page.getByLabel("Your election statement").fill(`I am ${someone.forenames}.\n\nI will listen & ask <hard> questions.`);
  await page.getByLabel("I have no interests to declare").check();
  await page.getByLabel("I am not a member of a political party").check();
  if (kind !== "staff") {
    await page.getByLabel(/^Why you can vote in/).fill("I live in the county");
  }
  for (const statement of await page.getByRole("group", { name: "Your declaration" }).getByRole("checkbox").all()) {
    await statement.check();
  }
  await page.getByLabel("Sign by typing your full name").fill(`${someone.forenames} ${someone.surname}`);
  await page.getByLabel("Day", { exact: true }).fill("5");
  await page.getByLabel("Month", { exact: true }).fill("5");
  await page.getByLabel("Year", { exact: true }).fill("2026");
}

// A photograph as a camera makes them: with a note of where it was taken.
const CAMERA_NOTE = "taken at home";

async function takePhotograph() {
  const who = await visitor();
  const url = await who.page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#005eb8";
    pen.fillRect(100, 100, 300, 300);
    return canvas.toDataURL("image/jpeg");
  });
  await who.context.close();
  const plain = Buffer.from(url.split(",")[1], "base64");
  const note = Buffer.from(CAMERA_NOTE);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, note.length + 2]);
  return { name: "me.jpg", mimeType: "image/jpeg", buffer: Buffer.concat([head, note, plain.subarray(2)]) };
}

// Bytes of a photograph as it is shown: a JPEG of ours, with nothing of the camera's.
function checkPhotograph(bytes) {
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  assert.deepEqual([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)], [300, 400]);
  assert.ok(!bytes.includes(CAMERA_NOTE));
}

// On a page that everybody sees.
async function checkPublished({ page }) {
  const address = await page.getByRole("img", { name: "Photograph of Bo O’Birch" }).getAttribute("src");
  checkPhotograph(await (await page.request.get(new URL(address, office.address).href)).body());
}

async function nominate(someone) {
  const { kind } = CONSTITUENCIES.find(({ name }) => name === someone.constituency);
  const who = await visitor();
  await signIn(someone, who);
  await who.press("Sign in");
  await who.at("Your membership");
  await who.page.getByRole("link", { name: "Start your nomination" }).click();
  await who.at("Nomination form");
  await fillForm(who, someone, kind);
  await who.press("Continue");
  await who.at("Check your nomination");
  await who.press("Submit my nomination");
  await who.at("Nomination submitted");
  await who.context.close();
}

async function officer() {
  const said = await office.tally("console", office.address, ...office.key("officer"));
  const who = await visitor({ viewport: { width: 1280, height: 900 } });
  await who.page.goto(/http:\/\/\S+\/console\/enter\/\S+/.exec(said)[0]);
  await who.at("Declaration of officers");
  await checkPage(who.page, "declaration of rule 69");
  await who.press("Make the declaration");
  await who.page.getByRole("link", { name: "Tick the box to make the declaration" }).press("Enter");
  await who.page.keyboard.press("Space");
  await who.page.getByLabel("Your email address").fill("officer@quill.example");
  await who.press("Make the declaration");
  await who.at("Returning officer’s console");
  return who;
}

// Cast or audit: a vote opened as a test is what another device, and tally, make of it.
async function testDevice(who) {
  await who.page.getByText("Test this device").click();
  await checkPage(who.page, "check, with the test");
  const noted = await who.page.locator("#vote-code").innerText();
  await who.press("Open this vote as a test");
  await who.at("Test of this device");
  await checkPage(who.page, "tested");
  assert.equal(await who.page.locator("#vote-code").innerText(), noted);
  const trial = await who.page.locator("#trial").inputValue();
  const told = await office.auditBallot(trial);
  assert.ok(told.includes(noted));
  assert.match(told, /1\. Ann Ash\s+2\. Bo O’Birch/);
  const lie = JSON.stringify({ ...JSON.parse(trial), choice: [2, 1] });
  await assert.rejects(office.auditBallot(lie), /ANOTHER VOTE/);

  const other = await visitor();
  await other.open("/receipt");
  await other.page.fill("#text", lie);
  await other.press("Check");
  await other.at("The device failed the test");
  await checkPage(other.page, "a test failed");
  await other.open("/receipt");
  await other.page.fill("#text", trial);
  await other.press("Check");
  await other.at("What the device locked");
  await checkPage(other.page, "a test passed");
  assert.equal(await other.page.locator("#vote-code").innerText(), noted);
  await other.page.getByText("Ann Ash").waitFor();
  await other.context.close();

  await who.press("Go back and vote");
  await who.at("Check your vote");
  assert.notEqual(await who.page.locator("#vote-code").innerText(), noted, "a tested vote is never cast");
}

test("before the notice: the front page says that nothing has begun", async () => {
  const who = await visitor();
  await who.open("/");
  await who.at("Elect your governors");
  await checkPage(who.page, "front, draft");
  await who.open("/nothing/here");
  await checkPage(who.page, "not found");
  await who.context.close();
});

test("a candidate signs in, nominates, corrects and submits; nobody learns who is a member", async () => {
  office.clock("2026-05-05T09:00:00Z");
  const who = await visitor();
  await who.open("/");
  await who.page.getByRole("link", { name: "Stand for election" }).click();
  await who.at("Sign in as a member");
  await checkPage(who.page, "sign-in");
  await who.press("Send me a link");
  await who.page.getByText("There is a problem").waitFor();
  await checkPage(who.page, "sign-in, empty");
  await who.page.getByLabel("Membership number").fill("X999");
  await who.page.getByLabel("Email address").fill("nobody@members.example");
  await who.press("Send me a link");
  await who.at("Check your email");
  const unknown = await who.page.locator("main").innerText();
  const link = await signIn(ANN, who);
  await checkPage(who.page, "link");
  await who.page.goBack();
  assert.equal(await who.page.locator("main").innerText(), unknown, "the same answer for a member");
  await who.open(link);
  await who.press("Sign in");
  await who.at("Your membership");
  await checkPage(who.page, "me, nothing yet");
  await who.page.getByRole("link", { name: "use a form on paper" }).click();
  await who.at("A form on paper");
  await checkPage(who.page, "form on paper");
  await who.page.getByRole("link", { name: "Your form, with your particulars filled in" }).click();
  await who.at(/Nomination form$/);
  await who.page.getByText("M1", { exact: true }).waitFor();
  await checkPage(who.page, "form to print");
  await who.open("/me");
  const cookies = await who.context.cookies();
  assert.ok(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Strict"));

  await who.page.getByRole("link", { name: "Start your nomination" }).click();
  await who.at("Nomination form");
  await checkPage(who.page, "form");
  await who.press("Continue");
  await who.page.getByText("There is a problem").waitFor();
  await checkPage(who.page, "form, empty");
  assert.match(await who.page.title(), /^Error: /);
  await fillForm(who, ANN, "public");
  await who.page.getByLabel("Your election statement").fill("word ".repeat(251));
  await who.press("Continue");
  await who.page.getByText("There is a problem").waitFor();
  assert.equal(await who.page.getByLabel("Sign by typing your full name").inputValue(), "Ann Ash", "nothing is lost");
  await fillForm(who, ANN, "public");
  await who.press("Continue");
  await who.at("Check your nomination");
  await checkPage(who.page, "check");
  await who.press("Submit my nomination");
  await who.at("Nomination submitted");
  await checkPage(who.page, "submitted");
  await office.mail(ANN.email, /nomination/i);
  await who.open("/me");
  await who.page.getByRole("link", { name: "Correct your nomination" }).waitFor();
  await checkPage(who.page, "me, received");

  await who.page.getByRole("link", { name: "Withdraw your nomination" }).click();
  await who.at("Withdraw your nomination");
  await checkPage(who.page, "withdraw");
  const other = await visitor();
  await other.open(link);
  assert.equal(await other.page.getByRole("button", { name: "Sign in" }).count(), 0, "a link is good once");
  await other.context.close();
  await who.context.close();
});

test("forms work without scripts, on 320 pixels, and take a photograph", async () => {
  const photograph = await takePhotograph();
  const who = await visitor({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  await signIn(BO, who);
  await who.press("Sign in");
  await who.page.getByRole("link", { name: "Start your nomination" }).click();
  await fillForm(who, BO, "public");
  await who.press("Continue");
  await who.at("Check your nomination");
  await who.page.getByRole("link", { name: "Add photograph" }).click();
  await who.at("Photograph");
  await who.page.getByLabel("Choose a photograph").setInputFiles({ ...photograph, buffer: photograph.buffer.subarray(0, 200) });
  await who.press("Send the photograph");
  await who.page.getByRole("link", { name: /^We cannot open this photograph/ }).waitFor();
  await who.page.getByLabel("Choose a photograph").setInputFiles(photograph);
  const shown = who.page.waitForResponse((one) => one.url().endsWith("/me/nomination/picture"));
  await who.press("Send the photograph");
  await who.page.getByRole("img", { name: "Photograph of Bo O’Birch" }).waitFor();
  checkPhotograph(await (await shown).body());
  await who.page.getByRole("link", { name: "Go on without changing it" }).click();
  await who.at("Check your nomination");
  await who.page.getByRole("img", { name: "Your photograph" }).waitFor();
  await who.press("Submit my nomination");
  await who.at("Nomination submitted");
  await who.context.close();
});

// The form that somebody sent on paper, as the officer enters it.
async function enterPaper(who, someone, kind) {
  await who.open("/console/forms");
  await checkPage(who.page, "forms on paper");
  await who.page.getByLabel("Membership number").fill(someone.number);
  await who.page.getByLabel("Enter a form that this member sent on paper").check();
  await who.press("Continue");
  await who.at("Nomination form on paper");
  await checkPage(who.page, "form on paper, to enter");
  await who.page.getByLabel("When the form was received").fill("yesterday");
  await who.press("Record this form");
  await who.page.getByText("There is a problem").waitFor();
  await checkPage(who.page, "form on paper, wrong");
  await who.page.getByLabel("When the form was received").fill("5 May 2026 09:30");
  await fillForm(who, someone, kind);
  await who.press("Record this form");
  assert.deepEqual(await who.page.locator("#errors").allInnerTexts(), []);
  await who.at(`${someone.forenames} ${someone.surname}`);
  await who.page.getByText(/, on paper\. Entered by Rosalind Quill at /).waitFor();
  await checkPage(who.page, "form on paper, entered");
}

test("the officer enters a form, finds nominations valid in the console, and sees every act", async () => {
  for (const someone of [CY, DI]) {
    await nominate(someone);
  }
  const who = await officer();
  await checkPage(who.page, "console");
  await enterPaper(who, EVE, "patient");
  for (const { forenames, surname } of CANDIDATES) {
    await who.open("/console/nominations");
    await checkPage(who.page, "nominations");
    await who.page.getByRole("link", { name: `${forenames} ${surname}` }).click();
    await who.at(`${forenames} ${surname}`);
    await checkPage(who.page, "nomination");
    await who.page.getByLabel("Valid", { exact: true }).check();
    await who.press("Record my decision");
    await who.at("Find this nomination valid?");
    await checkPage(who.page, "confirmation");
    await who.press("Record my decision");
    await who.at("Nominations");
  }
  await who.open("/console/log");
  await checkPage(who.page, "log");
  await who.open("/console/replacements");
  await checkPage(who.page, "replacements");
  await who.open("/console/box");
  await checkPage(who.page, "box");
  await who.context.close();
  await office.mail(ANN.email, /valid/i);
  const stranger = await visitor();
  const { status } = { status: (await stranger.open("/console")).status() };
  assert.ok(status >= 400, "the console is closed to others");
  await checkPage(stranger.page, "console, stranger");
  await stranger.context.close();
});

test("the statement is published, and who is elected without a poll is said", async () => {
  office.clock("2026-05-21T16:00:00Z");
  const who = await visitor();
  await who.open("/candidates");
  await checkPage(who.page, "candidates");
  await who.page.getByRole("link", { name: PUBLIC }).click();
  await who.page.getByText("ask <hard> questions").first().waitFor();
  await checkPage(who.page, "candidates of one");
  await checkPublished(who);
  assert.equal(await who.page.getByRole("main").getByRole("img").count(), 1, "one gave a photograph");
  office.clock("2026-05-26T16:00:00Z");
  await office.sign();
  office.clock("2026-06-08T16:00:00Z");
  for (const path of ["/", "/notices/election", "/notices/poll", "/candidates", "/candidates/3", "/vote", "/receipt"]) {
    await who.open(path);
    await checkPage(who.page, path);
  }
  await who.context.close();
});

test("voters vote from their mails, and their receipts are good", async () => {
  await office.passTime("2026-06-10T08:00:00Z", "open");
  for (const someone of MEMBERS.filter(({ constituency }) => constituency !== CARERS)) {
    const [, fragment] = await office.mail(someone.email, /\/vote#(\S+)/);
    const who = await visitor();
    await who.open(`/vote#${fragment}`);
    await who.at("Vote for your governors");
    assert.ok(!who.page.url().includes("#"));
    await checkPage(who.page, "start");
    await who.press("Start");
    if (someone.constituency === PUBLIC) {
      await who.at("Declaration of identity");
      await who.page.getByRole("checkbox").check();
      await who.press("Continue");
      await who.at("Put the candidates in order");
      await who.page.getByText("Read about Bo O’Birch").click();
      await checkPublished(who);
      await who.press("Make 1st choice: Ann Ash");
      await who.press("Make 2nd choice: Bo O’Birch");
    } else {
      await who.at("Choose your governors");
      await who.page.getByLabel("Di Dogwood").check();
    }
    await checkPage(who.page, "marks");
    await checkTargets(who.page, "marks");
    await who.press("Continue");
    await who.at("Check your vote");
    if (someone === ANN) {
      await testDevice(who);
    }
    await who.press("Cast my vote");
    await who.at("Your vote has been cast");
    await checkPage(who.page, "cast");
    const code = await who.page.locator("#vote-code").innerText();
    const waiting = who.page.waitForEvent("download");
    await who.page.getByRole("link", { name: "Download your receipt" }).click();
    const receipt = readFileSync(await (await waiting).path(), "utf8");
    await who.page.reload();
    await who.at("Your vote has been cast");
    assert.equal(await who.page.locator("#vote-code").innerText(), code);
    await who.open("/receipt");
    await who.page.fill("#text", receipt);
    await who.press("Check");
    await who.at("The receipt is good");
    assert.equal(await who.page.locator("#vote-code").innerText(), code);
    assert.ok(!(await who.page.locator("main").innerText()).includes("could not read the newest"));
    await who.context.close();
  }
  const [, again] = await office.mail(ANN.email, /\/vote#(\S+)/);
  const who = await visitor();
  await who.open(`/vote#${again}`);
  await who.press("Start");
  await who.at("You have already voted");
  await checkPage(who.page, "used");
  await who.open("/check");
  await who.at("Check this election yourself");
  await who.press("Start the check");
  await who.at("The record cannot be checked yet");
  await checkPage(who.page, "check, withheld");
  await who.context.close();
});

test("after the close nothing can be cast; then the results are shown in full", async () => {
  await office.passTime("2026-06-30T16:01:00Z", "close");
  await office.sign();
  const who = await visitor();
  await who.open("/vote");
  await who.at("Voting has closed");
  await who.open("/");
  await who.page.getByText("The votes are being counted").waitFor();
  await who.open("/results");
  await checkPage(who.page, "results, not yet");
  await office.count();
  for (const path of ["/", "/notices/result", "/results", "/results/1", "/results/2", "/results/3"]) {
    await who.open(path);
    await checkPage(who.page, path);
    await who.page.setViewportSize({ width: 320, height: 640 });
    await checkPage(who.page, `${path}, 320`);
    await who.page.setViewportSize({ width: 390, height: 800 });
  }
  await who.open("/results/1");
  const told = await who.page.locator("main").innerText();
  assert.match(told, /Elected\s+(1\.\s*)?Ann Ash/);
  assert.match(told, /The quota is 2:/);
  await who.open("/results/2");
  await who.page.getByRole("row", { name: /Di Dogwood.*3.*Elected/ }).waitFor();
  await who.open("/results/3");
  await who.page.getByText("Eve Elder").waitFor();
  await office.tally("verify", office.address); // or it ends with another code than 0
  await who.context.close();
});

test("anybody checks the whole election in the browser, by keyboard and on 320 pixels", async () => {
  const who = await visitor({ viewport: { width: 320, height: 640 } });
  await who.open("/results");
  await who.page.getByRole("link", { name: "in this browser" }).click();
  await who.at("Check this election yourself");
  await checkPage(who.page, "check");
  await checkTargets(who.page, "check");
  const code = who.page.getByLabel("Election code");
  await code.fill("not a code");
  await who.page.keyboard.press("Enter");
  await who.page.getByText("There is a problem").waitFor();
  assert.equal(await who.page.evaluate(() => document.activeElement.id), "errors");
  await checkPage(who.page, "check, no code");
  await code.fill("");
  await code.press("Enter");
  await who.page.getByRole("progressbar").waitFor();
  await who.at("The record and the result are right");
  await checkPage(who.page, "check, good");
  const told = await who.page.locator("main").innerText();
  assert.match(told, /Elected: Ann Ash/);
  assert.match(told, /Elected: Di Dogwood/);
  assert.equal(await who.page.locator("#stages > li").count(), 15);
  assert.equal(await who.page.getByText("Right", { exact: true }).count(), 15);
  const found = await who.page.locator("#election-code").innerText();
  const { stdout } = await runVerifier(office.address, found);
  assert.match(stdout, /the record is good, to the declared result/);
  await who.press("Check again");
  await code.fill(`${found.startsWith("A") ? "B" : "A"}${found.slice(1)}`.toLowerCase());
  await who.press("Start the check");
  await who.at("The record is wrong");
  await who.page.getByText(`this is election ${found}`).waitFor();
  await checkPage(who.page, "check, another election");
  await who.context.close();
});

test("a record with one byte changed on its way is found to be wrong", async () => {
  const who = await visitor();
  await who.context.route("**/record/tile/entries/**", async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await who.open("/check");
  await who.press("Start the check");
  await who.at("The record is wrong");
  await who.page.getByText("the entries have another root than the checkpoint").waitFor();
  await checkPage(who.page, "check, wrong");
  await who.context.close();
});
