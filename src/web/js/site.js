// SPDX-License-Identifier: AGPL-3.0-or-later
// What every page gets beyond its HTML; each works without it.

// The summary of errors is read out first (WCAG 3.3.1).
const errors = document.getElementById("errors");
if (errors) {
  errors.focus();
}

// A second press of a button sends nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}
// Coming back with the browser's button, the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});

// How many words are left, said when typing pauses.
for (const field of document.querySelectorAll("textarea[data-words-max]")) {
  const most = Number(field.dataset.wordsMax);
  const said = document.createElement("div");
  said.className = "nhsuk-hint";
  said.setAttribute("role", "status");
  field.after(said);
  const say = () => {
    const words = field.value.split(/\s+/u).filter(Boolean).length;
    const over = words - most;
    said.textContent =
      over > 0
        ? `You have ${over} ${over === 1 ? "word" : "words"} too many`
        : `You have ${-over} ${over === -1 ? "word" : "words"} left`;
  };
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, 500);
  });
  say();
}
