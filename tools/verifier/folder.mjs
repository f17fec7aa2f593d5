// SPDX-License-Identifier: AGPL-3.0-or-later
// A record in a folder, as `tally fetch` leaves it, and the published schemas. For Node alone.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SCHEMAS = fileURLToPath(new URL("../../schema/json", import.meta.url));

export class Folder {
  constructor(folder) {
    this.folder = folder;
  }

  async read(file) {
    try {
      return new Uint8Array(readFileSync(path.join(this.folder, file)));
    } catch (error) {
      if (["ENOENT", "ENOTDIR", "EISDIR"].includes(error.code)) {
        return null;
      }
      throw error;
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
