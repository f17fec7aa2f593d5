// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/delivered.h"

#include "base/fault.h"

#include "state.h"

static int move(struct desk *desk, const struct delivered_news *news)
{
    int r;

    if (news->state != DELIVERY_SENT && news->state != DELIVERY_FAILED) {
        return FAULT(FAULT_BUG);
    }
    r = deliveries_move(desk->roll, news->id, news->state);
    return r == ROLL_UNKNOWN ? 0 : act_answer(r, ACT_NO_ROOM);
}

int desk_delivered(struct desk *desk, const struct delivered_news *news, size_t count)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    size_t i;
    int r = act_begin(desk, &act);

    for (i = 0; r == 0 && i < count; i++) {
        r = move(desk, &news[i]);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? DELIVERED_NO_ROOM : r;
}

struct visit {
    struct desk *desk;
    delivered_visit visit;
    void *context;
};

static int with_member(void *context, const struct delivery *delivery)
{
    const struct visit *visit = context;
    struct member member;
    int r = members_get(visit->desk->roll, delivery->member, &member);

    return r != 0 ? FOLD(r) : visit->visit(visit->context, &member, delivery);
}

int desk_failed_deliveries(struct desk *desk, delivered_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct visit with = {desk, visit, context};

    (void)hold;
    return deliveries_failed(desk->roll, with_member, &with);
}
