/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A nomination by the id of its form, and whether a member stands. Inside desk/ only,
 * under roll_lock. */
#ifndef DESK_FOUND_H
#define DESK_FOUND_H

#include <stdbool.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/forms.h"

enum found_refusal {
    FOUND_NONE = 1, /* no such form, or its member has sent another since */
};

MUST_USE int found_nomination(struct desk *desk, int64_t form, struct nomination *out);

/* Whether a nomination of the member's stands or waits to be decided. */
MUST_USE int found_candidate(struct desk *desk, int64_t member, bool *out);

#endif
