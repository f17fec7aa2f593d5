// SPDX-License-Identifier: AGPL-3.0-or-later
// A record in a folder, as `tally fetch` leaves it, and the published schemas. For Node alone.

import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { sha256 } from "./hash.mjs";

const PIECE = 1 << 20;
const SCHEMAS = fileURLToPath(new URL("../../schema/json", import.meta.url));

export class Folder {
  constructor(folder) {
    this.folder = folder;
  }

  // A file's bytes, null if it is none; of more than `most` one more, which is enough to see it.
  async read(file, most = Infinity) {
    const place = path.join(this.folder, file);
    const found = statSync(place, { throwIfNoEntry: false });
    if (!found?.isFile()) {
      return null;
    }
    const bytes = new Uint8Array(Math.min(found.size, most + 1));
    const opened = openSync(place);
    try {
      return bytes.subarray(0, readSync(opened, bytes));
    } finally {
      closeSync(opened);
    }
  }

  // The hash of a whole file; null if it is none, or has more than `most` bytes.
  async digest(file, most) {
    const place = path.join(this.folder, file);
    const found = statSync(place, { throwIfNoEntry: false });
    if (!found?.isFile() || found.size > most) {
      return null;
    }
    const hash = sha256.create();
    const piece = new Uint8Array(PIECE);
    const opened = openSync(place);
    try {
      for (let size = readSync(opened, piece); size > 0; size = readSync(opened, piece)) {
        hash.update(piece.subarray(0, size));
      }
      return hash.digest();
    } finally {
      closeSync(opened);
    }
  }

  // Files alone, and none that is hidden.
  async names(folder) {
    try {
      const inside = readdirSync(path.join(this.folder, folder), { withFileTypes: true });
      return inside.filter((one) => !one.isDirectory() && !one.name.startsWith(".")).map(({ name }) => name).sort();
    } catch {
      return [];
    }
  }

  async files(below = "") {
    const inside = readdirSync(path.join(this.folder, below), { withFileTypes: true });
    const lists = inside.map((one) => {
      const name = below === "" ? one.name : `${below}/${one.name}`;
      return one.isDirectory() ? this.files(name) : [name];
    });
    return (await Promise.all(lists)).flat();
  }
}

export function readSchemas() {
  const names = readdirSync(SCHEMAS).filter((name) => name.endsWith(".schema.json"));
  return Object.fromEntries(names.map((name) => [name.split(".")[0], JSON.parse(readFileSync(path.join(SCHEMAS, name), "utf8"))]));
}
