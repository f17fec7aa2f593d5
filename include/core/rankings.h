/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The papers of one count: each kind of ballot once, with how many papers say so. A
 * ranking is candidate numbers from 1 in order of preference (of a vote by crosses: in
 * any order), packed one byte each and ended by 0. Where the order stops being clear (a
 * number skipped or given twice) stands RANKING_BREAK: preferences after it count for
 * nothing, crosses do. It knows no names and counts nothing.
 */
#ifndef CORE_RANKINGS_H
#define CORE_RANKINGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum {
    RANKING_CANDIDATES_MAX = 254,
    RANKING_BREAK = 255,
    RANKING_MARKS_MAX = RANKING_CANDIDATES_MAX + 1, /* with a break */
    RANKING_PAPERS_MAX = 1000000000,                /* of all kinds together */
};

struct rankings {
    size_t candidates;
    size_t kinds;
    uint64_t papers;       /* the sum of the weights */
    const uint32_t *start; /* where in marks the ranking of each kind begins */
    const uint32_t *weight;
    const uint8_t *marks;
    struct ranking_store *store; /* who owns the three arrays */
};

enum ranking_refusal {
    RANKING_CANDIDATE = 1, /* no such number */
    RANKING_REPEATED,      /* one candidate twice, or two breaks */
    RANKING_WEIGHT,        /* no papers */
    RANKING_MANY, /* more papers than RANKING_PAPERS_MAX, or marks than 4 GiB */
};

/* No ballots yet, for candidates 1 to `candidates` (at most 254). */
MUST_USE int rankings_new(size_t candidates, struct rankings **out);
void rankings_free(struct rankings *rankings);

/* Adds `weight` papers of one kind, of `count` marks (0: a blank paper). */
MUST_USE int rankings_add(struct rankings *rankings,
                          const uint8_t *marks,
                          size_t count,
                          uint32_t weight);

/* For fewer candidates after all, once it is known how many there are; refuses
 * RANKING_CANDIDATE where somebody beyond them is ranked. */
MUST_USE int rankings_narrow(struct rankings *rankings, size_t candidates);

/* The marks of one kind, ended by 0; kind < rankings->kinds. */
static inline const uint8_t *rankings_of(const struct rankings *rankings, size_t kind)
{
    return rankings->marks + rankings->start[kind];
}

OWNED(rankings)

#endif
