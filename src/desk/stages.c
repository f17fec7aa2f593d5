// SPDX-License-Identifier: AGPL-3.0-or-later
/* How far each constituency has come, as the record says. */
#include "desk/desk.h"

#include "record/ledger_view.h"

#include "state.h"

static enum desk_state state_of(const struct ledger *ledger, uint16_t cid)
{
    struct ledger_state state = {0};

    if (!ledger_definition(ledger) || cid == 0
        || cid > ledger_definition(ledger)->constituency_count
        || !ledger_statement(ledger)) {
        return DESK_UNSETTLED;
    }
    ledger_constituency(ledger, cid, &state);
    if (!state.is_contested) {
        return ledger_statement(ledger)->lists[cid - 1].outcome == OUTCOME_SHORT
                   ? DESK_SHORT
                   : DESK_UNOPPOSED;
    }
    if (state.is_abandoned) {
        return state.dead != 0 ? DESK_COUNTERMANDED : DESK_ABANDONED;
    }
    return ledger_result(ledger) ? DESK_DECLARED : DESK_CONTESTED;
}

enum desk_state desk_state(struct desk *desk, uint16_t cid)
{
    enum desk_state state = state_of(journal_rules(desk->journal), cid);

    journal_release(desk->journal);
    return state;
}

int64_t desk_stopped_at(struct desk *desk, uint16_t cid)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    struct ledger_state state = {0};

    if (ledger_definition(ledger) && cid > 0
        && cid <= ledger_definition(ledger)->constituency_count) {
        ledger_constituency(ledger, cid, &state);
    }
    journal_release(desk->journal);
    return state.abandoned_at;
}

struct retention desk_retention(struct desk *desk)
{
    struct retention retention = *ledger_retention(journal_rules(desk->journal));

    journal_release(desk->journal);
    return retention;
}
