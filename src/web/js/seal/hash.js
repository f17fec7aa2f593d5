// SPDX-License-Identifier: AGPL-3.0-or-later
// SHA-256, and H, the one transcript hash of the protocol (protocol.md §2):
// SHA-512("GB1" ‖ u8 len(tag) ‖ tag ‖ u32 len(x1) ‖ x1 ‖ …).

import { sha256, sha512 } from "@noble/hashes/sha2.js";

import { join, text, u32, u8 } from "./bytes.js";

export { sha256, sha512 };

export function H(tag, ...inputs) {
  const name = text(tag);
  const parts = [text("GB1"), u8(name.length), name];
  for (const input of inputs) {
    parts.push(u32(input.length), input);
  }
  return sha512(join(...parts));
}
