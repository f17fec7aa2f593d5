/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The report of a count that a candidate can follow, as text for a terminal. The words
 * are post/sentence's; what stands here is how they are laid out. The same report as a
 * page is post/report_page, for the notice board post/report_print.
 */
#ifndef POST_REPORT_H
#define POST_REPORT_H

#include "base/buf.h"
#include "post/story.h"

struct report {
    const struct story *story;
    const char *warning; /* stands before everything: "PRACTICE"; or NULL */
    const char *seed;    /* hexadecimal, where lots are drawn from one; or NULL */
};

/* Appends the whole report. */
void report_text(const struct report *report, struct buf *out);

/* Appends what happened to one candidate, stage by stage. */
void report_candidate(const struct report *report, uint8_t candidate, struct buf *out);

/* Appends "… rules …: 3 seats, 70 valid ballots, quota 18." */
void report_summary(const struct report *report, struct buf *out);

#endif
