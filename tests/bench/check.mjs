// SPDX-License-Identifier: AGPL-3.0-or-later
// check.mjs ADDRESS: Chromium opens the site's /check and starts the check; says how long
// it took until the page had its verdict.

import { launch } from "../browser/browser.mjs";

const MOST = 60; // seconds
const browser = await launch();
const page = await browser.newPage();
await page.goto(`${process.argv[2]}/check`);
const start = performance.now();
await page.getByRole("button", { name: "Start the check" }).click();
const verdict = page.locator("h1", { hasText: /^The record/ });
await verdict.waitFor({ timeout: 10 * MOST * 1000 });
const seconds = (performance.now() - start) / 1000;
console.log(`${await verdict.textContent()}: ${seconds.toFixed(1)} s (at most ${MOST})`);
await browser.close();
process.exit(seconds > MOST ? 1 : 0);
