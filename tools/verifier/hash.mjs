// SPDX-License-Identifier: AGPL-3.0-or-later
// H of protocol.md §2, and what hangs on it.

import { u8, u32, utf8 } from "./bytes.mjs";
import { sha256, sha512 } from "./noble.mjs";

export { sha256, sha512 };

// H(tag, x1…xn): 64 bytes.
export function H(tag, ...inputs) {
  const name = utf8(tag);
  const hash = sha512.create().update(utf8("GB1")).update(u8(name.length)).update(name);
  for (const input of inputs) {
    hash.update(u32(input.length)).update(input);
  }
  return hash.digest();
}

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// 10 bytes in 16 Crockford symbols, 4×4.
export function codeOf(hash) {
  let value = hash.subarray(0, 10).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let at = 0; at < 16; at++) {
    text = SYMBOLS[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text.match(/..../g).join("-");
}

// A code as somebody typed it, in the one spelling; null if it is none.
export function readCode(typed) {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const isCode = letters.length === 16 && [...letters].every((letter) => SYMBOLS.includes(letter));
  return isCode ? letters.match(/..../g).join("-") : null;
}
