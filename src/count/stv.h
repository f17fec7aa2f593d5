/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The single transferable vote with papers that move: first preferences, then surplus
 * or exclusion, stage by stage, until the places are filled. What a rule set does at
 * each step is a row of small functions; a new one is a table, not a new engine.
 */
#ifndef COUNT_STV_H
#define COUNT_STV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "board.h"
#include "count/count.h"
#include "piles.h"

struct stv_rules;

struct stv {
    const struct stv_rules *rules;
    const struct count_input *input;
    struct board board;
    struct piles piles;
    struct deal deal;          /* the transfer in hand */
    bool is_alone;             /* of the exclusion in hand: against STV49.12 (A4) */
    struct sheet_stage *stage; /* the one being made */
};

/* A step returns 0, a fault, or COUNT_LOT with board.needed filled. */
struct stv_rules {
    unsigned decimals;
    enum look_back look_back;
    bool has_whole_quota;
    bool marks_decision; /* excluded "at" the stage that decided it, as the
                            returning officers' sheets have it */
    bool is_northern;    /* what count_input says of Northern Ireland's rules holds */
    bool has_values;     /* each paper has its own value (piles.value) */

    /* The votes that elect, from the votes in the count. */
    int64_t (*quota)(const struct stv *stv);

    /* Deems elected whoever is, by the votes of this moment. */
    int (*elect)(struct stv *stv);

    /* Before each action: whether the count is over; elects those who end it. */
    int (*end)(struct stv *stv, bool *is_over);

    /* Whether surpluses wait, though there are some. */
    bool (*defers)(const struct stv *stv);

    /* One stage: transfers a surplus. */
    int (*transfer)(struct stv *stv, uint8_t from);

    /* Who is excluded together. */
    int (*choose)(struct stv *stv, struct group *out);

    /* One stage: transfers their papers; they are excluded already. */
    int (*exclude)(struct stv *stv, const struct group *group);
};

/* Counts onto the sheet; COUNT_LOT leaves the tie in needed. */
MUST_USE int stv_count(const struct stv_rules *rules,
                       const struct count_input *input,
                       const struct lots *lots,
                       struct tie *needed,
                       struct sheet **out);

/* Begins the next stage; FAULT_MEMORY. */
MUST_USE int stv_begin_stage(struct stv *stv, enum sheet_action action);

/* Papers over one more than the seats, fraction ignored, and one: whole votes. */
int64_t stv_quota_droop(const struct stv *stv);

/* Deems elected every continuing candidate who has reached the quota. */
MUST_USE int stv_elect_quota(struct stv *stv);

/* Elects all the continuing, most votes first in the order of election. */
MUST_USE int stv_elect_rest(struct stv *stv);

extern const struct stv_rules ni_rules;
extern const struct stv_rules scottish_rules;
extern const struct stv_rules ers97_rules;

#endif
