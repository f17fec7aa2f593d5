/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The officer's decision on a nomination: valid, invalid on one of the five grounds of
 * rule 14, or the candidate ineligible. The candidate is told, with the reason. */
#ifndef DESK_DECIDE_H
#define DESK_DECIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "desk/desk.h"
#include "store/forms.h"

enum decide_ground {
    GROUND_NONE,
    GROUND_LATE,        /* received after the final day */
    GROUND_PARTICULARS, /* r. 10 */
    GROUND_INTERESTS,   /* r. 11 */
    GROUND_ELIGIBILITY, /* r. 12 */
    GROUND_SIGNATURE,   /* r. 13 */
    GROUNDS,
};

enum decide_verdict {
    VERDICT_ACCEPT = 1,
    VERDICT_INVALID,    /* needs a ground */
    VERDICT_INELIGIBLE, /* has none */
    VERDICTS,
};

enum decide_refusal {
    DECIDE_UNKNOWN = 1, /* no such form, or the member has submitted another since */
    DECIDE_WITHDRAWN,
    DECIDE_CHANGED, /* somebody has decided since the version that was looked at */
    DECIDE_TWICE,   /* what seems to be the same person stands already: desk_twin */
    DECIDE_LACKING, /* found valid, and it came late or lacks what the rules ask */
    DECIDE_GROUND,  /* a verdict and a ground that do not go together */
    DECIDE_GRANT,   /* this officer may not */
    DECIDE_TIME,    /* not before a form can be there, not after the statement */
    DECIDE_NO_ROOM,
    DECIDE_REFUSALS,
};

struct decision {
    int64_t form;
    int64_t version; /* of the nomination that was looked at */
    enum decide_verdict verdict;
    enum decide_ground ground;
    bool is_other_person; /* the officer knows them from their twin */
    struct sign_key officer;
};

MUST_USE int desk_decide(struct desk *desk, const struct decision *decision);

/* What the candidate of this form is told by post, in the words of the email. Refuses
 * DECIDE_UNKNOWN. */
MUST_USE int desk_decide_letter(struct desk *desk, int64_t form, struct buf *out);

/* One person stands once: who, of another membership, was found valid already and has
 * this member's name, and their email or their door. Refuses DECIDE_UNKNOWN: nobody. */
MUST_USE int
desk_twin(struct desk *desk, const struct member *member, struct member *out);

/* The words told to the candidate and shown in the console. Never NULL. */
const char *ground_words(enum decide_ground ground);

/* Every nomination with its member, for the console. */
typedef int (*decide_visit)(void *context,
                            const struct nomination *nomination,
                            const struct member *member);
MUST_USE int desk_nominations(struct desk *desk, decide_visit visit, void *context);

#endif
