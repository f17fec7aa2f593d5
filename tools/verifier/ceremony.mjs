// SPDX-License-Identifier: AGPL-3.0-or-later
// The key ceremony (protocol.md §3): C2SP COCKTAIL-DKG v0.2.1 over ristretto255, as everybody
// can check it: commits, possession, the transcript's signatures, Y and each Y_j.

import { Reader, concat, fromHex, isEqual, need, toHex, u8, utf8 } from "./bytes.mjs";
import { H, sha512 } from "./hash.mjs";
import { BASE, ZERO, readPoint, readScalar, scalarOf, times } from "./group.mjs";

const SUITE = utf8("COCKTAIL(Ristretto255, SHA-512)");
const CHALLENGE = utf8("COCKTAIL-DKG-Ristretto255-SHA512-H7");
const SHARE = 48; // a scalar and the tag of its encryption

function length(value, size, isLittle) {
  const view = new DataView(new ArrayBuffer(size));
  const write = size === 8 ? (v) => view.setBigUint64(0, BigInt(v), isLittle) : (v) => view.setUint32(0, v, isLittle);
  write(value);
  return new Uint8Array(view.buffer);
}

export function contextOf(session, statics) {
  return sha512(
    concat(
      utf8("COCKTAIL-DKG-CONTEXT"),
      ...[session, SUITE].flatMap((part) => [length(part.length, 8, false), part]),
      length(statics.length, 4, true),
      ...statics,
    ),
  );
}

function isSchnorrSigned(signature, message, key) {
  const R = readPoint(signature.subarray(0, 32));
  const z = readScalar(signature.subarray(32));
  const c = scalarOf(sha512(concat(CHALLENGE, signature.subarray(0, 32), key, message)));
  return times(BASE, z).equals(R.add(times(readPoint(key), c)));
}

function readMessage(bytes, n, t) {
  const reader = new Reader(bytes);
  const message = { bytes, C: reader.items(t, 32), pop: reader.take(64), E: reader.take(32) };
  message.points = message.C.map(readPoint);
  readPoint(message.E);
  for (let j = 0; j < n; j++) {
    need(reader.number(8) === SHARE, "a share of the ceremony has the wrong length");
    reader.take(SHARE);
  }
  reader.end();
  return message;
}

export function readCeremony(object) {
  const reader = new Reader(object);
  reader.is("GB1K");
  const nonce = reader.take(32);
  const [n, t] = [reader.number(1), reader.number(1)];
  const ceremony = { nonce, n, t, statics: reader.items(n, 32), keys: reader.items(n, 32), commits: reader.items(n, 64) };
  ceremony.messages = reader.items(n, 32 * t + 96 + 56 * n).map((bytes) => readMessage(bytes, n, t));
  ceremony.signatures = reader.items(n, 64);
  reader.end();
  return ceremony;
}

export function checkCeremonyIsOf({ nonce, n, t, statics, keys }, definition) {
  need(isEqual(nonce, fromHex(definition.nonce)), "the ceremony is of another election");
  need(new Set(statics.map(toHex)).size === n, "two trustees of the ceremony have one key");
  need(n === definition.trustees.length && t === definition.threshold, "the ceremony had other numbers of trustees");
  definition.trustees.forEach((trustee, at) => {
    need(isEqual(statics[at], fromHex(trustee.static)), `the ceremony had another trustee ${at + 1}`);
    need(isEqual(keys[at], fromHex(trustee.key)), `the ceremony had another signing key of trustee ${at + 1}`);
  });
}

export function transcriptOf({ n, t, statics, messages }, context, extension) {
  const sized = (part) => [length(part.length, 8, true), part];
  return concat(
    ...sized(SUITE),
    ...sized(context),
    length(n, 4, true),
    length(t, 4, true),
    ...statics,
    ...messages.flatMap(({ C }) => C),
    ...messages.map(({ pop }) => pop),
    ...messages.map(({ E }) => E),
    ...sized(extension),
  );
}

export function checkCeremony(ceremony) {
  const { nonce, statics, keys, commits, messages, signatures } = ceremony;
  const context = contextOf(nonce, statics);
  messages.forEach(({ bytes, C, pop, E }, at) => {
    need(isEqual(commits[at], H("dkg-commit", context, u8(at + 1), bytes)), `trustee ${at + 1} sent another message than announced`);
    need(isSchnorrSigned(pop, concat(context, ...C, E), C[0]), `trustee ${at + 1} does not show possession`);
  });
  const transcript = transcriptOf(ceremony, context, H("dkg-ext", concat(...keys), concat(...commits)));
  signatures.forEach((signature, at) => {
    need(isSchnorrSigned(signature, transcript, statics[at]), `trustee ${at + 1} did not sign the transcript`);
  });
}

// Y and each Y_j, as points.
export function keysOf({ n, t, messages }) {
  const sums = Array.from({ length: t }, (_, k) => messages.reduce((sum, { points }) => sum.add(points[k]), ZERO));
  const shares = Array.from({ length: n }, (_, at) =>
    sums.reduceRight((value, sum) => times(value, BigInt(at + 1)).add(sum), ZERO),
  );
  return { Y: sums[0], shares };
}
