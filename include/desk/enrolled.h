/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Members as officers are shown them, and who may vote, as of any moment (rule 27.1).
 * It knows nothing of who has voted.
 */
#ifndef DESK_ENROLLED_H
#define DESK_ENROLLED_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/members.h"

enum enrolled_refusal {
    ENROLLED_NO_ELECTION = 1, /* the definition is not in the record yet */
    ENROLLED_DAY,             /* not YYYY-MM-DD */
};

/* The end of a UK day, "YYYY-MM-DD", as a moment. Refuses ENROLLED_DAY. */
MUST_USE int enrolled_moment(const char *day, int64_t *out);

/* Each who may vote as known at a moment (and, before nominations have closed, as if
 * they closed then), by constituency: a member with the constituency and day of joining
 * by which they vote. `visit` must not ask the desk anything. */
MUST_USE int desk_enrolled_voters(struct desk *desk,
                                  int64_t moment,
                                  members_visit visit,
                                  void *context);

/* Each member of today. */
MUST_USE int desk_enrolled(struct desk *desk, members_visit visit, void *context);

#endif
