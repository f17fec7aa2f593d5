// SPDX-License-Identifier: AGPL-3.0-or-later
// The Electoral Reform Society's rules of 1997: papers move as in Northern Ireland, but the quota
// has two decimals and falls while nobody is elected, and votes still active elect below it.

import { Stv, decimal, total } from "./count_stv.mjs";

export class Ers97 extends Stv {
  // 5.1.6 and 5.4.8: rounded up, of all votes but those not transferable.
  findQuota() {
    return Math.ceil((this.papers.length * this.whole - this.lost) / (this.seats + 1));
  }

  get writtenQuota() {
    return decimal(this.firstQuota, this.decimals);
  }

  surplus(candidate) {
    return Math.max(0, this.total(candidate) - this.quota);
  }

  // 5.6.1: all but what is lost and what the elected keep.
  get active() {
    const kept = this.elected.map((candidate) => Math.min(this.total(candidate), this.quota));
    return this.papers.length * this.whole - this.lost - total(kept);
  }

  // 5.1.7, 5.3.13, 5.4.9: after each batch of papers, which is a point to look back to as well.
  electReached() {
    if (this.elected.length === 0) {
      this.quota = this.findQuota();
    }
    this.firstQuota ??= this.quota;
    this.remember();
    for (let group = this.foremost(); group.length > 0; group = this.foremost()) {
      group.forEach((candidate) => {
        this.elect(candidate);
        this.pending.add(candidate);
      });
    }
  }

  // The next to be elected, if anybody; of level ones too many for the places nobody is (5.6.2).
  foremost() {
    const group = this.continuing.size > 0 ? this.level([...this.continuing]) : [];
    const [first] = group;
    if (group.length === 0 || group.length > this.vacancies) {
      return [];
    }
    const isEnough = this.total(first) >= this.quota || this.total(first) * (this.vacancies + 1) >= this.active;
    return isEnough ? group : [];
  }

  isOver() {
    if (this.vacancies > 0 && this.continuing.size <= this.vacancies) {
      this.electRest();
    }
    return this.vacancies <= 0 || this.continuing.size === 0;
  }

  // 5.2.5: how many at most can go together; 0 when not even the lowest is sure to.
  together() {
    const votes = this.ascending().map((candidate) => this.total(candidate));
    const counts = votes.map((_, k) => k).slice(1, Math.max(1, votes.length - this.vacancies + 1));
    return counts.filter((k) => total(votes.slice(0, k)) + this.untransferred <= votes[k]).at(-1) ?? 0;
  }

  // 5.2.2
  isDeferred() {
    return this.together() > 0;
  }

  whoIsExcluded() {
    const count = Math.max(1, this.together());
    const ascending = this.ascending();
    const edge = this.total(ascending[count - 1]);
    const out = ascending.filter((candidate) => this.total(candidate) < edge);
    let level = ascending.filter((candidate) => this.total(candidate) === edge);
    while (out.length < count) {
      const next = out.length + level.length === count ? level[0] : this.best(level, undefined, -1);
      out.push(next);
      level = level.filter((candidate) => candidate !== next);
    }
    return out;
  }
}
