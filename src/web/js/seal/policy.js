// SPDX-License-Identifier: AGPL-3.0-or-later
// Witnesses of the record: the definition's policy (C2SP tlog-policy) and their
// signatures on a checkpoint (C2SP tlog-cosignature, Ed25519 with a time).

import { fromBase64, isEqual, join, text, toHex, u8 } from "./bytes.js";
import { sha256 } from "./hash.js";
import { isSigned } from "./signature.js";

const WITNESS = 4;

// {name, id, key} of a witness's verifier key, or null.
function readKey(word) {
  const parts = (word ?? "").split("+");
  const bytes = fromBase64(parts.slice(2).join("+"));
  if (parts.length < 3 || parts[0] === "" || bytes?.length !== 33 || bytes[0] !== WITNESS) {
    return null;
  }
  const [name, written] = parts;
  const id = sha256(join(text(`${name}\n`), bytes)).slice(0, 4);
  return toHex(id) === written ? { name, id, key: bytes.slice(1) } : null;
}

function readNeed(word, members) {
  const need = { all: members.length, any: 1 }[word] ?? (/^[1-9][0-9]*$/.test(word ?? "") ? Number(word) : 0);
  return need > 0 && need <= members.length ? need : null;
}

const READERS = {
  log: () => ({}), // the definition names its log itself
  witness: (nodes, [name, word]) => ({ name, node: readKey(word) }),
  group: (nodes, [name, word, ...members]) => {
    const need = members.every((one) => nodes.has(one)) ? readNeed(word, members) : null;
    return { name, node: need && { need, members } };
  },
  quorum: (nodes, [name]) => ({ quorum: name === "none" || nodes.has(name) ? name : null }),
};

// {nodes, quorum}; null of what is no policy, or one that asks for no witness: then
// nothing is ever called witnessed.
export function readPolicy(lines) {
  const nodes = new Map();
  let quorum = null;
  for (const line of lines) {
    const [kind, ...words] = line.split(/[ \t]+/).filter((word) => word !== "");
    if (kind === undefined || kind.startsWith("#")) {
      continue;
    }
    const read = Object.hasOwn(READERS, kind) ? READERS[kind](nodes, words) : { node: null };
    if (read.node === null || read.quorum === null) {
      return null;
    }
    if ((read.node && nodes.has(read.name)) || (read.quorum && quorum !== null)) {
      return null;
    }
    if (read.node) {
      nodes.set(read.name, read.node);
    }
    quorum = read.quorum ?? quorum;
  }
  return quorum === null || quorum === "none" ? null : { nodes, quorum };
}

// A witness signs a checkpoint once.
function hasSigned({ body, signatures }, { name, id, key }) {
  const own = signatures.filter((one) => one.name === name && isEqual(one.id, id));
  if (own.length !== 1 || own[0].signature.length !== 72) {
    return false;
  }
  const [{ signature }] = own;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return isSigned(text(`cosignature/v1\ntime ${time}\n${body}`), signature.slice(8), key);
}

// Whether as many witnesses signed the checkpoint as the policy asks for.
export function isWitnessed(checkpoint, policy, name = policy?.quorum) {
  const node = policy?.nodes.get(name);
  if (!node) {
    return false;
  }
  return node.key
    ? hasSigned(checkpoint, node)
    : node.members.filter((member) => isWitnessed(checkpoint, policy, member)).length >= node.need;
}
