// SPDX-License-Identifier: AGPL-3.0-or-later
// The box: its counts must be those of what stands (protocol.md §7).

import { need } from "./bytes.mjs";

function total(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function checkBox(boxed, value) {
  const there = value.constituencies.map(({ constituency }) => constituency);
  need(boxed.length > 0 && boxed.map(({ cid }) => cid).join() === there.join(), "the box is not of the constituencies polled");
  value.constituencies.forEach((said, at) => {
    const poll = boxed[at];
    const words = `of constituency ${poll.cid} in the box`;
    const counts = poll.boxed;
    need(said.online === counts.online, `the online ballots ${words} are not those that stand`);
    need(said.received === counts.received, `the received ${words} are not those that stand`);
    need(said.entered === counts.entered, `the entered ${words} are not those that stand`);
    need(said.received === said.entered + total(said.rejected), `the papers ${words} do not add up`);
    need(said.disqualified === counts.disqualified, `the disqualified ${words} are others`);
    need(said.online >= poll.definition.floor || said.waived, `the ballots ${words} are fewer than the floor`);
  });
}
