/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One person stands once, though the roll may hold them twice. Inside desk/ only. */
#ifndef DESK_TWIN_H
#define DESK_TWIN_H

#include "base/attr.h"
#include "desk/desk.h"
#include "store/members.h"

enum twin_refusal {
    TWIN_NONE = 1,
};

/* Under roll_lock: another member whose nomination was accepted, of the same name, and
 * of the same email or the same first line and postcode. */
MUST_USE int
twin_find(struct desk *desk, const struct member *member, struct member *out);

#endif
