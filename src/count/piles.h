/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Piles: where each paper lies. Every candidate's papers lie in parcels, one for each
 * transfer they were received in; a paper knows its place in its own ranking, so that
 * passing it on reads on from there. Papers of one kind move together. Nothing here
 * knows votes or rules.
 */
#ifndef COUNT_PILES_H
#define COUNT_PILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "board.h"
#include "core/ranking.h"

#define PILES_END UINT32_MAX /* no further kind in a chain */

/* Kinds of ballot linked one to the next. */
struct chain {
    uint32_t first;
    uint32_t last;
};

struct parcel {
    struct chain chain;
    int64_t value;   /* of each paper, as received */
    uint64_t papers; /* how many papers its kinds are */
    bool is_first;   /* first preferences */
};

struct pile {
    struct parcel *parcels; /* in the order received */
    size_t count;
    size_t room;
};

struct piles {
    const struct rankings *rankings;
    uint32_t *next;  /* by kind */
    uint8_t *place;  /* by kind: which of its marks it lies for */
    uint32_t *value; /* by kind, where each paper has its own; else NULL */
    struct pile of[PLACES];
};

/* Papers sorted by next available preference; [0]: none. */
struct deal {
    struct chain to[PLACES];
    uint64_t papers[PLACES];
};

/* Values, when wanted, begin at 0. piles_deinit even after a fault. */
MUST_USE int
piles_init(struct piles *piles, const struct rankings *rankings, bool has_values);
void piles_deinit(struct piles *piles);

void deal_init(struct deal *deal);

/* Sorts every kind by first available preference into the deal. */
void piles_deal_all(struct piles *piles, const struct board *board, struct deal *deal);

/* Adds the papers of a parcel, which is then spent, to the deal. */
void piles_deal(struct piles *piles,
                const struct board *board,
                const struct parcel *parcel,
                struct deal *deal);

/* Gives each candidate what the deal holds for them as one parcel of this value. */
MUST_USE int piles_give(struct piles *piles, const struct deal *deal, int64_t value);
MUST_USE int
piles_give_first(struct piles *piles, const struct deal *deal, int64_t value);

/* The parcel a candidate received last; NULL when there is none. */
const struct parcel *piles_last(const struct piles *piles, uint8_t candidate);

/* Takes a candidate's papers out of the count. */
void piles_drop(struct piles *piles, uint8_t candidate);

#endif
