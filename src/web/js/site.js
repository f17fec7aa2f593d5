// SPDX-License-Identifier: AGPL-3.0-or-later
// What every page gets beyond its HTML; each works without it.

// The summary of errors is read out first (WCAG 3.3.1).
const errors = document.getElementById("errors");
if (errors) {
  errors.focus();
}

// A second press of a button sends nothing, but where it gets a file.
for (const form of document.querySelectorAll("form[method=post]:not([data-again])")) {
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

// Words as the daemon counts them (base/text). What stands behind "//" is an address, up
// to the next white space.
const PARTING = /(?<!\p{Nd})[,\u2012\u2013]|[,\u2012\u2013](?!\p{Nd})|[;\u2014\u2015\u2026]|--+|\.{2,}/u;
const WORD = /[\p{L}\p{N}&]/u;
const countWords = (text) =>
  text
    .split(/[\s\p{Z}\p{Cc}\u200b]+/u)
    .map((run) => run.replace(/\/\/.*$/su, (address) => (WORD.test(address) ? "//x" : "//")))
    .flatMap((run) => run.split(PARTING))
    .filter((run) => WORD.test(run)).length;

// How many words are left, said when typing pauses.
for (const field of document.querySelectorAll("textarea[data-words-max]")) {
  const most = Number(field.dataset.wordsMax);
  const said = document.createElement("div");
  said.className = "nhsuk-hint";
  said.setAttribute("role", "status");
  field.after(said);
  const say = () => {
    const words = countWords(field.value);
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
