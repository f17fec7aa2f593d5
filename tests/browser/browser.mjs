// SPDX-License-Identifier: AGPL-3.0-or-later
// Debian's Chromium, driven; what every page must pass wherever it comes from.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const DOCUMENT = "document_";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Milliseconds that a busy machine may take over anything.
export const PATIENCE = 600000;

export function launch() {
  const root = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: [...FLAGS, ...root], timeout: PATIENCE });
}

// The first true answer of ask(), waited for.
export async function waitFor(what, ask) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

// The pages written by the program of this build, in a folder that `done` removes.
export function samplePages() {
  const folder = mkdtempSync(path.join(tmpdir(), "governor-ballot-pages."));
  execFileSync(process.env.SAMPLE_PAGES, [folder]);
  return { folder, done: () => rmSync(folder, { recursive: true }) };
}

// A page that fails the test on anything the policy blocks, any script error, and any
// request to another address than its own.
export async function openPage(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) {
      page.wrong.push(`policy: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${address}/`) && !request.url().startsWith("blob:")) {
      page.wrong.push(`request: ${request.url()}`);
    }
  });
  return page;
}

// No barrier that axe finds, no sideways scrolling, one heading, help in its place; but a
// document to download (document_ before its name) is no page of the site, and has no foot.
export async function checkPage(page, what) {
  assert.deepEqual(page.wrong, [], what);
  await page.mouse.move(0, 0); // a link under the pointer looks otherwise
  // Through the debugger, which the page's policy does not hold back.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), RULES);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  assert.deepEqual(told, [], what);
  const loose = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const named = [...document.querySelectorAll("[for], [aria-describedby], [aria-labelledby]")].flatMap((one) =>
      ["for", "aria-describedby", "aria-labelledby"].flatMap((name) => (one.getAttribute(name) ?? "").split(" ").filter(Boolean)),
    );
    return [...ids.filter((id, at) => ids.indexOf(id) !== at), ...named.filter((id) => !ids.includes(id))];
  });
  assert.deepEqual(loose, [], `${what}: ids that are there twice or not at all`);
  const found = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - window.innerWidth,
    headings: document.querySelectorAll("h1").length,
    help: document.querySelector("footer")?.textContent.includes("Telephone"),
    title: document.title,
  }));
  assert.ok(found.wide <= 0, `${what}: ${found.wide} pixels too wide`);
  assert.equal(found.headings, 1, `${what}: headings`);
  assert.ok(found.help ?? what.startsWith(DOCUMENT), `${what}: help`);
  assert.match(found.title, /PRACTICE/, what);
}

// Controls a finger must hit (WCAG 2.5.8: 24 pixels; ours 44 for what is pressed).
export async function checkTargets(page, what) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("main button, main input:not([type=hidden])")]
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => ({ box: one.getBoundingClientRect(), name: one.outerHTML.slice(0, 80) }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ name }) => name),
  );
  assert.deepEqual(small, [], what);
}
