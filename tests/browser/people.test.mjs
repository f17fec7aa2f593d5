// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole election with the real programs, as a candidate, the returning officer and a
// voter see it in their browsers, from the notice to the results.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, test } from "node:test";

import { checkPage, checkTargets, launch, openPage } from "./browser.mjs";
import { Office } from "./office.mjs";
import { sumsOf } from "./sums.mjs";

const PUBLIC = "Public: Oxfordshire";
const STAFF = "Staff: Community services";
const CARERS = "Patient: Carers";
const DECLARATION = "I am the person to whom this voter ID number was allocated, and I have not voted before.";
const CONSTITUENCIES = [
  { name: PUBLIC, kind: "public", seats: 1, method: "stv", rules: "nhs-2014-stv", declaration: [DECLARATION], channels: ["online", "post", "telephone", "text"] },
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
const nameOf = ({ forenames, surname }) => `${forenames} ${surname}`;
const ANN = person("M1", "Ann", "Ash", PUBLIC);
const BO = person("M2", "Bo", "O’Birch", PUBLIC);
const CY = person("M3", "Cy", "Cedar", STAFF);
const DI = person("M4", "Di", "Dogwood", STAFF);
const EVE = person("M5", "Eve", "Elder", CARERS);
const CANDIDATES = [ANN, BO, CY, DI, EVE];
const FLO = person("M6", "Flo", "Fir", PUBLIC);
const GUS = person("M7", "Gus", "Gorse", STAFF);
// Who votes otherwise than from a first mail, or not.
const [HAL, IDA, JO, KIT, LOU, MO, NAN] = ["Hal Hazel", "Ida Ivy", "Jo Juniper", "Kit Kauri", "Lou Larch", "Mo Maple", "Nan Nutmeg"].map((name, at) => person(`M${at + 8}`, ...name.split(" "), PUBLIC));
const OZ = person("M15", "Oz", "Oak", PUBLIC); // left off the list
const MEMBERS = [...CANDIDATES, FLO, GUS, HAL, IDA, JO, KIT, LOU, MO, NAN];
const VOTERS = [ANN, BO, CY, DI, FLO, GUS]; // from their first mails

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

const links = new Map(); // by which each came last

async function signIn(someone, who) {
  await who.open("/sign-in");
  await who.page.getByLabel("Membership number").fill(someone.number);
  await who.page.getByLabel("Email address").fill(someone.email);
  await who.press("Send me a link");
  await who.at("Check your email");
  const [link] = await office.mail(someone.email, /\/sign-in\/\w+/, links.get(someone));
  links.set(someone, link);
  await who.open(link);
  await who.at("Sign in");
  return link;
}

// All of the form but what it lacks: "particulars", "interests", "eligibility", "signature".
async function fillForm({ page }, someone, kind, lacks = "") {
  await page.getByLabel("Your contact address in full").fill(lacks === "particulars" ? "" : "1 Mill Lane\nOxford OX1 1AA");
  await page.getByLabel("Your election statement").fill(`I am ${someone.forenames}.\n\nI will listen & ask <hard> questions.`);
  if (lacks !== "interests") {
    await page.getByLabel("I have no interests to declare").check();
  }
  await page.getByLabel("I am not a member of a political party").check();
  if (kind !== "staff") {
    await page.getByLabel(/^Why you can vote in/).fill("I live in the county");
  }
  const statements = await page.getByRole("group", { name: "Your declaration" }).getByRole("checkbox").all();
  for (const statement of lacks === "eligibility" ? statements.slice(1) : statements) {
    await statement.check();
  }
  await page.getByLabel("Sign by typing your full name").fill(lacks === "signature" ? "" : nameOf(someone));
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

async function enterConsole() {
  const said = await office.tally("console", office.address, ...office.key("officer"));
  const who = await visitor({ viewport: { width: 1280, height: 900 } });
  await who.page.goto(/http:\/\/\S+\/console\/enter\/\S+/.exec(said)[0]);
  return who;
}

async function officer() {
  const who = await enterConsole();
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

async function choosePaper(who, someone) {
  await who.page.getByLabel("Membership number").fill(someone.number);
  await who.page.getByLabel("Enter a form that this member sent on paper").check();
  await who.press("Continue");
  await who.at("Nomination form on paper");
}

// The form that somebody sent on paper, as the officer enters it.
async function enterPaper(who, someone, kind) {
  await who.open("/console/forms");
  await checkPage(who.page, "forms on paper");
  await choosePaper(who, someone);
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

// A form that came on paper, keyed as it is.
async function keyForm(who, someone, received, lacks) {
  await who.open("/console/forms");
  await choosePaper(who, someone);
  await who.page.getByLabel("When the form was received").fill(received);
  await fillForm(who, someone, "public", lacks);
  await who.press("Record this form");
  if (lacks) {
    await who.page.getByText("There is a problem").waitFor();
    await who.page.getByLabel("The form on paper says no more than this").check();
    await who.press("Record this form");
  }
  await who.at(nameOf(someone));
}

async function decide(who, someone, decision) {
  await who.open("/console/nominations");
  await who.page.getByRole("link", { name: nameOf(someone) }).click();
  await who.at(nameOf(someone));
  await who.page.locator(`input[value=${decision}]`).check();
  await who.press("Record my decision");
  await who.press("Record my decision");
}

test("every kind of invalid form, one who may not stand, and two who withdraw", async () => {
  office.clock("2026-05-18T09:00:00Z");
  await nominate(FLO);
  let who = await enterConsole();
  await decide(who, FLO, "valid");
  await who.at("Nominations");
  for (const [someone, lacks] of [[IDA, "particulars"], [JO, "interests"], [KIT, "eligibility"], [LOU, "signature"]]) {
    await keyForm(who, someone, "15 May 2026 9:30", lacks);
    await who.page.getByText("This form cannot be found valid:").waitFor();
    await decide(who, someone, lacks);
    await who.at("Nominations");
  }
  for (const [someone, decision] of [[MO, "ineligible"], [NAN, "valid"]]) {
    await keyForm(who, someone, "15 May 2026 9:30");
    await decide(who, someone, decision);
    await who.at("Nominations");
  }
  await who.context.close();

  office.clock("2026-05-20T17:00:00Z");
  who = await enterConsole();
  await keyForm(who, HAL, "20 May 2026 17:30");
  await decide(who, HAL, "valid");
  await who.page.getByText("There is a problem").waitFor();
  await decide(who, HAL, "late");
  await who.at("Nominations");

  const flo = await visitor();
  await signIn(FLO, flo);
  await flo.press("Sign in");
  await flo.page.getByRole("link", { name: "Withdraw your nomination" }).click();
  await flo.at("Withdraw your nomination");
  await flo.page.getByLabel("Sign by typing your full name").fill(nameOf(FLO));
  await flo.press("Withdraw my nomination");
  await flo.page.getByText("There is a problem").waitFor();
  await flo.page.getByLabel("Full name of a person who saw you sign").fill("Wyn Witness");
  await flo.press("Withdraw my nomination");
  await flo.at("Your membership");
  await flo.context.close();

  await who.open("/console/nominations");
  await who.page.getByRole("link", { name: nameOf(NAN) }).click();
  await who.page.getByRole("link", { name: "has withdrawn on paper" }).click();
  await who.page.getByLabel("Name of the candidate, as signed").fill(nameOf(NAN));
  await who.page.getByLabel("Name of the witness, as signed").fill("Wyn Witness");
  await who.page.getByLabel("When it was received").fill("20 May 2026 10:00");
  await who.press("Record the withdrawal");
  await who.at("Nominations");
  const states = await who.page.getByRole("table").innerText();
  assert.deepEqual(["Invalid", "Not eligible", "Withdrawn"].map((state) => states.split(state).length - 1), [5, 1, 2]);
  await checkPage(who.page, "nominations, decided");
  await who.context.close();
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

// What follows /vote# in somebody's newest mail.
async function codeOf({ email }, before) {
  const [, fragment] = await office.mail(email, /\/vote#(\S+)/, before);
  return fragment;
}

async function rankCandidates(who) {
  await who.at("Declaration of identity");
  await who.page.getByRole("checkbox").check();
  await who.press("Continue");
  await who.at("Put the candidates in order");
  await who.page.getByText("Read about Bo O’Birch").click();
  await checkPublished(who);
  await who.press("Make 1st choice: Ann Ash");
  await who.press("Make 2nd choice: Bo O’Birch");
}

test("voters vote from their mails, and their receipts are good", async () => {
  await office.passTime("2026-06-10T08:00:00Z", "open");
  for (const someone of VOTERS) {
    const who = await visitor();
    await who.open(`/vote#${await codeOf(someone)}`);
    await who.at("Vote for your governors");
    assert.ok(!who.page.url().includes("#"));
    await checkPage(who.page, "start");
    await who.press("Start");
    if (someone.constituency === PUBLIC) {
      await rankCandidates(who);
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
  const who = await visitor();
  await who.open(`/vote#${await codeOf(ANN)}`);
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

const envelopeOf = (fragment) => fragment.split(".").slice(1).join(".");

async function castOnline(fragment) {
  const who = await visitor();
  await who.open(`/vote#${fragment}`);
  await who.press("Start");
  await rankCandidates(who);
  await who.press("Continue");
  await who.press("Cast my vote");
  await who.at("Your vote has been cast");
  await who.context.close();
}

const receive = (channel, ...lines) => office.typed(lines, "receive", office.address, "--channel", channel);

test("votes come by post, telephone and text; the first received stands", async () => {
  office.clock("2026-06-17T09:00:00Z");
  const [flo, hal, ida, jo, kit] = await Promise.all([FLO, HAL, IDA, JO, KIT].map(async (someone) => envelopeOf(await codeOf(someone))));
  const said = await receive("post", `${hal} y`, `${ida} n`, `${flo} y`);
  assert.match(said, /recorded: entry/);
  assert.match(said, /NOT COUNTED, the declaration of identity is missing.*disqualified: entry/);
  assert.match(said, /NOT COUNTED, this number has voted already, online.*disqualified: entry/);
  assert.match(await receive("telephone", `${jo} y`), /recorded: entry/);
  assert.match(await receive("text", `${kit} y`), /recorded: entry/);
  const keyed = await office.typed(["1,2", "2,1", "rejected uncertain", "done"], "enter", office.address, "--constituency", "1", "--batch", office.at("pile"), "--yes");
  assert.match(keyed, /2 papers are in the record \(2 now\), 1 rejected/);

  const who = await visitor();
  await who.open(`/vote#${await codeOf(HAL)}`);
  await who.press("Start");
  await rankCandidates(who);
  await who.press("Continue");
  await who.press("Cast my vote");
  await who.at("A vote was already received for this voter ID number");
  await who.page.getByText(/post/).first().waitFor();
  await checkPage(who.page, "voted by post");
  await who.context.close();
});

async function askReplacement(who, { number }, register, ...gates) {
  await who.open("/console/replacements");
  await who.page.getByLabel("Membership number").fill(number);
  await who.page.locator(`#register-${register}`).check();
  for (const gate of gates) {
    await who.page.locator(`#gate-${gate}`).check();
  }
  await who.press("Prepare the replacement");
  await who.at("Replace this member's voting code?");
  await who.press("Ask for the replacement");
  await who.at("Returning officer’s console");
}

test("the officer replaces codes: spoilt, lost, used by another, left off the list", async () => {
  const old = new Map();
  for (const someone of [LOU, MO, NAN]) {
    old.set(someone, await codeOf(someone));
  }
  await castOnline(old.get(NAN)); // by somebody else
  const who = await enterConsole();
  await who.open("/console/roll");
  await who.page.getByLabel("The list, as a CSV file").setInputFiles({ name: "more.csv", mimeType: "text/csv", buffer: Buffer.from(office.list([OZ])) });
  await who.page.getByLabel("Some members, to be added or corrected").check();
  await who.press("Show what it would change");
  await who.page.getByText("Oz Oak").waitFor();
  await checkPage(who.page, "roll, to be changed");
  await who.press("Change the roll");
  await askReplacement(who, LOU, "spoilt", "identity", "declared");
  await askReplacement(who, MO, "lost", "identity", "received", "declared");
  await askReplacement(who, NAN, "tendered", "identity", "voted");
  await askReplacement(who, OZ, "omitted", "identity", "eligible");
  await checkPage(who.page, "replacements, waiting");
  await office.sign();
  for (const someone of [LOU, MO, NAN, OZ]) {
    await castOnline(await codeOf(someone, old.get(someone)));
  }
  await who.open("/console/replacements");
  assert.equal(await who.page.getByText("In the record").count(), 4);
  await who.context.close();
});

test("who has not voted is reminded, and the close is put off", async () => {
  writeFileSync(office.at("members.csv"), office.list([...MEMBERS, OZ]));
  mkdirSync(office.at("reminders"));
  const remind = ["remind", office.address, "--members", office.at("members.csv"), "--mail-from", "ro@quill.example", "--mail-folder", office.at("reminders"), ...office.key("officer")];
  await office.tally(...remind);
  const reminded = readdirSync(office.at("reminders"));
  assert.equal(reminded.length, 1);
  assert.match(readFileSync(join(office.at("reminders"), reminded[0]), "utf8"), /^To: <m9@members\.example>/m);
  await office.tally("extend", office.address, "--close", "1 July 2026 17:00", "--reason", "post-delayed", ...office.key("officer"), "--yes");
  const who = await visitor();
  await who.open("/");
  await who.page.getByText("5pm on Wednesday 1 July 2026").first().waitFor();
  await checkPage(who.page, "front, extended");
  await who.context.close();
});

test("after the close nothing can be cast; then the results are shown in full", async () => {
  office.clock("2026-06-30T16:01:00Z");
  const { phase } = await (await fetch(`${office.address}/api/election`)).json();
  assert.equal(phase, "poll", "the close was put off");
  await office.passTime("2026-07-01T16:01:00Z", "close");
  assert.match(await receive("post", `${envelopeOf(await codeOf(IDA))} y`), /NOT COUNTED, late.*disqualified: entry/);
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
  assert.match(told, /The quota is 5:/);
  await who.open("/results/2");
  await who.page.getByRole("row", { name: /Di Dogwood.*3.*Elected/ }).waitFor();
  await who.open("/results/3");
  await who.page.getByText("Eve Elder").waitFor();
  await who.context.close();
});

test("the numbers add up: on the pages, in the record, and as it is verified", async () => {
  await office.tally("fetch", office.address, office.at("record"));
  const sums = sumsOf(office.at("record"), 1);
  assert.deepEqual(sums, {
    electorate: 11,
    issued: 10,
    cancelled: 3,
    replaced: 4,
    channels: {
      online: { came: 8, accepted: 7, disqualified: 0, late: 0, tendered: 1 },
      post: { came: 4, accepted: 1, disqualified: 2, late: 1, tendered: 0 },
      telephone: { came: 1, accepted: 1, disqualified: 0, late: 0, tendered: 0 },
      text: { came: 1, accepted: 1, disqualified: 0, late: 0, tendered: 0 },
    },
  });
  assert.equal(sums.electorate, sums.issued - sums.cancelled + sums.replaced);
  for (const { came, accepted, disqualified, late, tendered } of Object.values(sums.channels)) {
    assert.equal(came, accepted + disqualified + late + tendered);
  }
  const said = await office.tally("verify", office.at("record"));
  assert.match(said, /13 issued - 3 cancelled \+ 4 replaced = 14/);
  assert.match(said, /constituency 1, online: 8 came = 7 accepted \+ 0 disqualified \+ 0 late \+ 1 replaced as tendered/);
  assert.match(said, /constituency 1, post: 4 came = 1 accepted \+ 2 disqualified \+ 1 late \+ 0 replaced as tendered/);
  const who = await visitor();
  await who.open("/results/1");
  const rows = await who.page.getByRole("table", { name: "What became of the votes" }).locator("tbody tr").allInnerTexts();
  const told = rows.map((row) => row.split("\t").slice(1).map(Number));
  assert.deepEqual(told, Object.values(sums.channels).map((one) => [one.came, one.accepted, one.disqualified, one.late, one.tendered]));
  await who.page.getByText("Members who could vote: 11, from 10 voting codes issued, less 3 cancelled, and 4 given").waitFor();
  const list = await who.page.locator(".nhsuk-summary-list").first().innerText();
  assert.match(list, /Rejected: .*\s1\s[^]*Valid votes counted\s+9/);
  await who.context.close();
  await office.tally("packets", office.address, ...office.key("officer"), "--out", office.at("packets"));
  const packets = JSON.parse(readFileSync(office.at("packets/packets.json"), "utf8")).packets.map(({ file }) => file);
  assert.ok(packets.length > 0 && packets.every((file) => readdirSync(office.at("packets")).includes(file)));
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
