/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a member decides for themselves: how their voting code comes, how much they hear
 * from the trust, and whether they stay a member. No import changes it.
 */
#ifndef DESK_CHOICES_H
#define DESK_CHOICES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/members.h"

enum choices_refusal {
    CHOICES_UNKNOWN = 1, /* no such member today */
    CHOICES_WAY,         /* neither email nor post */
    CHOICES_HEARS,       /* not how much to hear */
    CHOICES_NO_EMAIL,    /* email without an address to send it to */
    CHOICES_NO_ADDRESS,  /* post without first line and postcode */
    CHOICES_EMAIL_ONLY,  /* post, and the trust sends email to whoever has it (r. 22.3)
                          */
    CHOICES_CANDIDATE,   /* a candidate does not leave */
    CHOICES_NO_ROOM,
    CHOICES_REFUSALS,
};

/* Whether a member may choose this way. */
MUST_USE int
desk_choices_may(struct desk *desk, const struct member *member, enum member_way way);

/* Whether the voting code comes by email, by what the member and the trust decided. */
bool desk_choices_is_by_email(struct desk *desk, const struct member *member);

/* Keeps way and hears of member->id. */
MUST_USE int desk_choices_keep(struct desk *desk, const struct member *member);

/* Whether the member may leave: CHOICES_CANDIDATE. */
MUST_USE int desk_choices_may_leave(struct desk *desk, int64_t member);

/* The member leaves, and stays out whatever the trust's list says. */
MUST_USE int desk_choices_opt_out(struct desk *desk, int64_t member);

#endif
