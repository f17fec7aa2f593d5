/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A count sheet's JSON, as results pages show it: totals by candidate and stage as
 * texts, what each stage did, the lots. It counts nothing:
 * what is shown is what the signed result names.
 */
#ifndef DAEMON_SHEET_VIEW_H
#define DAEMON_SHEET_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/constituency.h"

enum {
    SHEET_VIEW_TEXT = 32,
    SHEET_VIEW_WORDS = 400,
    SHEET_VIEW_STAGES = 1000,
    SHEET_VIEW_LOTS = CANDIDATES_MAX,
};

struct sheet_view_stage {
    char what[SHEET_VIEW_WORDS];
    char (*totals)[SHEET_VIEW_TEXT]; /* by candidate */
};

struct sheet_view {
    size_t candidates;
    char names[CANDIDATES_MAX][NAME_SIZE];
    uint64_t seats;
    uint64_t valid;
    char quota[SHEET_VIEW_TEXT]; /* "" where there is none */
    size_t stage_count;
    struct sheet_view_stage *stages;
    size_t lot_count;
    char lots[SHEET_VIEW_LOTS][SHEET_VIEW_WORDS];
};

enum sheet_view_refusal {
    SHEET_VIEW_MALFORMED = 1,
};

MUST_USE int sheet_view_read(struct span json, struct sheet_view **out);
void sheet_view_free(struct sheet_view *view);

/* What a stage added or took away: "+12.50", "-3", "0". */
void sheet_view_change(const char *before,
                       const char *after,
                       char out[static SHEET_VIEW_TEXT]);

OWNED(sheet_view)

#endif
