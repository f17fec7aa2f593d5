// SPDX-License-Identifier: AGPL-3.0-or-later
#include "eligible.h"

#include "base/fault.h"

#include "franchise.h"
#include "state.h"

int eligible_each(struct desk *desk, uint16_t cid, members_visit visit, void *context)
{
    const struct nominees *nominees = journal_nominees(desk->journal, cid);
    struct franchise franchise;
    int r;

    if (!nominees || nominees->outcome != OUTCOME_CONTESTED) {
        return ELIGIBLE_NO_POLL;
    }
    r = franchise_now(desk, &franchise);
    return r == 0 ? memberships_voters(desk->roll, &franchise, cid, visit, context)
                  : FOLD(r);
}
