/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Nomination forms on paper that members ask for, and that officers post (rule 9). */
#ifndef DESK_ASKING_H
#define DESK_ASKING_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/members.h"
#include "store/wanted.h"

enum asking_refusal {
    ASKING_UNKNOWN = 1, /* no such member, or no such open request */
    ASKING_TIME,        /* nominations are not open */
    ASKING_GRANT,       /* this officer may not */
    ASKING_NO_ROOM,
    ASKING_REFUSALS,
};

/* A form is to be posted to the member; asking again changes nothing. */
MUST_USE int desk_asking(struct desk *desk, int64_t member);

/* When the member asked for what was not posted yet. Refuses ASKING_UNKNOWN. */
MUST_USE int desk_asking_since(struct desk *desk, int64_t member, int64_t *out);

/* The form of this request is in the post. */
MUST_USE int
desk_asking_sent(struct desk *desk, int64_t request, const struct sign_key *officer);

/* How many are open. */
MUST_USE int desk_asking_count(struct desk *desk, uint64_t *out);

/* Every open request with its member, the oldest first. */
typedef int (*asking_visit)(void *context,
                            const struct wanted *wanted,
                            const struct member *member);
MUST_USE int desk_asking_each(struct desk *desk, asking_visit visit, void *context);

#endif
