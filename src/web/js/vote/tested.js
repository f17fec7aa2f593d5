// SPDX-License-Identifier: AGPL-3.0-or-later
// A vote opened as a test of the device (protocol.md §6): what another device needs to
// work it out again. It carries no signature, and so can never be cast.

import { toHex } from "../seal/bytes.js";
import { codeOfHead } from "../seal/token.js";
import { backLink, button, heading, inset, make, paragraph, strong, summaryList } from "./dom.js";
import { download } from "./done.js";

export function tested({ place, numbers, head, r }, { back }) {
  const code = codeOfHead(head);
  const trial = JSON.stringify({ document: "trial", head: toHex(head), r: toHex(r), choice: numbers });
  const text = make("textarea", { class: "nhsuk-textarea code", id: "trial", rows: "6", readonly: true, spellcheck: "false" });
  text.value = trial;
  return [
    backLink(back),
    heading("Test of this device"),
    inset(paragraph(strong("Nothing has been cast."), " The vote below was opened as a test and can never be cast.")),
    summaryList([
      ["Vote code", make("strong", { class: "code", id: "vote-code" }, code)],
      ...numbers.map((one, at) => [at === 0 ? "Locked in it" : "", place.candidates[one - 1].name]),
    ]),
    make(
      "ol",
      { class: "nhsuk-list nhsuk-list--number" },
      make("li", {}, "Compare the vote code with the one you wrote down before."),
      make("li", {}, "Take the text below to another device, for example by email."),
      make("li", {}, "There, open “Check a receipt” on this site and paste it. It works out which candidates were locked in, and the vote code."),
    ),
    make("label", { class: "nhsuk-label nhsuk-label--m", for: "trial" }, "The test"),
    text,
    make("p", { class: "receipt-buttons" }, download("Download the test", `test-${code}.json`, trial, "application/json")),
    paragraph("If the candidates or the code differ, do not vote on this device, and tell the returning officer."),
    button("Go back and vote", back),
  ];
}
