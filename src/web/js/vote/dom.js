// SPDX-License-Identifier: AGPL-3.0-or-later
// The NHS.UK components the voting page is made of. Text becomes text nodes only.

// make("p", {class: "x", click: act}, "text", node, …): functions are listeners.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function heading(words) {
  return make("h1", { class: "nhsuk-heading-xl", tabindex: "-1" }, words);
}

export function paragraph(...words) {
  return make("p", {}, ...words);
}

export function strong(words) {
  return make("strong", {}, words);
}

export function inset(...content) {
  return make("div", { class: "nhsuk-inset-text" }, ...content);
}

export function button(words, act, kind = "") {
  const name = kind ? `nhsuk-button nhsuk-button--${kind}` : "nhsuk-button";
  return make("button", { class: name, type: "button", click: act }, words);
}

export function backLink(act) {
  const go = (event) => {
    event.preventDefault();
    act();
  };
  return make("a", { class: "nhsuk-back-link", href: "/vote", click: go }, "Back");
}

// problems: [{field, text}], field the id of the input to go to.
export function errorSummary(problems) {
  const items = problems.map(({ field, text }) => {
    const go = (event) => {
      event.preventDefault();
      document.getElementById(field)?.focus();
    };
    return make("li", {}, make("a", { href: `#${field}`, click: go }, text));
  });
  return make(
    "div",
    { class: "nhsuk-error-summary", tabindex: "-1", id: "errors" },
    make(
      "div",
      { role: "alert" },
      make("h2", { class: "nhsuk-error-summary__heading" }, "There is a problem"),
      make(
        "div",
        { class: "nhsuk-error-summary__body" },
        make("ul", { class: "nhsuk-list nhsuk-error-summary__list" }, items),
      ),
    ),
  );
}

export function errorMessage(id, text) {
  return make(
    "span",
    { class: "nhsuk-error-message", id },
    make("span", { class: "nhsuk-u-visually-hidden" }, "Error: "),
    text,
  );
}

// A group with its error message above the field, if there is one.
export function group(error, ...content) {
  return make("div", { class: `nhsuk-form-group${error ? " nhsuk-form-group--error" : ""}` }, ...content);
}

export function details(summary, ...content) {
  return make(
    "details",
    { class: "nhsuk-details" },
    make(
      "summary",
      { class: "nhsuk-details__summary" },
      make("span", { class: "nhsuk-details__summary-text" }, summary),
    ),
    make("div", { class: "nhsuk-details__text" }, ...content),
  );
}

// rows: [key, value, change], change: {words, act} or nothing.
export function summaryList(rows) {
  const items = rows.map(([key, value, change]) => {
    const go = (event) => {
      event.preventDefault();
      change.act();
    };
    return make(
      "div",
      { class: "nhsuk-summary-list__row" },
      make("dt", { class: "nhsuk-summary-list__key" }, key),
      make("dd", { class: "nhsuk-summary-list__value paragraphs" }, value),
      change
        ? make(
            "dd",
            { class: "nhsuk-summary-list__actions" },
            make(
              "a",
              { href: "/vote", click: go },
              "Change",
              make("span", { class: "nhsuk-u-visually-hidden" }, ` ${change.words}`),
            ),
          )
        : null,
    );
  });
  return make("dl", { class: "nhsuk-summary-list" }, items);
}

export function panel(title, body) {
  return make(
    "div",
    { class: "nhsuk-panel" },
    make("h1", { class: "nhsuk-panel__heading", tabindex: "-1" }, title),
    make("div", { class: "nhsuk-panel__body" }, body),
  );
}

// Tells a screen reader, without moving.
export function announce(words) {
  const place = document.querySelector("[role=status]");
  if (place) {
    place.textContent = words;
  }
}

const siteTitle = document.title.replace(/^.*? – /, "");

// Replaces the step shown; an error summary or else the heading gets the focus.
export function show(place, title, nodes) {
  place.replaceChildren(...nodes.flat().filter((node) => node !== null && node !== undefined));
  const errors = place.querySelector("#errors");
  document.title = `${errors ? "Error: " : ""}${title} – ${siteTitle}`;
  announce("");
  (errors ?? place.querySelector("h1"))?.focus();
  if (!errors) {
    window.scrollTo(0, 0);
  }
}

// Unix seconds in UK time: 5pm on Thursday 18 June 2026.
export function ukTime(seconds) {
  const format = (options) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...options }).formatToParts(
      new Date(seconds * 1000),
    );
  const part = (parts, type) => parts.find((one) => one.type === type).value;
  const day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const hour = Number(part(time, "hour"));
  const minute = part(time, "minute");
  let clock = `${hour % 12 || 12}${minute === "00" ? "" : `:${minute}`}${hour < 12 ? "am" : "pm"}`;
  if (minute === "00" && hour % 12 === 0) {
    clock = hour === 0 ? "midnight" : "midday";
  }
  return `${clock} on ${part(day, "weekday")} ${part(day, "day")} ${part(day, "month")} ${part(day, "year")}`;
}

export function ordinal(number) {
  const tens = number % 100;
  const ending = tens > 10 && tens < 14 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th";
  return `${number}${ending}`;
}
