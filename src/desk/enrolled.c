// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/enrolled.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"

#include "fields.h"
#include "franchise.h"
#include "state.h"

int enrolled_moment(const char *day, int64_t *out)
{
    char text[MOMENT_SIZE];

    if (!fields_is_day(day)) {
        return ENROLLED_DAY;
    }
    (void)snprintf(text, sizeof(text), "%.10s 23:59", day);
    return moment_parse_people(span_of_text(text), out) == 0 ? 0 : ENROLLED_DAY;
}

int desk_enrolled_voters(struct desk *desk,
                         int64_t moment,
                         members_visit visit,
                         void *context)
{
    CLEANUP(hold_end) struct hold hold = {.desk = NULL};
    struct franchise franchise;
    int r;

    if (!desk_definition(desk)) {
        return ENROLLED_NO_ELECTION;
    }
    r = franchise_at(desk, moment, &franchise);
    if (r != 0) {
        return r;
    }
    hold_take(&hold, desk);
    return memberships_voters(desk->roll, &franchise, 0, visit, context);
}

int desk_enrolled(struct desk *desk, members_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return members_each(desk->roll, 0, visit, context);
}
