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
#include "core/rankings.h"

#define PILES_END UINT32_MAX /* no further kind in a chain */

enum {
    PILES_MARKS = 256, /* what a byte of a ranking can be */
};

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
    uint8_t
        whose[PILES_MARKS]; /* by mark: whose the paper is, 0 nobody's, or read on */
    struct pile of[PLACES];
};

/* Papers sorted by next available preference; [0]: none. */
struct deal {
    struct chain to[PLACES];
    uint64_t papers[PLACES];
    int64_t votes[PLACES]; /* where each paper has its own value */
    size_t touched_count;
    uint8_t touched[PLACES]; /* who got any */
};

/* Surplus over votes: what is left of a value when it is transferred. */
struct share {
    uint64_t of;
    uint64_t whole;
};

/* Each paper begins with this value of its own; 0: papers have none. piles_deinit even
 * after a fault. */
MUST_USE int
piles_init(struct piles *piles, const struct rankings *rankings, uint32_t value);
void piles_deinit(struct piles *piles);

/* An empty deal; piles_deal_reset empties it again. */
void piles_deal_init(struct deal *deal);
void piles_deal_reset(struct deal *deal);

/* Papers dealt from now on go to the continuing; with the elected, to them too. */
void piles_read(struct piles *piles, const struct board *board);
void piles_read_with_elected(struct piles *piles, const struct board *board);

/* Sorts every kind by first available preference into the deal. */
void piles_deal_all(struct piles *piles, struct deal *deal);

/* Adds the papers of a chain, which is then spent, to the deal. */
void piles_deal(struct piles *piles, struct chain chain, struct deal *deal);

/* As piles_deal for papers of a candidate who takes papers: they read on. */
void piles_deal_past(struct piles *piles,
                     struct chain chain,
                     uint8_t candidate,
                     struct deal *deal);

/* As piles_deal where each paper has its own value: what is left of it, remainder
 * ignored, becomes its value. */
void piles_deal_share(struct piles *piles,
                      struct chain chain,
                      const struct share *share,
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
