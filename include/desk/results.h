/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was declared, for the results pages: the result entry's facts, the count sheets
 * it names, and the constituencies that were settled without a poll.
 */
#ifndef DESK_RESULTS_H
#define DESK_RESULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/document.h"
#include "desk/desk.h"
#include "record/turnout.h"

enum results_refusal {
    RESULTS_NOT_YET = 1, /* nothing is declared there */
    RESULTS_UNKNOWN,     /* no such constituency */
};

/* One constituency's declared result. */
struct results {
    uint16_t cid;
    bool had_poll;
    bool is_stopped;          /* its poll was: nobody is elected, nothing counted */
    struct result_list list;  /* with a poll */
    struct nominees nominees; /* numbers of `list.elected` are places in it */
    unsigned unfilled;        /* without a poll: seats left */
    struct turnout turnout;   /* with a poll */
    bool has_seed;            /* lots were drawn from it */
    struct digest seed;
};

/* On the heap. */
MUST_USE int desk_results(struct desk *desk, uint16_t cid, struct results **out);
void results_free(struct results *results);

/* When the result was declared: the time of its entry. RESULTS_NOT_YET. */
MUST_USE int desk_declared_at(struct desk *desk, int64_t *out);

/* The count sheet's JSON text of a polled constituency. */
MUST_USE int desk_results_sheet(struct desk *desk, uint16_t cid, struct buf *out);

OWNED(results)

#endif
