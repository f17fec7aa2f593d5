// SPDX-License-Identifier: AGPL-3.0-or-later
// Marking: numbers in order of preference (single transferable vote), or as many
// crosses as there are seats (first past the post).

import {
  announce,
  backLink,
  button,
  details,
  errorMessage,
  errorSummary,
  group,
  heading,
  make,
  ordinal,
  paragraph,
  strong,
  summaryList,
} from "./dom.js";
import { added, boxesOf, moved, orderOf, readPreferences, removed } from "./ranking.js";

// All photographs of a constituency are asked for at once, seen or not: what a voter
// opens and reads is nobody's business. Who has died since is passed over in the count
// (rule STV59).
function about({ name, statement, interests, party, address, died, photo }) {
  return details(
    died ? `${name} has died: see what this means` : `Read about ${name}`,
    died ? paragraph(strong(`${name} has died.`), " A vote for them counts for your next choice.") : null,
    photo ? make("p", {}, make("img", { class: "photo", src: photo, width: 300, height: 400, loading: "eager", alt: `Photograph of ${name}` })) : null,
    make("p", { class: "paragraphs" }, statement || "No election statement was given."),
    summaryList([
      ["Declared interests", interests || "None"],
      ["Political party", party || "None"],
      ["Contact address", address || "Not shown"],
    ]),
  );
}

function card(candidate, error, ...controls) {
  return make(
    "li",
    { class: `candidate${error ? " nhsuk-form-group--error" : ""}` },
    ...controls,
    about(candidate),
  );
}

/* ---- first past the post */

export function crosses({ place, numbers = [], error }, { back, use, again }) {
  const most = place.marks;
  const submit = (event) => {
    event.preventDefault();
    const picked = [...event.target.querySelectorAll("input:checked")].map(({ value }) => Number(value));
    if (picked.length === 0) {
      again(picked, "Choose at least one candidate");
    } else if (picked.length > most) {
      again(picked, `You have chosen ${picked.length} candidates. Choose no more than ${most}`);
    } else {
      use(picked.sort((a, b) => a - b));
    }
  };
  const left = make("p", { class: "nhsuk-hint", id: "left" });
  const count = (form) => {
    const found = form.querySelectorAll("input:checked").length;
    left.textContent = `Chosen: ${found} of ${most}`;
    for (const box of form.querySelectorAll("input")) {
      box.disabled = !box.checked && found >= most;
    }
    return found;
  };
  const boxes = place.candidates.map((candidate) => {
    const id = `candidate-${candidate.number}`;
    return card(
      candidate,
      false,
      make(
        "div",
        { class: "nhsuk-checkboxes__item" },
        make("input", {
          class: "nhsuk-checkboxes__input",
          id,
          name: "candidate",
          type: "checkbox",
          value: candidate.number,
          checked: numbers.includes(candidate.number),
        }),
        make("label", { class: "nhsuk-label nhsuk-checkboxes__label", for: id }, candidate.name),
      ),
    );
  });
  const form = make(
    "form",
    { novalidate: true, submit, action: "/vote" },
    group(
      error,
      make(
        "fieldset",
        { class: "nhsuk-fieldset", "aria-describedby": error ? "left candidate-error" : "left" },
        make("legend", { class: "nhsuk-fieldset__legend nhsuk-fieldset__legend--m" }, place.name),
        error ? errorMessage("candidate-error", error) : null,
        left,
        make("ul", { class: "nhsuk-list nhsuk-checkboxes candidates" }, boxes),
      ),
    ),
    make("button", { class: "nhsuk-button", type: "submit" }, "Continue"),
  );
  form.addEventListener("change", () => {
    const found = count(form);
    announce(found >= most ? `Chosen: ${found} of ${most}. To choose another, untick one first.` : left.textContent);
  });
  count(form);
  return [
    backLink(back),
    error ? errorSummary([{ field: `candidate-${place.candidates[0].number}`, text: error }]) : null,
    heading("Choose your governors"),
    paragraph("Choose ", strong(most === 1 ? "one candidate" : `up to ${most} candidates`), "."),
    form,
  ];
}

/* ---- single transferable vote */

function orderList(order, place, act) {
  const name = (number) => place.candidates[number - 1].name;
  return order.map((number, at) =>
    make(
      "li",
      { class: "order-item" },
      make("span", { class: "order-name" }, `${ordinal(at + 1)}: ${name(number)}`),
      make(
        "span",
        { class: "order-buttons" },
        at > 0 ? small("Up", `Move ${name(number)} up`, () => act(moved(order, number, -1), number, "up")) : null,
        at < order.length - 1
          ? small("Down", `Move ${name(number)} down`, () => act(moved(order, number, 1), number, "down"))
          : null,
        small("Remove", `Remove ${name(number)}`, () => act(removed(order, number), number, "remove")),
      ),
    ),
  );
}

function small(words, label, act) {
  const made = button(words, act, "secondary");
  made.classList.add("nhsuk-button--small");
  made.setAttribute("aria-label", label);
  return made;
}

// Keeps boxes, buttons and the list of choices in step with each other.
function ranking(place, boxes) {
  const fields = [];
  const list = make("ol", { class: "nhsuk-list order" });
  const none = make("p", { class: "nhsuk-hint" }, "You have not chosen anybody yet.");
  const adders = [];
  const names = place.candidates.map(({ name }) => name);

  const set = (order, number, how) => {
    boxesOf(order, names.length).forEach((value, at) => {
      fields[at].value = value;
    });
    draw();
    const now = order.indexOf(number) + 1;
    announce(now > 0 ? `${names[number - 1]} is your ${ordinal(now)} choice` : `${names[number - 1]} removed`);
    const next = how === "add" ? null : list.querySelector(`[aria-label^="Move ${CSS.escape(names[number - 1])} "]`);
    (next ?? (how === "remove" ? adders[number - 1] : null))?.focus();
  };
  const draw = () => {
    const order = orderOf(fields.map(({ value }) => value));
    list.replaceChildren(...orderList(order, place, set));
    none.hidden = order.length > 0;
    adders.forEach((adder, at) => {
      const chosen = order.includes(at + 1);
      const full = !chosen && order.length >= place.marks;
      const words = chosen ? "Remove" : `Make ${ordinal(order.length + 1)} choice`;
      adder.textContent = words;
      adder.setAttribute("aria-label", `${words}: ${names[at]}`);
      adder.hidden = full;
    });
  };
  place.candidates.forEach(({ number, name }, at) => {
    fields.push(
      make("input", {
        class: "nhsuk-input nhsuk-input--width-2",
        id: `candidate-${number}`,
        name: `candidate-${number}`,
        type: "text",
        inputmode: "numeric",
        autocomplete: "off",
        maxlength: "2",
        "aria-label": `Preference for ${name}`,
        value: boxes[at] ?? "",
        input: () => draw(),
      }),
    );
    const press = () => {
      const order = orderOf(fields.map(({ value }) => value));
      const chosen = order.includes(number);
      set(chosen ? removed(order, number) : added(order, number), number, "add");
    };
    adders.push(small("", "", press));
  });
  draw();
  return { fields, adders, list, none };
}

export function preferences({ place, boxes = [], problems = [] }, { back, use, again }) {
  const { fields, adders, list, none } = ranking(place, boxes);
  const names = place.candidates.map(({ name }) => name);
  const submit = (event) => {
    event.preventDefault();
    const typed = fields.map(({ value }) => value);
    const read = readPreferences(typed, names, place.marks);
    if (read.numbers) {
      use(read.numbers);
    } else {
      again(typed, read.problems);
    }
  };
  const cards = place.candidates.map((candidate, at) => {
    const wrong = problems.filter((one) => one.candidate === candidate.number);
    const id = `candidate-${candidate.number}-error`;
    if (wrong.length > 0) {
      fields[at].setAttribute("aria-describedby", id);
      fields[at].classList.add("nhsuk-input--error");
    }
    return card(
      candidate,
      wrong.length > 0,
      make("h3", { class: "nhsuk-heading-s candidate-name" }, candidate.name),
      wrong.length > 0 ? errorMessage(id, wrong.map(({ text }) => text).join(". ")) : null,
      make("div", { class: "candidate-mark" }, fields[at], adders[at]),
    );
  });
  return [
    backLink(back),
    problems.length > 0
      ? errorSummary(problems.map(({ candidate, text }) => ({ field: `candidate-${candidate}`, text })))
      : null,
    heading("Put the candidates in order"),
    paragraph(strong(place.name), place.seats === 1 ? ". One governor will be elected." : `. ${place.seats} governors will be elected.`),
    paragraph("Give 1 to your first choice, 2 to your second choice, and so on. Type the numbers or press the buttons. Choose as many or as few as you like, but at least one."),
    make(
      "form",
      { novalidate: true, submit, action: "/vote" },
      make("h2", { class: "nhsuk-heading-m" }, "Candidates"),
      make("ul", { class: "nhsuk-list candidates" }, cards),
      make("h2", { class: "nhsuk-heading-m" }, "Your order so far"),
      none,
      list,
      make("button", { class: "nhsuk-button", type: "submit" }, "Continue"),
    ),
  ];
}
