// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a record's folder: each must be what the entries make it.

import { concat, isEqual, need, toHex, u16 } from "./bytes.mjs";
import { Tree, readTile, tilePath } from "./tree.mjs";

const WIDTH = 256;
export const OBJECT_MAX = 2 ** 28; // bytes
const TILE = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

// The bytes of a tile or bundle of these entries; null if none has this name.
function tileOf(path, entries, leaves) {
  const [, level, digits, part] = TILE.exec(path);
  const index = Number(digits.replace(/[x/]/g, ""));
  const span = level === "entries" ? 1 : WIDTH ** Number(level);
  const width = part === undefined ? WIDTH : Number(part);
  const start = index * WIDTH * span;
  if (path.split(".")[0] !== tilePath(level, index) || start + width * span > entries.length || (part !== undefined && width >= WIDTH)) {
    return null;
  }
  if (level === "entries") {
    return concat(...entries.slice(start, start + width).flatMap((entry) => [u16(entry.length), entry]));
  }
  return concat(...Array.from({ length: width }, (_, at) => rootOf(leaves.slice(start + at * span, start + (at + 1) * span))));
}

// All hash tiles of a record of this size are there and right, the last of a level in part.
export async function checkTiles(source, leaves) {
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level++) {
    const above = [];
    for (let start = 0; start < hashes.length; start += WIDTH) {
      const wanted = hashes.slice(start, start + WIDTH);
      const path = tilePath(level, start / WIDTH);
      const isFull = wanted.length === WIDTH;
      const tile = await readTile(source, path, wanted.length, 32 * WIDTH);
      need(tile, `${path}${isFull ? "" : `.p/${wanted.length}`} is not here`);
      need(isEqual(tile.subarray(0, 32 * wanted.length), concat(...wanted)), `${path} is not what the entries make it`);
      if (isFull) {
        above.push(rootOf(wanted));
      }
    }
    hashes = above;
  }
}

function rootOf(hashes) {
  const tree = new Tree([]);
  hashes.forEach((hash) => tree.add(hash));
  return tree.root();
}

// Checks the files listed; gives the number checked, and tells of those that are no part of it.
export async function checkFiles(source, entries, leaves, tell) {
  let count = 0;
  for (const path of await source.files()) {
    const object = /^objects\/([0-9a-f]{64})$/.exec(path);
    if (object) {
      const digest = await source.digest(path, OBJECT_MAX);
      need(digest && toHex(digest) === object[1], `${path} has not the hash of its name, or is too large`);
      count += 1;
    } else if (TILE.test(path)) {
      const wanted = tileOf(path, entries, leaves);
      if (wanted === null) {
        tell(`${path} belongs to no record of this size`);
      } else {
        need(isEqual((await source.read(path, wanted.length)) ?? [], wanted), `${path} is not what the entries make it`);
        count += 1;
      }
    } else if (!/^(checkpoint|(checkpoints|cosigned)\/[0-9]+)$/.test(path)) {
      tell(`${path} is no part of a record`);
    }
  }
  return count;
}
