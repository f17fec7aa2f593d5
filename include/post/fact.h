/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One thing that happened in a count: numbers and candidates, in no language, with the
 * step of the rules it follows. post/story puts facts in order, post/sentence makes
 * words of them.
 */
#ifndef POST_FACT_H
#define POST_FACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/lot.h"
#include "core/rulebook.h"

/* What each fact tells, and in which of its members. */
enum fact_kind {
    FACT_VALID = 1,        /* papers were valid */
    FACT_BLANK,            /* papers named nobody who stands */
    FACT_REJECTED,         /* papers had more crosses than seats */
    FACT_NO_PAPERS,        /* nobody voted */
    FACT_PASSED_OVER,      /* who has died or withdrawn */
    FACT_TOGETHER,         /* first preferences move with papers at 1.00 */
    FACT_APART,            /* or on their own */
    FACT_RUN_ON,           /* one seat, exclusions to the end */
    FACT_FIRST,            /* papers went to their first preferences */
    FACT_CROSSES,          /* a cross is a vote */
    FACT_QUOTA,            /* votes are the quota, of papers */
    FACT_QUOTA_NOW,        /* votes are now the quota, other before */
    FACT_DEFERRED,         /* votes of surpluses of who wait; gap is other; the lowest
                              papers are compared with the next */
    FACT_LOOKED_BACK,      /* who[0] and who[1] level; at stage back votes and other;
                              back 0: within a stage */
    FACT_LOT,              /* who were level, the lot fell on chosen */
    FACT_SURPLUS,          /* who has votes over the quota */
    FACT_EXAMINED_FIRST,   /* all papers, first preferences of who */
    FACT_EXAMINED_LAST,    /* the papers who received last, at value */
    FACT_EXAMINED_ALL,     /* all papers of who */
    FACT_VALUE,            /* votes over papers is value each */
    FACT_VALUE_CAP,        /* votes over papers would be more than value */
    FACT_SHARE,            /* votes of other: what is left of each paper's value */
    FACT_NOTHING_MOVES,    /* none of them has a next preference: votes are lost */
    FACT_GIVEN,            /* who receives papers at value (0: various), votes */
    FACT_LOST,             /* papers without preference; votes non-transferable */
    FACT_EXCLUDED,         /* who has the fewest votes */
    FACT_EXCLUDED_BATCH,   /* who have votes together, value in surpluses, next other */
    FACT_EXCLUDED_ALONE,   /* who alone, by the officer, though rules take more */
    FACT_EXCLUDED_LAST,    /* who, without transfer */
    FACT_NO_VOTES_TO_MOVE, /* who had no papers */
    FACT_SUBPARCEL,        /* papers at value are transferred next */
    FACT_STOPPED,          /* votes of who are not transferred any more */
    FACT_CHECK,            /* votes of candidates and other lost are all there were */
    FACT_KEEP,             /* who keeps value of each paper */
    FACT_SETTLED,          /* no surplus is left to share; nobody else is elected */
    FACT_ELECTED,          /* who has votes, no fewer than other, the quota */
    FACT_ELECTED_ACTIVE,   /* who has votes, and cannot be overtaken */
    FACT_ELECTED_LAST,     /* who has votes; all the others together have other */
    FACT_ELECTED_REST,     /* who are as many as places are left */
    FACT_ELECTED_TOP,      /* who has votes, among the most */
    FACT_SURPLUS_LEFT,     /* who has votes over the quota that nobody needs */
    FACT_ORDER_OPEN,       /* who were level in the order of election */
    FACT_NOT_ELECTED,      /* who */
    FACT_UNFILLED,         /* papers: places nobody takes */
    FACTS,
};

struct fact {
    enum fact_kind kind;
    enum rulebook_step step;
    unsigned section; /* 0 before the count, 1 … the stages, then the end */
    enum lot_purpose purpose;
    unsigned back;
    uint8_t chosen;
    uint64_t papers;
    int64_t votes;
    int64_t other;
    int64_t value;
    size_t who_count;
    uint8_t who[RANKING_CANDIDATES_MAX];
};

/* Whether the fact is about this candidate. */
bool fact_is_about(const struct fact *fact, uint8_t candidate);

#endif
