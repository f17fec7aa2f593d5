/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * "I did not get my email": a replacement draws a new token for a member, waits for the
 * officer's signature (desk/waiting, desk/submit), and upon its entry hands the token
 * out. The old number is known only to the officer's tool, which opens the sealed
 * reference; a number that has voted is refused by the record's rules.
 */
#ifndef DESK_REPLACE_H
#define DESK_REPLACE_H

#include "base/attr.h"
#include "base/span.h"
#include "core/document.h"
#include "desk/desk.h"

enum replace_refusal {
    REPLACE_UNKNOWN = 1, /* no such member */
    REPLACE_TIME,        /* not before the roll, not after the close */
    REPLACE_NO_POLL,     /* the member's constituency has no poll */
    REPLACE_NO_VOTE,     /* joined too late */
    REPLACE_REGISTER,    /* omitted: has a number; any other: has none */
    REPLACE_EARLY,       /* lost: not before the tenth day before the close (r. 30) */
    REPLACE_UNSATISFIED, /* of something that the register asks for: `missing` */
    REPLACE_GRANT,       /* this officer may not */
    REPLACE_PENDING,     /* one for this member waits for a signature already */
    REPLACE_FULL,        /* too many wait: sign those first */
    REPLACE_ISSUER,      /* the issuer draws the token: see `drawn` */
    REPLACE_DIED,        /* is recorded to have died: nothing is sent */
    REPLACE_NO_ROOM,
    REPLACE_REFUSALS,
};

/* What an issuer off the server drew: the credential, and the reference of the number
 * it takes the place of, sealed to the officer; empty with register omitted. */
struct drawn_credential {
    struct sign_key key;
    struct span sealed;
};

struct replace_order {
    const char *member; /* the membership number */
    enum replace_register kept_in;
    unsigned gates; /* what the officer is satisfied of */
    struct sign_key officer;
    const struct drawn_credential *drawn; /* NULL: the server draws */
};

enum {
    REPLACE_LOST_DAYS =
        10, /* working days before the close, from which it may be said */
};

/* The day from which a code may be said to be lost: midday. A code whose delivery
 * failed, as the daemon knows, is replaced at any time. */
int64_t desk_lost_from(struct desk *desk);

/* `missing`: the gates that are not satisfied, when that is the answer. */
MUST_USE int
desk_replace(struct desk *desk, const struct replace_order *order, unsigned *missing);

#endif
