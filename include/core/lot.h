/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Lots. A count that meets a tie no earlier stage settles asks its caller, through
 * `struct lots`, whom the lot prefers: a list the officer drew, or a published seed.
 * Nothing here draws at random.
 */
#ifndef CORE_LOT_H
#define CORE_LOT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/rankings.h"

enum lot_purpose {
    LOT_ELECT = 1, /* who takes the last place */
    LOT_TRANSFER,  /* whose surplus goes first */
    LOT_EXCLUDE,   /* who goes; the lot says who is kept */
    LOT_ORDER,     /* who was elected first; moves no vote and no seat */
    LOT_PURPOSES,
};

/* Candidates level by votes and by every stage the rules look back to. */
struct tie {
    unsigned stage; /* the stage it has to be settled for */
    enum lot_purpose purpose;
    size_t count;
    uint8_t tied[RANKING_CANDIDATES_MAX]; /* ascending */
};

enum lot_refusal {
    LOT_NEEDED = 1, /* nothing drawn prefers one of these */
};

struct lots {
    void *context;
    /* Of the tied the one preferred: elected, transferred first, or kept. With several
     * to be kept it is asked again without those already preferred. */
    int (*prefer)(void *context, const struct tie *tie, uint8_t *out);
};

/* Candidates in the order drawn: of the tied the one named first is preferred. */
struct lot_list {
    size_t count;
    uint8_t drawn[RANKING_CANDIDATES_MAX];
};

enum lot_list_refusal {
    LOT_LIST_MALFORMED = 1, /* not numbers from 1, parted by commas, none twice */
};

/* Reads "5,2,9". */
MUST_USE int lot_list_parse(const char *text, struct lot_list *out);

/* Borrows the list. An empty one leaves every tie open. */
struct lots lot_list_lots(struct lot_list *list);

/* What the tie decides, in words: "whose surplus is transferred first" …. */
const char *lot_purpose_name(enum lot_purpose purpose);

#endif
