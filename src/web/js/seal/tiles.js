// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree's root worked out from its hash tiles (C2SP tlog-tiles), through one leaf:
// whether an entry is in the record as it stands now.

import { isEqual, join, u8 } from "./bytes.js";
import { sha256 } from "./hash.js";

const HASH = 32;
const WIDTH = 256;

function node(left, right) {
  return sha256(join(u8(1), left, right));
}

export function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return `tile/${level}/${groups.join("/")}${width < WIDTH ? `.p/${width}` : ""}`;
}

// The hashes of a tree of `size` leaves; `fetchTile(path)` gives a tile's bytes.
class Tiles {
  constructor(size, fetchTile) {
    this.size = size;
    this.fetchTile = fetchTile;
    this.tiles = new Map();
  }

  async tile(level, index) {
    const all = Math.floor(this.size / WIDTH ** level);
    const width = Math.min(WIDTH, all - index * WIDTH);
    const path = tilePath(level, index, width);
    if (!this.tiles.has(path)) {
      const bytes = await this.fetchTile(path);
      if (bytes.length !== width * HASH) {
        throw new Error(`${path} has the wrong size`);
      }
      this.tiles.set(path, bytes);
    }
    return this.tiles.get(path);
  }

  // The root of a whole subtree of 2^height leaves.
  async whole(height, index) {
    const level = Math.floor(height / 8);
    const count = 2 ** (height % 8);
    const first = index * count;
    const bytes = await this.tile(level, Math.floor(first / WIDTH));
    let hashes = Array.from({ length: count }, (_, at) => {
      const start = ((first % WIDTH) + at) * HASH;
      return bytes.slice(start, start + HASH);
    });
    while (hashes.length > 1) {
      hashes = Array.from({ length: hashes.length / 2 }, (_, at) => node(hashes[2 * at], hashes[2 * at + 1]));
    }
    return hashes[0];
  }

  // The root over the leaves from `from` up to `to`, `leaf` standing at `place`.
  async root(from, to, place, leaf) {
    const size = to - from;
    const inside = from <= place && place < to;
    if (inside && size === 1) {
      return leaf;
    }
    const height = Math.log2(size);
    if (!inside && Number.isInteger(height)) {
      return this.whole(height, from / size);
    }
    let half = 1;
    while (half * 2 < size) {
      half *= 2;
    }
    return node(await this.root(from, from + half, place, leaf), await this.root(from + half, to, place, leaf));
  }
}

// Whether the tree of this checkpoint has the leaf at the place.
export async function isInTree({ size, root }, index, leaf, fetchTile) {
  if (index >= size) {
    return false;
  }
  return isEqual(await new Tiles(size, fetchTile).root(0, size, index, leaf), root);
}
