/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nomination forms that came on paper, keyed by an officer for any member. A paper is
 * taken as it is: what it lacks, or that it was late, is for the officer's decision on
 * one of rule 14's five grounds, and desk_decide finds no such form valid.
 */
#ifndef DESK_KEYING_H
#define DESK_KEYING_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/nominate.h"
#include "store/filed.h"

enum keying_refusal {
    KEYING_UNKNOWN = 1, /* nobody on the roll has this number */
    KEYING_TIME,        /* before the notice of election, or the statement is signed */
    KEYING_GRANT,       /* this officer may not */
    KEYING_RECEIVED,    /* not received between the notice and now */
    KEYING_LACKING,   /* see the errors; `as_it_is` was not said, or would lose text */
    KEYING_EARLIER,   /* the candidate's form of a later moment stands */
    KEYING_LATE_COPY, /* late, and what came in time stands */
    KEYING_NO_ROOM,
    KEYING_REFUSALS,
};

enum keying_how {
    KEYING_WHOLE,    /* refused with what it lacks */
    KEYING_AS_IT_IS, /* the paper says no more than this */
};

struct keying {
    const char *number; /* of the member */
    const struct form *form;
    int64_t received;
    enum keying_how how;
    struct sign_key officer;
};

/* Becomes the member's nomination, acknowledged by email where the form gives one.
 * The errors are filled in with 0 and KEYING_LACKING. */
MUST_USE int desk_keying(struct desk *desk,
                         const struct keying *keying,
                         struct nomination_errors *errors,
                         int64_t *form);

/* The member with this number. Refuses KEYING_UNKNOWN. */
MUST_USE int
desk_keying_member(struct desk *desk, const char *number, struct member *out);

/* Who keyed a form. Refuses KEYING_UNKNOWN: the candidate sent it themselves. */
MUST_USE int desk_keying_mark(struct desk *desk, int64_t form, struct filed_mark *out);

#endif
