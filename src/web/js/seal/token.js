// SPDX-License-Identifier: AGPL-3.0-or-later
// Tokens (pages call them voting codes), tickets and codes: protocol.md §4 and §2.

import { join, text } from "./bytes.js";
import { fold, groups, pack, SYMBOLS, write } from "./crockford.js";
import { H, sha256 } from "./hash.js";

const TOKEN_SYMBOLS = 24;

function check(bytes) {
  return sha256(join(text("GB1 token"), bytes))[0] >> 3;
}

// {bytes}, or {refusal}: "length", "symbol" or "mistyped".
export function readToken(typed) {
  const values = fold(typed);
  if (values === null) {
    return { refusal: "symbol" };
  }
  if (values.length !== TOKEN_SYMBOLS + 1) {
    return { refusal: "length" };
  }
  const bytes = pack(values.slice(0, TOKEN_SYMBOLS));
  return check(bytes) === values[TOKEN_SYMBOLS] ? { bytes } : { refusal: "mistyped" };
}

export function writeToken(bytes) {
  return groups(write(bytes) + SYMBOLS[check(bytes)], 5);
}

// A whole number of at most `most`, in plain decimal without leading zeroes; else null.
export function readNumber(typed, most) {
  const plain = typed.trim();
  if (!/^[1-9][0-9]{0,9}$/.test(plain) || Number(plain) > most) {
    return null;
  }
  return Number(plain);
}

// What a link carries behind '#': TOKEN.CID.NUMBER. Null if it is none.
export function readTicket(fragment) {
  const parts = fragment.split(".");
  if (parts.length !== 3) {
    return null;
  }
  const token = readToken(parts[0]);
  const cid = readNumber(parts[1], 0xffff);
  const number = readNumber(parts[2], 0xffffffff);
  if (token.refusal || cid === null || number === null) {
    return null;
  }
  return { token: token.bytes, cid, number };
}

// Ten bytes people compare: four groups of four symbols.
function writeCode(bytes) {
  return groups(write(bytes.slice(0, 10)), 4);
}

export function codeOfElection(eid) {
  return writeCode(eid);
}

export function codeOfHead(head) {
  return writeCode(H("code", head));
}
