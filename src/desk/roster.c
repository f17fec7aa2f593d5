// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/roster.h"

#include <string.h>

#include "base/fault.h"
#include "seal/sealbox.h"
#include "store/references.h"

#include "franchise.h"
#include "state.h"

struct visit {
    struct desk *desk;
    roster_visit visit;
    void *context;
};

static int with_reference(void *context, const struct member *member)
{
    const struct visit *with = context;
    CLEANUP(buf_deinit) struct buf sealed;
    int r;

    buf_init(&sealed, SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA);
    r = references_find(with->desk->roll, member->id, &sealed);
    if (r != 0 && r != ROLL_UNKNOWN) {
        return FOLD(r);
    }
    return with->visit(with->context, member, buf_span(&sealed));
}

static int check(struct desk *desk, const struct sign_key *officer, uint16_t cid)
{
    const struct definition *definition = desk_definition(desk);
    struct retention retention = desk_retention(desk);

    if (!definition
        || memcmp(&definition->officers[0].key, officer, sizeof(*officer)) != 0
        || !desk_officer(desk, officer, GRANT_ALL)) {
        return ROSTER_GRANT;
    }
    if (!definition_constituency(definition, cid)) {
        return ROSTER_UNKNOWN;
    }
    return retention.declared_at == 0 || retention.destroyed_at != 0 ? ROSTER_TIME : 0;
}

int desk_roster(struct desk *desk,
                const struct sign_key *officer,
                uint16_t cid,
                roster_visit visit,
                void *context)
{
    CLEANUP(hold_end) struct hold hold = {.desk = NULL};
    struct visit with = {desk, visit, context};
    struct franchise franchise;
    int r = check(desk, officer, cid);

    if (r != 0) {
        return r;
    }
    r = FOLD(franchise_now(desk, &franchise));
    if (r != 0) {
        return r;
    }
    hold_take(&hold, desk);
    return memberships_voters(desk->roll, &franchise, cid, with_reference, &with);
}
