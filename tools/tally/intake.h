/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A vote that comes otherwise than online, judged by rules 36 to 39: whether it is duly
 * received, was before, or is to be disqualified and why. It decides from what is known
 * of the number, and does nothing.
 */
#ifndef TALLY_INTAKE_H
#define TALLY_INTAKE_H

#include "core/definition.h"
#include "inquiry.h"

/* What lies before the officer. */
struct intake {
    struct envelope envelope;
    enum channel channel;
    bool is_declared; /* the declaration is there and right, or none is needed */
    bool is_in_time;  /* it came before the close, whatever the clock says now */
    bool is_another;  /* not the vote that was disqualified before */
};

enum verdict {
    VERDICT_RECEIVE = 1,
    VERDICT_DISQUALIFY, /* `reason` says why; it never stood */
    VERDICT_RECEIVED,   /* by this channel, at entry `entry`: done already */
    VERDICT_STRUCK,     /* disqualified for this very reason already */
    VERDICT_DOUBTFUL,   /* a vote of this number was taken and then disqualified */
    VERDICT_LATE,       /* after the box was made: for the register of rule 56 */
    VERDICT_UNKNOWN,    /* there is no such number */
};

struct judgment {
    enum verdict verdict;
    enum disqualify_reason reason;
    const struct inquiry_struck *struck; /* the document disqualified before */
};

struct judgment intake_judge(const struct intake *intake,
                             const struct inquiry *inquiry);

/* Where the line is read; cid 0: every envelope says its constituency. */
struct intake_place {
    const struct definition *definition;
    const struct eid *eid;
    uint16_t cid;
};

/*
 * "2.417.K7 y", or "417 y" where the constituency is known; asks on standard input for
 * what is needed and not said. `out` has its channel and time already. NULL, or what is
 * wrong in plain words.
 */
const char *
intake_read(const struct intake_place *place, struct span line, struct intake *out);

#endif
