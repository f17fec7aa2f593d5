// SPDX-License-Identifier: AGPL-3.0-or-later
// The Scottish Local Government Elections Order 2011, rules 46 to 53: every paper has a value of
// its own, and all papers of a candidate take part in a surplus. Five decimals.

import { Stv } from "./count_stv.mjs";

const DECIMALS = 5;

// a · b / c, the remainder ignored; the product may be too large for a number.
function share(a, b, c) {
  return Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

export class Scottish extends Stv {
  constructor(election) {
    super(election, DECIMALS);
    this.papers.forEach((paper) => {
      paper.value = this.whole;
    });
  }

  // Rules 50 and 52: the most recent stage at which they differed.
  earlier() {
    return this.points.slice().reverse();
  }

  // Rule 53, once a stage is complete.
  isOver() {
    if (this.vacancies > 0 && this.continuing.size <= this.vacancies) {
      this.electRest();
    }
    return this.vacancies <= 0 || this.continuing.size === 0;
  }

  isDeferred() {
    return false;
  }

  // All papers of a candidate go on, each at a value made of its own.
  move(from, valueOf) {
    const papers = this.parcels.get(from).flatMap((parcel) => parcel.papers);
    let given = 0;
    this.parcels.set(from, []);
    for (const paper of papers) {
      const to = paper.next(this.isContinuing);
      if (to !== undefined) {
        paper.moveTo(to);
        paper.value = valueOf(paper);
        given += paper.value;
        this.totals.set(to, this.total(to) + paper.value);
        this.parcels.get(to).push({ papers: [paper] });
      }
    }
    return given;
  }

  // Rule 49: what nobody receives of the surplus is not transferable.
  transferSurplus() {
    const from = this.best([...this.pending].filter((one) => this.surplus(one) > 0), (one) => this.surplus(one));
    const surplus = this.surplus(from);
    const all = this.total(from);
    this.placeOne(from);
    this.pending.delete(from);
    this.totals.set(from, this.quota);
    this.lost += surplus - this.move(from, ({ value }) => share(surplus, value, all));
    this.record("surplus", [from]);
    this.electReached();
  }

  // Rule 51: one at a time, and the papers are transferred even where that fills the last places.
  exclude() {
    const out = this.best(this.ascending(), undefined, -1);
    const all = this.total(out);
    this.continuing.delete(out);
    this.totals.set(out, 0);
    this.lost += all - this.move(out, ({ value }) => value);
    this.record("exclusion", [out]);
    this.electReached();
  }
}
