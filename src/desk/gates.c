// SPDX-License-Identifier: AGPL-3.0-or-later
/* What stands before a replacement: rules 29 to 31. */
#include "base/fault.h"
#include "core/day.h"
#include "desk/replace.h"
#include "store/deliveries.h"

#include "pending.h"
#include "state.h"

int64_t desk_lost_from(struct desk *desk)
{
    return day_midday(day_working_before(
        day_of(desk_close_at(desk)), REPLACE_LOST_DAYS, desk_holidays(desk)));
}

/* The tenth day before the close; what could not be delivered was never received. */
static int check_lost(struct desk *desk, const struct member *member)
{
    bool has_failed = false;
    int r;

    if (!day_is_before(day_of(desk_now(desk)), day_of(desk_lost_from(desk)))) {
        return 0;
    }
    r = FOLD(deliveries_has_failed(desk->roll, member->id, &has_failed));
    return r != 0 || has_failed ? r : REPLACE_EARLY;
}

int gates_check(struct desk *desk,
                const struct replace_order *order,
                const struct member *member,
                unsigned *missing)
{
    const struct constituency *constituency =
        definition_constituency(desk_definition(desk), member->cid);
    unsigned gates = register_gates(order->kept_in, constituency->wording_count);
    int r = order->kept_in == REGISTER_LOST ? check_lost(desk, member) : 0;

    if (r != 0) {
        return r;
    }
    *missing = gates & ~order->gates;
    return *missing == 0 ? 0 : REPLACE_UNSATISFIED;
}
