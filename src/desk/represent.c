// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/represent.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/suppress.h"

#include "represent_parts.h"
#include "state.h"

static void begin(struct desk *desk, struct profile *out)
{
    const struct definition *definition = desk_definition(desk);
    char day[MOMENT_PEOPLE_SIZE];

    moment_day(desk_now(desk), day);
    (void)snprintf(out->title,
                   sizeof(out->title),
                   "How well the membership represents the people it serves");
    (void)snprintf(out->trust, sizeof(out->trust), "%s", definition->trust);
    out->is_practice = definition->practice;
    (void)snprintf(
        out->note,
        sizeof(out->note),
        "As of %s. Groups of fewer than %d people are withheld, and so many "
        "others that they cannot be worked out. Numbers of members and voters "
        "are rounded to the nearest %d, and shares are worked out from the "
        "rounded numbers: two reports compared do not tell of a few people "
        "either, and totals may differ a little from their parts. Nothing "
        "here tells whether anybody has voted.",
        day,
        SUPPRESS_LEAST,
        SUPPRESS_STEP);
}

static int fill(struct desk *desk, struct profile *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    enum census_field field;
    int r = represent_membership(desk, out);

    (void)hold;
    for (field = CENSUS_AGE_BAND; r == 0 && field < CENSUS_FIELDS; field++) {
        r = represent_field(desk, field, out);
    }
    return r == 0 ? represent_polls(desk, out) : r;
}

int desk_represent(struct desk *desk, struct profile **out)
{
    CLEANUP(profile_freep) struct profile *made = NULL;
    int r;

    if (!desk_definition(desk)) {
        return REPRESENT_NO_ELECTION;
    }
    made = profile_new();
    if (made == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    begin(desk, made);
    r = fill(desk, made);
    if (r == 0) {
        *out = profile_take(&made);
    }
    return r;
}
