/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who may vote: members of a contested constituency who joined in time. Inside desk/
 * only, under the desk's roll_lock. */
#ifndef DESK_ELIGIBLE_H
#define DESK_ELIGIBLE_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/members.h"

enum eligible_refusal {
    ELIGIBLE_NO_POLL = 1, /* by the statement, or before there is one */
};

/* In order of import, until the callback does not return 0. */
MUST_USE int
eligible_each(struct desk *desk, uint16_t cid, members_visit visit, void *context);

#endif
