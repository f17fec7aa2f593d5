// SPDX-License-Identifier: AGPL-3.0-or-later
// An independent count by every rule set a definition may name: first past the post here, the
// others a file each.

import { Ers97 } from "./count_ers97.mjs";
import { countMeek } from "./count_meek.mjs";
import { Scottish } from "./count_scottish.mjs";
import { Stv, byLot } from "./count_stv.mjs";

function countFpp({ seats, candidates, votes, lots }) {
  const totals = Array.from({ length: candidates }, (_, at) => votes.filter((vote) => vote.includes(at + 1)).length);
  const order = totals.map((_, at) => at + 1).sort((a, b) => totals[b - 1] - totals[a - 1] || a - b);
  const least = totals[order[Math.min(seats, order.length) - 1] - 1];
  const sure = order.filter((candidate) => totals[candidate - 1] > least);
  const tied = order.filter((candidate) => totals[candidate - 1] === least);
  const places = Math.min(seats, order.length) - sure.length;
  const elected = [...sure, ...(tied.length > places ? byLot(tied, lots, places).slice(0, places) : tied)];
  return { elected, isOrdered: true, valid: votes.length, stages: [{ action: "first", from: [], totals: totals.map(String), nontransferable: "0" }] };
}

const COUNTERS = {
  "nhs-2014-fpp": countFpp,
  "nhs-2014-stv": (election) => new Stv(election).count(),
  "ni-1985": (election) => new Stv(election).count(), // the model rules follow it word for word
  "scottish-2011": (election) => new Scottish(election).count(),
  ers97: (election) => new Ers97(election).count(),
  "meek-prf-2009": countMeek,
};

// {elected, isOrdered, valid, stages}; votes are lists of candidates, dead those to be passed over.
export function countVotes(rules, election) {
  return COUNTERS[rules](election);
}
