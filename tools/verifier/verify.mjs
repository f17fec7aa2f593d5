#!/usr/bin/env node
// SPDX-License-Identifier: AGPL-3.0-or-later
// A second verifier of an election's record, written from protocol.md, schema/ and
// tests/vectors alone; it shares no code with the C programs.
//
// usage: node tools/verifier/verify.mjs DIR|URL [--election CODE] [--json]
//
// Exit code: 0 good, as far as the record goes; 10 + the number of the stage that failed, as
// `tally verify`; 1 there is no record there; 2 usage; 4 a fault of the machine.

import { statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { Folder, readSchemas } from "./folder.mjs";
import { readCode } from "./hash.mjs";
import { Site } from "./source.mjs";
import { exitCode } from "./stages.mjs";
import { verifyRecord } from "./verifier.mjs";

const USAGE = "usage: node verify.mjs DIR|URL [--election CODE] [--json]";

// A site's address or its record's: `tally` takes the former.
async function sourceOf(place) {
  if (!/^https?:\/\//.test(place)) {
    return statSync(path.join(place, "checkpoint"), { throwIfNoEntry: false })?.isFile() ? new Folder(place) : null;
  }
  const address = place.replace(/\/+$/, "");
  for (const source of [new Site(`${address}/record`), new Site(address)]) {
    if (await source.read("checkpoint")) {
      return source;
    }
  }
  return null;
}

function arguments_() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { election: { type: "string" }, json: { type: "boolean" } },
    });
    const isCode = values.election === undefined || readCode(values.election) !== null;
    return positionals.length === 1 && isCode ? { place: positionals[0], ...values } : null;
  } catch {
    return null;
  }
}

function print({ stage, check, verdict, count, detail }) {
  const words = [check, detail, count > 0 ? count : ""].filter((part) => part !== "").join(": ");
  console.log(`${verdict.padEnd(8)} ${stage.padEnd(12)} ${words}`);
}

function conclusion({ verdict, failed, waiting }) {
  if (verdict === "bad") {
    return `the record fails at stage ${failed}`;
  }
  if (waiting) {
    return `the record is good as far as it goes: to stage ${waiting}`;
  }
  return "the record is good, to the declared result";
}

async function main() {
  const asked = arguments_();
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const source = await sourceOf(asked.place);
  if (!source) {
    console.error(`there is no record at ${asked.place}`);
    return 1;
  }
  const tell = asked.json ? undefined : print;
  const { verdict, failed, waiting, code, findings } = await verifyRecord({ source, schemas: readSchemas(), code: asked.election, tell });
  if (asked.json) {
    console.log(JSON.stringify({ verdict, failed, waiting, code, findings }, null, 2));
  } else {
    console.log(conclusion({ verdict, failed, waiting }));
  }
  return exitCode({ failed });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 4;
  },
);
