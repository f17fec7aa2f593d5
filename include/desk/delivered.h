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
    DELIVERED_NO_ROOM = 1,
};

struct delivered_news {
    int64_t id;
    enum delivery_state state; /* DELIVERY_SENT or DELIVERY_FAILED */
};

/* News of deliveries, all in one act; one the roll does not know is passed over. */
MUST_USE int
desk_delivered(struct desk *desk, const struct delivered_news *news, size_t count);

/* Members whose last delivery failed, for the console. */
typedef int (*delivered_visit)(void *context,
                               const struct member *member,
                               const struct delivery *delivery);
MUST_USE int
desk_failed_deliveries(struct desk *desk, delivered_visit visit, void *context);

#endif
