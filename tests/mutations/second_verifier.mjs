// SPDX-License-Identifier: AGPL-3.0-or-later
// The second verifier on every record of the corpus: the same verdict at the same stage as
// `tally verify`, which shares no code with it.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { Folder, readSchemas } from "../../tools/verifier/folder.mjs";
import { exitCode } from "../../tools/verifier/stages.mjs";
import { verifyRecord } from "../../tools/verifier/verifier.mjs";

const { WRITE_MUTATIONS, TALLY } = process.env;
const VERIFIER = new URL("../../tools/verifier/verify.mjs", import.meta.url).pathname;
const SHARE = 40; // every so many records, the programs themselves are run

const folder = mkdtempSync(path.join(tmpdir(), "governor-ballot-corpus."));
execFileSync(WRITE_MUTATIONS, [folder]);
const corpus = Object.entries(JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")));
const schemas = readSchemas();

after(() => rmSync(folder, { recursive: true }));

function tallyVerdict(name, election) {
  const { stdout, status } = spawnSync(TALLY, ["verify", path.join(folder, name), "--election", election, "--json"], { encoding: "utf8" });
  return { ...JSON.parse(stdout), status };
}

test("every record fails at the stage it should, or at none", async () => {
  const wrong = [];
  for (const [name, { election, failed, exit }] of corpus) {
    const said = await verifyRecord({ source: new Folder(path.join(folder, name)), schemas, code: election });
    if (said.failed !== failed || exitCode(said) !== exit) {
      wrong.push(`${name}: at stage ${said.failed || "none"} (${said.findings.at(-1).detail}), not ${failed || "none"}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(corpus.length > 300 && corpus.some(([, { exit }]) => exit === 0));
});

test("both wait for the same in what is not finished", async () => {
  for (const [name, { election }] of corpus.filter(([, { exit }]) => exit === 0)) {
    const { waiting } = await verifyRecord({ source: new Folder(path.join(folder, name)), schemas, code: election });
    assert.equal(waiting, tallyVerdict(name, election).waiting, name);
  }
});

test("both programs end with the same exit code", () => {
  for (const [name, { election, exit }] of corpus.filter((_, at) => at % SHARE === 0)) {
    const { status, stdout } = spawnSync(process.execPath, [VERIFIER, path.join(folder, name), "--election", election], { encoding: "utf8" });
    assert.equal(status, exit, `${name}: ${stdout}`);
    assert.equal(tallyVerdict(name, election).status, exit, name);
  }
});
