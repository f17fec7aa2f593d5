/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a count sheet made elsewhere parts from ours, and what most likely made it:
 * found from the totals alone. It changes neither.
 */
#ifndef COUNT_PARTING_H
#define COUNT_PARTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/rankings.h"
#include "core/sheet.h"
#include "core/totals.h"

enum parting_cause {
    PARTING_NONE,             /* as far as theirs says anything, the sheets agree */
    PARTING_FIRST,            /* first preferences were counted otherwise */
    PARTING_SURPLUS_INSTEAD,  /* theirs transfers a surplus, ours excludes */
    PARTING_EXCLUDED_INSTEAD, /* theirs excludes, ours transfers a surplus */
    PARTING_OTHER_SURPLUS,    /* theirs transfers another's surplus */
    PARTING_OTHER_EXCLUDED,   /* theirs excludes somebody else */
    PARTING_MORE_EXCLUDED,    /* theirs excludes the same, and others with them */
    PARTING_FEWER_EXCLUDED,   /* theirs excludes only some of them */
    PARTING_VALUE,            /* the same papers moved at another value */
    PARTING_ALL_PAPERS,       /* the surplus was divided by all papers, not by the
                                 transferable ones */
    PARTING_PAPERS,           /* the same votes moved, to others than ours */
    PARTING_SUM,              /* what theirs moved does not add up */
    PARTING_ENDED,            /* theirs ends before this stage */
    PARTING_GOES_ON,          /* ours ended before this stage */
    PARTING_OTHER,
    PARTING_CAUSES,
};

struct parting {
    enum parting_cause cause;
    unsigned stage; /* the first that differs, from 1; 0: none does */
    size_t count;   /* whose votes theirs moved */
    uint8_t from[RANKING_CANDIDATES_MAX];
    int64_t value;  /* theirs, of each paper, where there is one; else 0 */
    bool is_whole;  /* theirs says the votes of everybody at this stage, and then */
    int64_t excess; /* by how much they are more than the valid votes */
};

/* The totals are those of the sheet's candidates, in its unit. */
void parting_find(const struct sheet *ours,
                  const struct totals *theirs,
                  struct parting *out);

/* The cause in one word: "first", "value" … */
const char *parting_cause_name(enum parting_cause cause);

#endif
