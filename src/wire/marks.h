/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One ballot's marks as a ballot file is read, whatever its format: candidates in order
 * of preference, and where the order stops being clear. Inline for the sake of files
 * with millions of ballots.
 */
#ifndef WIRE_MARKS_H
#define WIRE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/fault.h"
#include "blt_scan.h"
#include "core/rankings.h"

struct marks {
    size_t count;
    bool is_broken;
    uint8_t list[RANKING_MARKS_MAX];
};

static inline void marks_begin(struct marks *marks)
{
    marks->count = 0;
    marks->is_broken = false;
}

static inline int marks_put(struct blt_scan *scan, struct marks *marks, uint32_t mark)
{
    if (marks->count == RANKING_MARKS_MAX) {
        return blt_malformed(scan, "a candidate ranked twice");
    }
    marks->list[marks->count++] = (uint8_t)mark;
    return 0;
}

/* From here on the order is not clear. */
static inline int marks_break(struct blt_scan *scan, struct marks *marks)
{
    if (marks->is_broken) {
        return 0;
    }
    marks->is_broken = true;
    return marks_put(scan, marks, RANKING_BREAK);
}

/* The ballot is whole: `weight` papers of it. */
MUST_USE static inline int marks_add(struct blt_scan *scan,
                                     const struct marks *marks,
                                     uint32_t weight,
                                     struct rankings *to)
{
    int r = rankings_add(to, marks->list, marks->count, weight);

    switch (r) {
    case 0:
        return 0;
    case RANKING_CANDIDATE:
        return blt_malformed(scan, "no such candidate");
    case RANKING_REPEATED:
        return blt_malformed(scan, "a candidate ranked twice");
    case RANKING_WEIGHT:
        return blt_malformed(scan, "a ballot of no papers");
    case RANKING_MANY:
        return blt_malformed(scan, "more ballots than can be counted");
    default:
        return FOLD(r);
    }
}

#endif
