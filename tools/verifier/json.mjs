// SPDX-License-Identifier: AGPL-3.0-or-later
// A JSON document as protocol.md §2 allows it, and nothing else that JSON allows.

import { fromUtf8, need } from "./bytes.mjs";

const LENGTH_MAX = 65521;
const DEPTH_MAX = 8;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

class Parser {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  skip() {
    while (this.text[this.at] === " " || this.text[this.at] === "\n") {
      this.at += 1;
    }
  }

  // The next character that means something, taken if it is this one.
  has(letter) {
    this.skip();
    const is = this.text[this.at] === letter;
    this.at += is ? 1 : 0;
    return is;
  }

  must(letter) {
    need(this.has(letter), `${letter} is missing in a document`);
  }

  matched(pattern, what) {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    need(match, what);
    this.at += match[0].length;
    return match[0];
  }

  value(depth) {
    this.skip();
    const letter = this.text[this.at];
    if (letter === "{") {
      return this.object(depth);
    }
    if (letter === "[") {
      return this.array(depth);
    }
    if (letter === '"') {
      return this.string();
    }
    const word = this.matched(/-?[0-9][0-9.eE+-]*|[a-z]+/y, "a document is no JSON");
    if (word === "true" || word === "false" || word === "null") {
      return { true: true, false: false, null: null }[word];
    }
    need(/^(0|[1-9][0-9]*)$/.test(word) && Number.isSafeInteger(Number(word)), `${word} is not allowed in a document`);
    return Number(word);
  }

  string() {
    const raw = this.matched(/"([^"\\\n]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y, "a text is not closed").slice(1, -1);
    const text = raw.replace(/\\(u(....)|.)/g, (_, letter, hex) =>
      hex ? String.fromCharCode(parseInt(hex, 16)) : ESCAPES[letter],
    );
    need(!FORBIDDEN.test(text), "a text has a control character");
    need(text.normalize("NFC") === text, "a text is not NFC");
    return text;
  }

  array(depth) {
    need(depth <= DEPTH_MAX, "a document is nested too deep");
    this.must("[");
    const items = [];
    if (this.has("]")) {
      return items;
    }
    do {
      items.push(this.value(depth + 1));
    } while (this.has(","));
    this.must("]");
    return items;
  }

  object(depth) {
    need(depth <= DEPTH_MAX, "a document is nested too deep");
    this.must("{");
    const members = new Map();
    if (!this.has("}")) {
      do {
        this.skip();
        const name = this.string();
        need(!members.has(name), `${name} is there twice`);
        this.must(":");
        members.set(name, this.value(depth + 1));
      } while (this.has(","));
      this.must("}");
    }
    need(depth > 1 || members.keys().next().value === "document", "the first member is not \"document\"");
    return Object.assign(Object.create(null), Object.fromEntries(members));
  }
}

export function parseDocument(bytes) {
  need(bytes.length <= LENGTH_MAX, "a document is too long");
  const text = fromUtf8(bytes);
  need(text.normalize("NFC") === text, "a document is not NFC");
  const parser = new Parser(text);
  parser.skip();
  need(text[parser.at] === "{", "a document is no object");
  const value = parser.object(1);
  parser.skip();
  need(parser.at === text.length, "there is something behind a document");
  return value;
}
