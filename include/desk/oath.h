/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The declaration of rule 69, which an officer makes before the console opens: not a
 * member, director or employee of the trust, nor employed by or for a candidate. With
 * it goes an email address; an officer whose address is, or comes to be, on the roll
 * may do nothing.
 */
#ifndef DESK_OATH_H
#define DESK_OATH_H

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "desk/desk.h"

enum oath_refusal {
    OATH_NONE = 1, /* not made yet */
    OATH_MEMBER,   /* the email address is on the roll */
    OATH_EMAIL,    /* not an email address */
    OATH_NO_ROOM,
};

/* Whether the officer may act, as far as rule 69 goes: 0, OATH_NONE, OATH_MEMBER. */
MUST_USE int desk_oath(struct desk *desk, const struct sign_key *officer);

/* Makes the declaration; a later one replaces it. Refuses all but OATH_NONE. */
MUST_USE int
desk_swear(struct desk *desk, const struct sign_key *officer, struct span email);

#endif
