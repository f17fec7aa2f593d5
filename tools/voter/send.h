/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sends ballots and keeps what came of each. As the page does: a ballot whose answer
 * was lost is sent again, the same bytes, and a vote counts as recorded only when its
 * receipt is good.
 */
#ifndef VOTER_SEND_H
#define VOTER_SEND_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "election.h"
#include "voter.h"

enum send_result {
    SEND_LOST,     /* no answer, or one that says "later" */
    SEND_RECORDED, /* now, with a good receipt */
    SEND_REPEATED, /* before already, with a good receipt */
    SEND_REFUSED,  /* by the problem named */
    SEND_UNPROVED, /* answered as recorded, but the receipt is not good */
    SEND_RESULTS,
};

enum {
    SEND_PROBLEM_SIZE = 48,
};

struct send_outcome {
    enum send_result result;
    uint64_t index;                  /* of its entry, when recorded */
    char problem[SEND_PROBLEM_SIZE]; /* the slug of the refusal, "" if none */
    unsigned status;                 /* HTTP's, 0 when there was no answer */
    struct buf answer;               /* the receipt, when recorded */
};

struct sending {
    struct span ballots; /* one behind the other */
    size_t count;
    struct send_outcome *outcomes; /* owned, one a ballot */
    int64_t milliseconds;          /* from first to last answer */
};

MUST_USE int send_ballots(const struct voter_settings *settings,
                          const struct election *election,
                          struct span ballots,
                          struct sending *out);
void send_deinit(struct sending *sending);

/* "recorded", "repeated", … */
const char *send_result_name(enum send_result result);

#endif
