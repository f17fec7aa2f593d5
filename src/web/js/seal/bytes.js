// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes as the protocol writes them: big-endian integers, hexadecimal, base64.

export function u8(value) {
  return Uint8Array.of(value);
}

export function u16(value) {
  return Uint8Array.of(value >>> 8, value);
}

export function u32(value) {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export function text(value) {
  return new TextEncoder().encode(value);
}

export function join(...parts) {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function isEqual(a, b) {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Lower case only, and of exactly `size` bytes; null for anything else.
export function fromHex(value, size) {
  if (typeof value !== "string" || value.length !== 2 * size || !/^[0-9a-f]*$/.test(value)) {
    return null;
  }
  return Uint8Array.from({ length: size }, (_, at) => parseInt(value.slice(2 * at, 2 * at + 2), 16));
}

export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

// The one canonical way to write the bytes, or null.
export function fromBase64(value) {
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    return toBase64(bytes) === value ? bytes : null;
  } catch {
    return null;
  }
}
