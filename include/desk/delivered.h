/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the mail child reports, and the print files that wait to be collected. */
#ifndef DESK_DELIVERED_H
#define DESK_DELIVERED_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "store/deliveries.h"
#include "store/members.h"

enum delivered_refusal {
    DELIVERED_UNKNOWN = 1,
    DELIVERED_NO_ROOM,
};

/* News of a delivery: DELIVERY_SENT or DELIVERY_FAILED. */
MUST_USE int desk_delivered(struct desk *desk, int64_t id, enum delivery_state state);

/* Members whose last delivery failed, for the console. */
typedef int (*delivered_visit)(void *context,
                               const struct member *member,
                               const struct delivery *delivery);
MUST_USE int
desk_failed_deliveries(struct desk *desk, delivered_visit visit, void *context);

#endif
