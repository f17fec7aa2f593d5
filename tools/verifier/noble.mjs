// SPDX-License-Identifier: AGPL-3.0-or-later
// The one foreign library: field and curve arithmetic, hashes. It is pinned, with the page's,
// in src/web/package.json; everything else in this folder is written from protocol.md.

export { ed25519, ristretto255, ristretto255_hasher } from "../../src/web/node_modules/@noble/curves/ed25519.js";
export { pippenger } from "../../src/web/node_modules/@noble/curves/abstract/curve.js";
export { sha256, sha512 } from "../../src/web/node_modules/@noble/hashes/sha2.js";
