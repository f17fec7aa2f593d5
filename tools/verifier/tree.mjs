// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree of RFC 6962, and entries in tlog-tiles' bundles.

import { Reader, concat, need, u8 } from "./bytes.mjs";
import { sha256 } from "./hash.mjs";

const WIDTH = 256;
const BUNDLE_MAX = WIDTH * (2 + 65535);

export function leafHash(entry) {
  return sha256(concat(u8(0), entry));
}

function nodeHash(left, right) {
  return sha256(concat(u8(1), left, right));
}

// A tree that grows, and the root it had at each size asked for beforehand.
export class Tree {
  constructor(sizes) {
    this.peaks = []; // of full trees, from the left: {height, hash}
    this.size = 0;
    this.roots = new Map([...sizes].map((size) => [size, null]));
  }

  add(leaf) {
    let node = { height: 0, hash: leaf };
    while (this.peaks.at(-1)?.height === node.height) {
      node = { height: node.height + 1, hash: nodeHash(this.peaks.pop().hash, node.hash) };
    }
    this.peaks.push(node);
    this.size += 1;
    if (this.roots.has(this.size)) {
      this.roots.set(this.size, this.root());
    }
  }

  root() {
    return this.peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

export function tilePath(level, index) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const parts = digits.match(/.../g);
  return `tile/${level}/${parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join("/")}`;
}

// A tile in part, or whole: a site may hold no more parts of one that has filled up since.
export async function readTile(source, path, width, most) {
  const part = width < WIDTH ? await source.read(`${path}.p/${width}`, most) : null;
  return part ?? (width === WIDTH || source.mayGrow ? source.read(path, most) : null);
}

// All entries of a log of this size, as bytes.
export async function* readEntries(source, size) {
  for (let start = 0; start < size; start += WIDTH) {
    const width = Math.min(WIDTH, size - start);
    const path = tilePath("entries", start / WIDTH);
    const bundle = await readTile(source, path, width, BUNDLE_MAX);
    need(bundle, `entry ${start} is not here`);
    const reader = new Reader(bundle);
    for (let at = 0; at < width; at++) {
      yield reader.take(reader.number(2));
    }
    need(reader.left === 0 || width < WIDTH, "a bundle of entries is too long");
  }
}
