// SPDX-License-Identifier: AGPL-3.0-or-later
// Meek's method, by the reference rule of the Proportional Representation Foundation (2009): its
// steps by their letters. Nine decimals, in whole numbers without a bound.

import { byLot, decimal } from "./count_stv.mjs";

const DECIMALS = 9;
const UNIT = 10n ** BigInt(DECIMALS);
const OMEGA = UNIT / 1000000n;

function up(a, b) {
  return (a + b - 1n) / b;
}

class Meek {
  constructor({ seats, candidates, votes, lots, dead }) {
    this.all = Array.from({ length: candidates }, (_, at) => at + 1);
    Object.assign(this, { seats, lots, elected: [], stages: [] });
    this.hopeful = new Set(this.all.filter((candidate) => !dead.has(candidate)));
    this.keep = new Map(this.all.map((candidate) => [candidate, dead.has(candidate) ? 0n : UNIT])); // A
    this.papers = this.kindsOf(votes.map((vote) => vote.filter((candidate) => !dead.has(candidate))));
    this.valid = this.papers.reduce((sum, { count }) => sum + count, 0n);
  }

  // Equal papers at once: what one gives the others give too.
  kindsOf(votes) {
    const kinds = new Map();
    votes.filter((vote) => vote.length > 0).forEach((vote) => {
      const name = vote.join();
      kinds.set(name, kinds.get(name) ?? { vote, count: 0n });
      kinds.get(name).count += 1n;
    });
    return [...kinds.values()];
  }

  // B.2.a and B.2.b
  distribute() {
    const votes = new Map(this.all.map((candidate) => [candidate, 0n]));
    for (const { vote, count } of this.papers) {
      let weight = UNIT;
      for (const candidate of vote) {
        const part = up(weight * this.keep.get(candidate), UNIT);
        votes.set(candidate, votes.get(candidate) + part * count);
        weight -= part;
        if (weight === 0n) {
          break;
        }
      }
    }
    const all = [...votes.values()].reduce((sum, one) => sum + one, 0n);
    Object.assign(this, { votes, lost: this.valid * UNIT - all, quota: all / BigInt(this.seats + 1) + 1n });
  }

  // Most votes first; level ones by lot if it names one, else as on the ballot.
  inOrder(candidates) {
    const place = (candidate) => (this.lots.includes(candidate) ? this.lots.indexOf(candidate) : this.lots.length);
    const difference = (a, b) => Number(this.votes.get(b) - this.votes.get(a));
    return candidates.sort((a, b) => difference(a, b) || place(a) - place(b) || a - b);
  }

  elect(candidates) {
    this.inOrder(candidates).forEach((candidate) => {
      this.hopeful.delete(candidate);
      this.elected.push(candidate);
    });
    return candidates.length > 0;
  }

  get surplus() {
    const sum = this.elected.reduce((all, candidate) => all + this.votes.get(candidate) - this.quota, 0n);
    return sum > 0n ? sum : 0n;
  }

  // B.2.f
  updateKeep() {
    for (const candidate of this.elected) {
      const due = up(this.keep.get(candidate) * this.quota, UNIT);
      this.keep.set(candidate, up(due * UNIT, this.votes.get(candidate)));
    }
  }

  // B.2: until somebody is elected, or it settles; whether somebody was.
  iterate() {
    let before = null;
    for (;;) {
      this.distribute();
      if (this.elect([...this.hopeful].filter((candidate) => this.votes.get(candidate) >= this.quota))) {
        return true;
      }
      const { surplus } = this;
      if (surplus < OMEGA || (before !== null && surplus >= before)) {
        return false;
      }
      before = surplus;
      this.updateKeep();
    }
  }

  // B.3: of those within the surplus of the lowest the lot says who goes.
  defeat() {
    const lowest = [...this.hopeful].reduce((least, one) => (this.votes.get(one) < this.votes.get(least) ? one : least));
    const most = this.votes.get(lowest) + this.surplus;
    const tied = [...this.hopeful].filter((candidate) => this.votes.get(candidate) <= most);
    const out = tied.length === 1 ? lowest : byLot(tied, this.lots, tied.length - 1).at(-1);
    this.hopeful.delete(out);
    this.keep.set(out, 0n);
    return out;
  }

  record(action, from) {
    const totals = this.all.map((candidate) => decimal(this.votes.get(candidate), DECIMALS));
    this.stages.push({ action, from, totals, nontransferable: decimal(this.lost, DECIMALS) });
  }

  // B.1
  isOver() {
    return this.elected.length >= this.seats || this.elected.length + this.hopeful.size <= this.seats;
  }

  count() {
    this.distribute();
    this.record("first", []);
    while (!this.isOver()) {
      const hasElected = this.iterate();
      this.record("round", hasElected ? [] : [this.defeat()]);
    }
    if (this.elected.length < this.seats) {
      this.elect([...this.hopeful]); // C.1
    }
    return { elected: this.elected, isOrdered: true, valid: Number(this.valid), quota: decimal(this.quota, DECIMALS), stages: this.stages };
  }
}

export function countMeek(election) {
  return new Meek(election).count();
}
