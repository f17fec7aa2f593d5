/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Letters with a code to sign in by (house.md §5), for members without email. They go
 * into a print file sealed to the officer's key; of a code only its hash is kept, until
 * it is used once or has expired.
 */
#ifndef DESK_INVITE_H
#define DESK_INVITE_H

#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/desk.h"

enum {
    INVITE_LIFE = 60 * 24 * 3600, /* seconds */
};

enum invite_refusal {
    INVITE_UNKNOWN = 1, /* no member has this number */
    INVITE_NO_ADDRESS,  /* first line and postcode are not both on the roll */
    INVITE_NOBODY,      /* no member is without email */
    INVITE_GRANT,       /* this officer may not */
    INVITE_NO_PRINT,    /* the print file could not be written: nobody has the codes */
    INVITE_NO_ROOM,
    INVITE_REFUSALS,
};

struct invite_order {
    const char *member; /* a number; NULL: every member without email */
    struct sign_key officer;
};

/* Gives how many letters there are. */
MUST_USE int
desk_invite(struct desk *desk, const struct invite_order *order, size_t *count);

#endif
