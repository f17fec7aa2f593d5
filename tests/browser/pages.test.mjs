// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page, with its errors and lists shown, on a desktop and on a small phone, with
// scripts and without.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";

import { checkPage, checkTargets, launch, openPage, samplePages } from "./browser.mjs";
import { Election } from "./election.mjs";

let browser;
let election;
let pages;

before(async () => {
  pages = samplePages();
  election = await new Election([{ name: "Public", method: "stv", seats: 1, candidates: 2, declaration: [] }], pages.folder).serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  election?.stop();
  pages?.done();
});

const every = async (options, act) => {
  const context = await browser.newContext(options);
  const names = readdirSync(pages.folder).filter((name) => name.endsWith(".html"));
  assert.ok(names.length > 20);
  for (const name of names) {
    const page = await openPage(context, election.address);
    await page.goto(`${election.address}/${name.replace(".html", "")}`);
    await act(page, name);
    await page.close();
  }
  await context.close();
};

test("every page is accessible on a desktop", async () => {
  await every({ viewport: { width: 1280, height: 900 } }, checkPage);
});

test("every page fits a phone of 320 pixels", async () => {
  await every({ viewport: { width: 320, height: 640 } }, async (page, name) => {
    await checkPage(page, name);
    await checkTargets(page, name);
  });
});

test("every page is whole without scripts", async () => {
  await every({ javaScriptEnabled: false }, async (page, name) => {
    assert.deepEqual(page.wrong, [], name);
    assert.equal(await page.locator("h1").count(), 1, name);
  });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await openPage(context, election.address);
  await page.goto(`${election.address}/vote`);
  const told = await page.locator("noscript").innerText();
  assert.match(told, /Nothing has been cast/);
  assert.match(told, /telephone the returning officer on 01632 960 123/);
  await context.close();
});

test("the summary of errors has the focus and leads to each field", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, election.address);
  await page.goto(`${election.address}/nomination_wrong`);
  assert.equal(await page.evaluate(() => document.activeElement.id), "errors");
  assert.match(await page.title(), /^Error: /);
  await page.getByRole("link", { name: "Enter your address" }).press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "address");
  await context.close();
});

test("words left are counted while typing", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, election.address);
  await page.goto(`${election.address}/nomination`);
  const said = page.locator("#statement + [role=status]");
  assert.equal(await said.innerText(), "You have 250 words left");
  await page.fill("#statement", "one two  three\nfour");
  await said.getByText("You have 246 words left").waitFor();
  const counted = [
    ["fish & chips, and/or £2,000 in 2019–2023", 7],
    ["so well...no, well…yes -- but--then one,two;three", 10],
    ["see;https://example.org/a,b;c--d www.example.org", 3],
    ["// - — * 1", 1],
  ];
  for (const [text, words] of counted) {
    await page.fill("#statement", text);
    await said.getByText(`You have ${250 - words} words left`).waitFor();
  }
  await page.fill("#statement", "word ".repeat(252));
  await said.getByText("You have 2 words too many").waitFor();
  await context.close();
});

test("a form pressed twice is sent once, and may be sent again after coming back", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, election.address);
  await page.goto(`${election.address}/nomination_check`);
  await page.route("**/me/nomination/check", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fulfill({ status: 200, contentType: "text/html", body: "<title>sent</title>" });
  });
  let posts = 0;
  page.on("request", (request) => {
    posts += request.method() === "POST" ? 1 : 0;
  });
  const button = page.getByRole("button", { name: "Submit my nomination" });
  await button.dblclick({ noWaitAfter: true });
  await page.waitForFunction(() => document.title === "sent");
  assert.equal(posts, 1);
  await page.goBack();
  await button.click();
  await page.waitForFunction(() => document.title === "sent");
  assert.equal(posts, 2);
  await context.close();
});
