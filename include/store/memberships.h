/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who was a member of which constituency, from when until when, as we learnt it; and so
 * who may vote (rule 27.1): whoever was a member when nominations closed and joined by
 * that day. What is changed afterwards is kept beside it and changes no vote.
 */
#ifndef STORE_MEMBERSHIPS_H
#define STORE_MEMBERSHIPS_H

#include <stdint.h>

#include "base/attr.h"
#include "store/members.h"
#include "store/roll.h"

/* Why a membership ended. */
enum membership_end {
    MEMBERSHIP_LASTS,
    MEMBERSHIP_UNLISTED,  /* the trust's list does not name them any more */
    MEMBERSHIP_CORRECTED, /* another constituency or day of joining */
    MEMBERSHIP_OPTED_OUT, /* by the member */
};

struct membership {
    uint16_t cid;
    char joined[MEMBER_DAY_SIZE];
    int64_t since;
    int64_t until; /* 0 while it lasts */
    enum membership_end ended;
};

/* The member's, with the constituency and day given there, from now on. Refuses
 * ROLL_DUPLICATE (one lasts), ROLL_NO_ROOM. */
MUST_USE int
memberships_begin(struct roll *roll, const struct member *member, int64_t now);

/* Ends the one that lasts. ROLL_UNKNOWN, ROLL_NO_ROOM. */
MUST_USE int memberships_end(struct roll *roll,
                             int64_t member,
                             int64_t now,
                             enum membership_end why);

/* The last one, lasting or not. ROLL_UNKNOWN. */
MUST_USE int
memberships_last(struct roll *roll, int64_t member, struct membership *out);

/* Who may vote, as of a moment. */
struct franchise {
    int64_t close;             /* nominations close, or as of when if that is earlier */
    char day[MEMBER_DAY_SIZE]; /* the last on which one could join */
    int64_t drawn;             /* the roll was drawn, or as of when if it was not yet */
    int64_t now;               /* what was learnt later is left out */
};

/* Calls back for each who may vote in a constituency (0: in all), by constituency and
 * in order of import: a member as today, but with the constituency and day of joining
 * by which they vote. */
MUST_USE int memberships_voters(struct roll *roll,
                                const struct franchise *franchise,
                                uint16_t cid,
                                members_visit visit,
                                void *context);

/* The constituency in which a member votes. ROLL_UNKNOWN: has no vote. */
MUST_USE int memberships_voter(struct roll *roll,
                               const struct franchise *franchise,
                               int64_t member,
                               uint16_t *out);

#endif
