// SPDX-License-Identifier: AGPL-3.0-or-later
// Check your vote: the last step before the only one that cannot be undone.

import { backLink, button, details, heading, inset, make, ordinal, paragraph, strong, summaryList } from "./dom.js";

// For who wants to know whether the device locks the vote that it shows.
function trust(code, test) {
  return details(
    "Test this device (you do not have to)",
    paragraph("Your vote is already locked on this device. To test whether the device locked what you chose:"),
    make(
      "ol",
      { class: "nhsuk-list nhsuk-list--number" },
      make("li", {}, "Write down the vote code ", strong(code), " now."),
      make("li", {}, "Press the button. This locked vote is opened for you, and can never be cast."),
      make("li", {}, "Check it with another device. Then come back and vote."),
    ),
    button("Open this vote as a test", test, "secondary"),
  );
}

export function check({ place, number, declaration, numbers, code }, { back, declare, cast, test }) {
  const name = (one) => place.candidates[one - 1].name;
  const change = { words: "your choice", act: back };
  const rows =
    place.method === "fpp"
      ? numbers.map((one, at) => [at === 0 ? "Your choice" : "", name(one), at === 0 ? change : null])
      : numbers.map((one, at) => [`${ordinal(at + 1)} choice`, name(one), at === 0 ? change : null]);
  const unused = place.marks - numbers.length;
  const press = button("Cast my vote", () => {
    press.disabled = true;
    cast();
  });
  return [
    backLink(back),
    heading("Check your vote"),
    paragraph(strong("Nothing has been cast yet.")),
    summaryList([
      ["Constituency or class", place.name],
      ["Voter ID number", String(number)],
      ["Vote code", make("span", { class: "code", id: "vote-code" }, code)],
      ...(declaration > 0
        ? [["Declaration", place.wordings[declaration - 1], { words: "your declaration", act: declare }]]
        : []),
    ]),
    make("h2", { class: "nhsuk-heading-m" }, place.method === "fpp" ? "Your choice" : "Your choices in order"),
    summaryList(rows),
    place.method === "fpp" && unused > 0
      ? inset(paragraph(`You could choose ${unused} more. You do not have to.`))
      : null,
    inset(paragraph("When you press the button your vote is locked on this device, sent, and recorded. You cannot change it afterwards.")),
    press,
    trust(code, test),
  ];
}
