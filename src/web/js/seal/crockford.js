// SPDX-License-Identifier: AGPL-3.0-or-later
// Crockford's symbols: five bits each, no I, L, O or U; what people type is folded.

export const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The numbers of the symbols somebody typed; null if one is none. Case, hyphens and
// blanks do not matter; O, I, L are 0, 1, 1.
export function fold(typed) {
  const out = [];
  for (const char of typed.toUpperCase()) {
    if (/[\s\u00ad\u2010-\u2015\u2212-]/u.test(char)) {
      continue;
    }
    const symbol = { O: "0", I: "1", L: "1" }[char] ?? char;
    const value = SYMBOLS.indexOf(symbol);
    if (value < 0) {
      return null;
    }
    out.push(value);
  }
  return out;
}

// The first `bits` bits as bytes, the first symbol being the highest.
export function pack(values) {
  const out = new Uint8Array((values.length * 5) >> 3);
  values.forEach((value, place) => {
    for (let bit = 0; bit < 5; bit++) {
      const at = place * 5 + bit;
      if (at >> 3 < out.length && (value >> (4 - bit)) & 1) {
        out[at >> 3] |= 128 >> (at & 7);
      }
    }
  });
  return out;
}

export function write(bytes) {
  let out = "";
  for (let at = 0; at + 5 <= bytes.length * 8; at += 5) {
    let value = 0;
    for (let bit = at; bit < at + 5; bit++) {
      value = (value << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
    }
    out += SYMBOLS[value];
  }
  return out;
}

export function groups(symbols, size) {
  return symbols.match(new RegExp(`.{1,${size}}`, "g")).join("-");
}
