// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes: big-endian integers, hexadecimal, base64, a reader that takes all or refuses.

// What a record says that it must not: caught where it is known which check has failed.
// `stage` is that of protocol.md §9 where it is another than the one being worked at.
export class Refusal extends Error {
  constructor(text, stage) {
    super(text);
    this.stage = stage;
  }
}

export function need(condition, text) {
  if (!condition) {
    throw new Refusal(text);
  }
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function isEqual(a, b) {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function u8(value) {
  return Uint8Array.of(value);
}

export function u16(value) {
  return Uint8Array.of(value >>> 8, value & 255);
}

export function u32(value) {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  need(/^([0-9a-f]{2})*$/.test(text), "not hexadecimal");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

// RFC 4648 section 4, and only the one spelling of each string of bytes.
export function fromBase64(text) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refusal("not base64");
  }
  need(toBase64(bytes) === text, "not base64");
  return bytes;
}

export function utf8(text) {
  return new TextEncoder().encode(text);
}

export function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("not UTF-8");
  }
}

export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  take(length) {
    need(length <= this.left, "it ends too early");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  // Some items of one size, as an array.
  items(count, size) {
    const all = this.take(count * size);
    return Array.from({ length: count }, (_, at) => all.subarray(at * size, (at + 1) * size));
  }

  number(size) {
    const value = this.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    need(Number.isSafeInteger(value), "a number is too large");
    return value;
  }

  is(text) {
    need(isEqual(this.take(text.length), utf8(text)), `it does not begin with ${text}`);
  }

  end() {
    need(this.left === 0, "there are bytes behind its end");
  }
}
