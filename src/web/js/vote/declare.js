// SPDX-License-Identifier: AGPL-3.0-or-later
// The declaration of identity, where the rules require one (public and patient).

import { backLink, errorMessage, errorSummary, group, heading, make, paragraph } from "./dom.js";

const MISSING = {
  one: "Tick the box to make the declaration. You cannot vote without it",
  many: "Choose the declaration that is true for you. You cannot vote without it",
};

function option(type, wording, at, chosen) {
  const id = at === 0 ? "declaration" : `declaration-${at + 1}`;
  const kind = type === "radio" ? "radios" : "checkboxes";
  return make(
    "div",
    { class: `nhsuk-${kind}__item` },
    make("input", {
      class: `nhsuk-${kind}__input`,
      id,
      name: "declaration",
      type,
      value: at + 1,
      checked: chosen === at + 1,
    }),
    make("label", { class: `nhsuk-label nhsuk-${kind}__label`, for: id }, wording),
  );
}

export function declare({ place, declaration, error }, { back, use, again }) {
  const several = place.wordings.length > 1;
  const submit = (event) => {
    event.preventDefault();
    const picked = event.target.querySelector("input:checked");
    if (picked) {
      use(Number(picked.value));
    } else {
      again(several ? MISSING.many : MISSING.one);
    }
  };
  return [
    backLink(back),
    error ? errorSummary([{ field: "declaration", text: error }]) : null,
    heading("Declaration of identity"),
    paragraph("The law asks you to declare who you are. A false declaration is an offence."),
    make(
      "form",
      { novalidate: true, submit, action: "/vote" },
      group(
        error,
        make(
          "fieldset",
          { class: "nhsuk-fieldset", "aria-describedby": error ? "declaration-error" : null },
          make("legend", { class: "nhsuk-fieldset__legend nhsuk-fieldset__legend--m" }, several ? "I make this declaration" : "I declare"),
          error ? errorMessage("declaration-error", error) : null,
          make(
            "div",
            { class: several ? "nhsuk-radios" : "nhsuk-checkboxes" },
            place.wordings.map((wording, at) => option(several ? "radio" : "checkbox", wording, at, declaration)),
          ),
        ),
      ),
      make("button", { class: "nhsuk-button", type: "submit" }, "Continue"),
    ),
  ];
}
