// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a record is read from: a web address, in Node and in browsers.
// A source reads a file (null if it is not there), names what lies in a folder, and lists all
// files where that is possible.

const TRIES = 3;

export class Site {
  // `address` is that of the record, with no slash at its end.
  constructor(address) {
    this.address = address;
    this.mayGrow = true;
  }

  async read(path) {
    let failure;
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        const answer = await fetch(`${this.address}/${path}`, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (answer.ok) {
          return new Uint8Array(await answer.arrayBuffer());
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
