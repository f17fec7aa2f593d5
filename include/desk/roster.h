/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The list of eligible voters as it goes into its sealed packet (rule 54): after the
 * declaration, to the returning officer and nobody else. With each member stands the
 * reference that says which voter number was theirs, sealed to the officer.
 */
#ifndef DESK_ROSTER_H
#define DESK_ROSTER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "desk/desk.h"
#include "store/members.h"

enum roster_refusal {
    ROSTER_GRANT = 1, /* not the returning officer */
    ROSTER_TIME,      /* nothing is declared yet, or what is personal is destroyed */
    ROSTER_UNKNOWN,   /* no such constituency */
};

/* sealed: empty where no number was given. */
typedef int (*roster_visit)(void *context,
                            const struct member *member,
                            struct span sealed);
MUST_USE int desk_roster(struct desk *desk,
                         const struct sign_key *officer,
                         uint16_t cid,
                         roster_visit visit,
                         void *context);

#endif
