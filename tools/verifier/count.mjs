// SPDX-License-Identifier: AGPL-3.0-or-later
// An independent count by the Model Election Rules 2014: first past the post, and STV41–STV51
// (all votes in hundredths, whole numbers). No other rule set is counted here.

import { need } from "./bytes.mjs";

const WHOLE = 100;

export const COUNTED = ["nhs-2014-fpp", "nhs-2014-stv"];

function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function decimal(hundredths) {
  return `${Math.floor(hundredths / WHOLE)}.${String(hundredths % WHOLE).padStart(2, "0")}`;
}

// Those tied by the lot: whoever is named earlier is preferred, whoever is not named comes last.
// Between several who are not named nothing is settled.
function byLot(tied, lots, places) {
  const named = lots.filter((candidate) => tied.includes(candidate));
  const rest = tied.filter((candidate) => !lots.includes(candidate));
  need(places <= named.length || rest.length <= 1, `a lot between candidates ${tied.join(", ")} is missing`);
  return [...named, ...rest];
}

function countFpp({ seats, candidates, votes, lots }) {
  const totals = Array.from({ length: candidates }, (_, at) => votes.filter((vote) => vote.includes(at + 1)).length);
  const order = totals.map((_, at) => at + 1).sort((a, b) => totals[b - 1] - totals[a - 1] || a - b);
  const least = totals[order[Math.min(seats, order.length) - 1] - 1];
  const sure = order.filter((candidate) => totals[candidate - 1] > least);
  const tied = order.filter((candidate) => totals[candidate - 1] === least);
  const places = Math.min(seats, order.length) - sure.length;
  const elected = [...sure, ...(tied.length > places ? byLot(tied, lots, places).slice(0, places) : tied)];
  return { elected, isOrdered: false, valid: votes.length, stages: [{ action: "first", from: [], totals: totals.map(String), nontransferable: "0" }] };
}

// A paper, where it has come to.
class Paper {
  constructor(vote) {
    this.vote = vote;
    this.at = -1;
  }

  // Its next available preference, or undefined.
  next(isContinuing) {
    return this.vote.slice(this.at + 1).find(isContinuing);
  }

  moveTo(candidate) {
    this.at = this.vote.indexOf(candidate);
  }
}

class Stv {
  constructor({ seats, candidates, votes, lots, dead }) {
    const all = Array.from({ length: candidates }, (_, at) => at + 1);
    Object.assign(this, { seats, all, lots, elected: [], order: [], pending: new Set(), lost: 0, stages: [] });
    this.continuing = new Set(all.filter((candidate) => !dead.has(candidate)));
    this.totals = new Map(all.map((candidate) => [candidate, 0]));
    this.parcels = new Map(all.map((candidate) => [candidate, []]));
    this.papers = votes.map((vote) => new Paper(vote)).filter((paper) => paper.next(this.isContinuing) !== undefined);
    this.quota = (Math.floor(this.papers.length / (seats + 1)) + 1) * WHOLE;
  }

  isContinuing = (candidate) => this.continuing.has(candidate);

  get vacancies() {
    return this.seats - this.elected.length;
  }

  get untransferred() {
    return total([...this.pending].map((candidate) => this.surplus(candidate)));
  }

  total(candidate) {
    return this.totals.get(candidate);
  }

  surplus(candidate) {
    return this.total(candidate) - this.quota;
  }

  ascending() {
    return [...this.continuing].sort((a, b) => this.total(a) - this.total(b));
  }

  // Gives papers to those whom they next prefer, as a sub-parcel each; what stays is returned.
  distribute(papers, value) {
    const groups = new Map();
    const stay = [];
    for (const paper of papers) {
      const candidate = paper.next(this.isContinuing);
      if (candidate === undefined) {
        stay.push(paper);
      } else {
        paper.moveTo(candidate);
        groups.set(candidate, [...(groups.get(candidate) ?? []), paper]);
      }
    }
    groups.forEach((group, candidate) => {
      this.totals.set(candidate, this.total(candidate) + group.length * value);
      this.parcels.get(candidate).push({ value, papers: group });
    });
    return stay;
  }

  record(action, from) {
    const all = this.all.map((candidate) => this.total(candidate));
    need(total(all) + this.lost === this.papers.length * WHOLE, "the count does not add up");
    this.stages.push({ action, from, all, totals: all.map(decimal), nontransferable: decimal(this.lost) });
  }

  // STV46.3: whoever has the quota is elected; larger totals first.
  electReached() {
    const reached = this.ascending().reverse().filter((candidate) => this.total(candidate) >= this.quota);
    reached.forEach((candidate) => {
      this.elect(candidate);
      this.pending.add(candidate);
    });
  }

  elect(candidate) {
    this.continuing.delete(candidate);
    this.elected.push(candidate);
  }

  // Of some those with most votes now (sign < 0: fewest), then at the earliest stage at which
  // they differ.
  level(candidates, now = (candidate) => this.total(candidate), sign = 1) {
    const earlier = this.stages.map(({ all }) => (candidate) => all[candidate - 1]);
    return [now, ...earlier].reduce((tied, votes) => {
      const most = Math.max(...tied.map((candidate) => sign * votes(candidate)));
      return tied.filter((candidate) => sign * votes(candidate) === most);
    }, candidates);
  }

  // The one of them, by lot where they are level at every stage.
  best(candidates, now, sign = 1) {
    const tied = this.level(candidates, now, sign);
    const places = sign > 0 ? 1 : tied.length - 1; // in the order of who is preferred
    return tied.length === 1 ? tied[0] : byLot(tied, this.lots, places).at(sign > 0 ? 0 : -1);
  }

  // STV50.1 and 50.2; whether the count is over.
  isOver() {
    if (this.vacancies > 0 && this.continuing.size <= this.vacancies) {
      this.electRest();
    }
    if (this.vacancies === 1) {
      const all = total([...this.continuing].map((candidate) => this.total(candidate))) + this.untransferred;
      const enough = [...this.continuing].filter((candidate) => 2 * this.total(candidate) >= all);
      if (enough.length > 0) {
        this.electLast(this.best(enough));
      }
    }
    return this.vacancies <= 0 || this.continuing.size === 0;
  }

  electLast(candidate) {
    this.place();
    this.elect(candidate);
    this.order.push(candidate);
  }

  // Their order, by votes, is found at the end.
  electRest() {
    this.place();
    [...this.continuing].forEach((candidate) => this.elect(candidate));
  }

  // STV51: the order in which surpluses were transferred, or would have been but for
  // STV47.10: then all of them before anybody is excluded, the larger first, and who has
  // the quota and no more last.
  place() {
    for (let left = this.unplaced(); left.length > 0; left = this.unplaced()) {
      const tied = this.level(left, (candidate) => this.surplus(candidate));
      const drawn = this.lots.find((candidate) => tied.includes(candidate));
      // No vote and no seat hangs on it: without a lot the order is left open.
      (drawn ? [drawn] : tied.sort((one, other) => one - other)).forEach((candidate) => this.placeOne(candidate));
    }
  }

  unplaced() {
    return this.elected.filter((candidate) => !this.order.includes(candidate));
  }

  placeOne(candidate) {
    if (!this.order.includes(candidate)) {
      this.order.push(candidate);
    }
  }

  // STV47.10: a surplus waits while it could not change who is excluded next.
  isDeferred() {
    const votes = this.ascending().map((candidate) => this.total(candidate));
    const surplus = this.untransferred;
    return votes.some((more, k) => k >= 1 && surplus < more - total(votes.slice(0, k)));
  }

  transferSurplus() {
    const candidate = this.best([...this.pending].filter((one) => this.surplus(one) > 0), (one) => this.surplus(one));
    const surplus = this.surplus(candidate);
    this.placeOne(candidate);
    const { value, papers } = this.parcels.get(candidate).at(-1);
    const count = papers.filter((paper) => paper.next(this.isContinuing) !== undefined).length;
    const worth = count === 0 ? 0 : Math.min(Math.floor(surplus / count), value);
    this.distribute(papers, worth);
    this.pending.delete(candidate);
    this.totals.set(candidate, this.quota);
    this.lost += surplus - count * worth;
    this.record("surplus", [candidate]);
    this.electReached();
  }

  // STV49.12: the largest group that cannot overtake the next, or the lowest alone.
  whoIsExcluded() {
    const ascending = this.ascending();
    const votes = ascending.map((candidate) => this.total(candidate));
    for (let k = ascending.length - 1; k >= 2; k--) {
      if (ascending.length - k >= this.vacancies && total(votes.slice(0, k)) + this.untransferred < votes[k]) {
        return ascending.slice(0, k);
      }
    }
    return [this.best(ascending, undefined, -1)];
  }

  exclude() {
    const out = this.whoIsExcluded();
    out.forEach((candidate) => this.continuing.delete(candidate));
    if (this.continuing.size <= this.vacancies) {
      return; // Nobody's papers move any more.
    }
    const parcels = out.flatMap((candidate) => this.parcels.get(candidate).map((parcel) => ({ ...parcel, candidate })));
    const values = [...new Set(parcels.map(({ value }) => value))].sort((a, b) => b - a);
    for (const value of values) {
      if (this.vacancies > 0) {
        this.moveSubParcel(parcels.filter((parcel) => parcel.value === value), value);
      }
    }
    this.record("exclusion", out.sort((a, b) => a - b));
  }

  moveSubParcel(parcels, value) {
    const papers = parcels.flatMap((parcel) => parcel.papers);
    parcels.forEach((parcel) => {
      this.totals.set(parcel.candidate, this.total(parcel.candidate) - parcel.papers.length * value);
    });
    this.lost += this.distribute(papers, value).length * value;
    this.electReached();
  }

  count() {
    this.distribute(this.papers, WHOLE);
    this.record("first", []);
    this.electReached();
    while (!this.isOver()) {
      if (this.untransferred > 0 && !this.isDeferred()) {
        this.transferSurplus();
      } else {
        this.place();
        this.exclude();
      }
    }
    this.place();
    return { elected: this.order, isOrdered: true, valid: this.papers.length, quota: String(this.quota / WHOLE), stages: this.stages };
  }
}

// {elected, isOrdered, valid, stages}; votes are lists of candidates, dead those to be passed over.
export function countVotes(rules, election) {
  return rules === "nhs-2014-fpp" ? countFpp(election) : new Stv(election).count();
}
