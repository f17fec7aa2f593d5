/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A member has died, as an officer of the roll records it at any time: no mail or
 * letter from then on, no voting code. Who may vote stays what it was when nominations
 * closed. A candidate's death is recorded with the nomination (desk/leave), or noted.
 */
#ifndef DESK_DIED_H
#define DESK_DIED_H

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/desk.h"
#include "store/members.h"

enum died_refusal {
    DIED_UNKNOWN = 1, /* no member has this number */
    DIED_ALREADY,     /* is recorded */
    DIED_NOT,         /* is not recorded: nothing to take back */
    DIED_CANDIDATE,   /* stands: to be recorded with the nomination first */
    DIED_GRANT,       /* this officer may not */
    DIED_NO_ROOM,
    DIED_REFUSALS,
};

struct died_order {
    const char *member; /* the number */
    struct sign_key officer;
};

/* Whom a number means, member today or not. Refuses DIED_UNKNOWN. */
MUST_USE int desk_died_whom(struct desk *desk, const char *number, struct member *out);

MUST_USE int desk_died(struct desk *desk, const struct died_order *order);

/* It was a mistake. What was not sent meanwhile is not sent: codes are replaced. */
MUST_USE int desk_died_not(struct desk *desk, const struct died_order *order);

#endif
