// SPDX-License-Identifier: AGPL-3.0-or-later
// The key pair made from a token for one election (protocol.md §4).

import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";

import { text } from "./bytes.js";
import { sha512 } from "./hash.js";

export function credentialOf(token, eid) {
  const seed = hkdf(sha512, token, eid, text("GB1 credential"), 32);
  return { seed, key: ed25519.getPublicKey(seed) };
}
