// SPDX-License-Identifier: AGPL-3.0-or-later
// The verifier in a browser's worker, so that the page stays alive meanwhile. It is sent
// {record, code} and answers {progress, stage}…, then {outcome} or {fault}.

import { Site } from "./source.mjs";
import { verifyRecord } from "./verifier.mjs";
import box from "../../schema/json/box.schema.json";
import close from "../../schema/json/close.schema.json";
import definition from "../../schema/json/definition.schema.json";
import disqualify from "../../schema/json/disqualify.schema.json";
import mix from "../../schema/json/mix.schema.json";
import note from "../../schema/json/note.schema.json";
import open from "../../schema/json/open.schema.json";
import received from "../../schema/json/received.schema.json";
import replace from "../../schema/json/replace.schema.json";
import result from "../../schema/json/result.schema.json";
import roll from "../../schema/json/roll.schema.json";
import shares from "../../schema/json/shares.schema.json";
import statement from "../../schema/json/statement.schema.json";

const schemas = { box, close, definition, disqualify, mix, note, open, received, replace, result, roll, shares, statement };
const STEP = 0.005; // of the whole, between two answers

let told = -1;
let toldStage = "";

function progress(part, stage) {
  if (part >= told + STEP || stage !== toldStage) {
    told = part;
    toldStage = stage;
    postMessage({ progress: part, stage });
  }
}

addEventListener("message", async ({ data: { record, code } }) => {
  try {
    const { verdict, failed, waiting, findings, code: found, results } = await verifyRecord({
      source: new Site(record),
      schemas,
      code,
      progress,
    });
    postMessage({ outcome: { verdict, failed, waiting, findings, code: found, results } });
  } catch (error) {
    postMessage({ fault: error.message });
  }
});
