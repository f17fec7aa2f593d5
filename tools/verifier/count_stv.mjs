// SPDX-License-Identifier: AGPL-3.0-or-later
// The single transferable vote by the Model Election Rules 2014 (STV41–STV51) and the rules of
// Northern Ireland that they follow. Votes are whole numbers of the smallest part there is: a
// hundredth here. Other rule sets change single steps of it.

import { need } from "./bytes.mjs";

export function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

export function decimal(votes, decimals) {
  const digits = String(votes).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

// Those tied by the lot: whoever is named earlier is preferred, whoever is not named comes last.
// Between several who are not named nothing is settled.
export function byLot(tied, lots, places) {
  const named = lots.filter((candidate) => tied.includes(candidate));
  const rest = tied.filter((candidate) => !lots.includes(candidate));
  need(places <= named.length || rest.length <= 1, `a lot between candidates ${tied.join(", ")} is missing`);
  return [...named, ...rest];
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

export class Stv {
  constructor({ seats, candidates, votes, lots, dead }, decimals = 2) {
    const all = Array.from({ length: candidates }, (_, at) => at + 1);
    Object.assign(this, { seats, all, lots, decimals, whole: 10 ** decimals });
    Object.assign(this, { elected: [], order: [], pending: new Set(), lost: 0, stages: [], points: [] });
    this.continuing = new Set(all.filter((candidate) => !dead.has(candidate)));
    this.totals = new Map(all.map((candidate) => [candidate, 0]));
    this.parcels = new Map(all.map((candidate) => [candidate, []]));
    this.papers = votes.map((vote) => new Paper(vote)).filter((paper) => paper.next(this.isContinuing) !== undefined);
    this.quota = this.findQuota();
  }

  findQuota() {
    return (Math.floor(this.papers.length / (this.seats + 1)) + 1) * this.whole;
  }

  // As the sheet has it: whole votes.
  get writtenQuota() {
    return String(this.quota / this.whole);
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
        groups.set(candidate, groups.get(candidate) ?? []);
        groups.get(candidate).push(paper);
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
    need(total(all) + this.lost === this.papers.length * this.whole, "the count does not add up");
    const written = all.map((votes) => decimal(votes, this.decimals));
    this.stages.push({ action, from, totals: written, nontransferable: decimal(this.lost, this.decimals) });
    this.remember();
  }

  // A point that ties may be looked back to.
  remember() {
    this.points.push(new Map(this.totals));
  }

  // The earliest first: where a rule looks when votes are level.
  earlier() {
    return this.points;
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

  // Of some those with most votes now (sign < 0: fewest), then at the first of the earlier points
  // at which they differ, and so on.
  level(candidates, now = (candidate) => this.total(candidate), sign = 1) {
    const earlier = this.earlier().map((point) => (candidate) => point.get(candidate));
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
      const tied = this.level(left);
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
    this.distribute(this.papers, this.whole);
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
    return { elected: this.order, isOrdered: true, valid: this.papers.length, quota: this.writtenQuota, stages: this.stages };
  }
}

