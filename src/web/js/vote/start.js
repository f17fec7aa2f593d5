// SPDX-License-Identifier: AGPL-3.0-or-later
// The first step: the voting code comes from the link or is typed.

import { readNumber, readToken } from "../seal/token.js";
import { button, errorMessage, errorSummary, group, heading, inset, make, paragraph, strong } from "./dom.js";
import { ukTime } from "./dom.js";

const REFUSALS = {
  symbol: "Voting code must have only letters and numbers. Check it against your email or letter",
  length: "Voting code must have 25 letters and numbers. Check it against your email or letter",
  mistyped: "There is a mistake in the voting code. Check it against your email or letter",
};

function input(id, label, hint, value, error, more) {
  return group(
    error,
    make("label", { class: "nhsuk-label nhsuk-label--m", for: id }, label),
    make("div", { class: "nhsuk-hint", id: `${id}-hint` }, hint),
    error ? errorMessage(`${id}-error`, error) : null,
    make("input", {
      class: `nhsuk-input${error ? " nhsuk-input--error" : ""}`,
      id,
      name: id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      value,
      "aria-describedby": `${id}-hint${error ? ` ${id}-error` : ""}`,
      ...more,
    }),
  );
}

function choices(open, chosen, error) {
  return group(
    error,
    make(
      "fieldset",
      { class: "nhsuk-fieldset", "aria-describedby": error ? "constituency-error" : null },
      make("legend", { class: "nhsuk-fieldset__legend nhsuk-fieldset__legend--m" }, "Your constituency or class"),
      error ? errorMessage("constituency-error", error) : null,
      make(
        "div",
        { class: "nhsuk-radios" },
        open.map(({ cid, name }, at) => {
          const id = at === 0 ? "constituency" : `constituency-${cid}`;
          return make(
            "div",
            { class: "nhsuk-radios__item" },
            make("input", {
              class: "nhsuk-radios__input",
              id,
              name: "constituency",
              type: "radio",
              value: cid,
              checked: chosen === cid,
            }),
            make("label", { class: "nhsuk-label nhsuk-radios__label", for: id }, name),
          );
        }),
      ),
    ),
  );
}

function read(form, open) {
  const token = readToken(form.elements.code.value);
  const number = readNumber(form.elements.number.value, 0xffffffff);
  const picked = open.length > 1 ? Number(form.elements.constituency.value) : open[0].cid;
  const errors = {};
  if (token.refusal) {
    errors.code = form.elements.code.value.trim() ? REFUSALS[token.refusal] : "Enter your voting code";
  }
  if (number === null) {
    errors.number = form.elements.number.value.trim()
      ? "Voter ID number must be a whole number, like 1234"
      : "Enter your voter ID number";
  }
  if (!open.some(({ cid }) => cid === picked)) {
    errors.constituency = "Choose your constituency or class";
  }
  return { ticket: { token: token.bytes, cid: picked, number }, errors };
}

// The form. `use` gets the ticket typed; `again` draws it anew with what was wrong.
export function typedStart({ election, notice, values = {}, errors = {} }, use, again) {
  const open = election.constituencies.filter(({ hasPoll }) => hasPoll);
  const submit = (event) => {
    event.preventDefault();
    const found = read(event.target, open);
    if (Object.keys(found.errors).length === 0) {
      use(found.ticket);
      return;
    }
    const { code, number } = event.target.elements;
    again({ code: code.value, number: number.value, cid: found.ticket.cid }, found.errors);
  };
  const problems = Object.entries(errors).map(([field, text]) => ({ field, text }));
  return [
    problems.length > 0 ? errorSummary(problems) : null,
    heading("Vote for your governors"),
    notice ? inset(paragraph(strong(notice))) : null,
    paragraph("Voting closes at ", strong(ukTime(election.close)), "."),
    make(
      "form",
      { novalidate: true, submit, action: "/vote" },
      input(
        "code",
        "Voting code",
        "25 letters and numbers in 5 groups, like ABCDE-12345-FGHJK-67890-MNPQR. It is in the email or letter we sent you. Small letters and spaces do not matter.",
        values.code,
        errors.code,
        { autocapitalize: "characters" },
      ),
      input("number", "Voter ID number", "It is next to the voting code.", values.number, errors.number, {
        inputmode: "numeric",
        class: `nhsuk-input nhsuk-input--width-10${errors.number ? " nhsuk-input--error" : ""}`,
      }),
      open.length > 1 ? choices(open, values.cid, errors.constituency) : null,
      make("button", { class: "nhsuk-button", type: "submit" }, "Continue"),
    ),
    help(election),
  ];
}

// The link brought everything.
export function linkedStart({ election, ticket, place }, use) {
  return [
    heading("Vote for your governors"),
    paragraph("You are voting in ", strong(place.name), ". Your voter ID number is ", strong(String(ticket.number)), "."),
    paragraph("Voting closes at ", strong(ukTime(election.close)), ". It takes about 5 minutes. You can vote once."),
    paragraph("Nothing is sent until you press “Cast my vote” at the end."),
    button("Start", () => use(ticket)),
    help(election),
  ];
}

function help({ contact, code }) {
  return [
    make("h2", { class: "nhsuk-heading-m" }, "If you need help"),
    paragraph(
      `No voting code, or it does not work? Telephone the returning officer on ${contact.telephone} or email ${contact.email}. They can send you a new code if you have not voted.`,
    ),
    paragraph("The election code is ", make("span", { class: "code" }, code), ". It is also in your email or letter. If they differ, do not vote here: tell the returning officer."),
  ];
}
