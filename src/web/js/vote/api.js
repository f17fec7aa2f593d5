// SPDX-License-Identifier: AGPL-3.0-or-later
// What the page asks of the daemon. Nothing asked holds a token or a choice.

import { toHex } from "../seal/bytes.js";

// Neither an answer nor a refusal: ask again later.
export class Lost extends Error {}

// A refusal: RFC 9457.
export class Problem extends Error {
  constructor(status, { type, title, detail }) {
    super(title ?? "The request was refused");
    this.status = status;
    this.slug = String(type ?? "").replace(/^.*\//, "");
    this.detail = detail ?? "";
  }
}

const asText = (answer) => answer.text();
const asBytes = async (answer) => new Uint8Array(await answer.arrayBuffer());

async function ask(address, options, read = asText) {
  let answer;
  let body;
  try {
    answer = await fetch(address, { cache: "no-store", credentials: "omit", redirect: "error", ...options });
    body = await (answer.ok ? read : asText)(answer);
  } catch {
    throw new Lost("no answer");
  }
  if (answer.ok) {
    return body;
  }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) {
    throw new Lost(`answer ${answer.status}`);
  }
  let problem = {};
  try {
    problem = JSON.parse(body) ?? {};
  } catch {
    // An answer of something between us and the daemon: its status must do.
  }
  throw new Problem(answer.status, problem);
}

export async function getElection() {
  return JSON.parse(await ask("/api/election"));
}

// The receipt's text, or null: no vote of this credential is recorded.
export async function getReceipt(key) {
  try {
    return await ask(`/api/ballots/${toHex(key)}`);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) {
      return null;
    }
    throw error;
  }
}

export async function getCheckpoint() {
  return ask("/record/checkpoint");
}

// A tile of the record, whose bytes never change.
export async function getTile(path) {
  return ask(`/record/${path}`, { cache: "default" }, asBytes);
}

// The receipt's text. The same bytes may be sent as often as needed.
export async function postBallot(bytes) {
  return ask("/api/ballots", {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: bytes,
  });
}
