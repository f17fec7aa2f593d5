// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a record is read from: a web address, in Node and in browsers.
// A source reads a file (null if it is not there), names what lies in a folder, and lists all
// files where that is possible.

import { concat } from "./bytes.mjs";

const TRIES = 3;

async function bytesOf(answer, most) {
  const pieces = [];
  let size = 0;
  const reader = answer.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    size += piece.value.length;
    if (size > most) {
      await reader.cancel();
      break;
    }
  }
  return concat(...pieces);
}

export class Site {
  // `address` is that of the record, with no slash at its end.
  constructor(address) {
    this.address = address;
    this.mayGrow = true;
  }

  // Of more than `most` bytes some more are read, which is enough to see it.
  async read(path, most = Infinity) {
    let failure;
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        const answer = await fetch(`${this.address}/${path}`, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (answer.ok) {
          return await bytesOf(answer, most);
        }
        if (answer.status < 500) {
          return null;
        }
        failure = new Error(`${path} was answered ${answer.status}`);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  // A site has no lists: of cosigned checkpoints the newest is asked for.
  async names(folder, newest) {
    return folder === "cosigned" ? [newest] : [];
  }

  async files() {
    return [];
  }
}
