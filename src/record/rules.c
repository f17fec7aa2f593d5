// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rules.h"

#include <string.h>

const struct definition *rules_definition(const struct ledger *ledger)
{
    return ledger->definition == NULL ? NULL : ledger->definition->of.definition;
}

const struct constituency *rules_constituency(const struct ledger *ledger, uint16_t cid)
{
    return definition_constituency(rules_definition(ledger), cid);
}

struct ledger_state *rules_seat(struct ledger *ledger, uint16_t cid)
{
    return &ledger->seats[cid - 1].sum;
}

bool rules_has(const struct ledger *ledger, enum entry_type type)
{
    return ledger->first[type] != RULES_NONE;
}

int rules_before_box(const struct ledger *ledger)
{
    if (!rules_has(ledger, ENTRY_OPEN)) {
        return LEDGER_NOT_OPEN;
    }
    return rules_has(ledger, ENTRY_BOX) ? LEDGER_FROZEN : 0;
}

int rules_polled(const struct ledger *ledger, uint16_t cid)
{
    return ledger_is_polled(ledger, cid) ? 0 : LEDGER_CONSTITUENCY;
}

/* The number is free again, but only a received may take it. */
static void give_back(struct ledger *ledger, uint16_t cid, uint32_t number)
{
    struct elector *elector = electors_get(ledger->electors, cid, number);

    if (elector != NULL) {
        elector->flags &= (uint8_t)~ELECTOR_SPENT;
        elector->flags |= ELECTOR_STRUCK;
    }
}

void rules_strike(struct ledger *ledger, struct vote *vote, enum vote_state state)
{
    struct ledger_state *seat = rules_seat(ledger, vote->cid);

    vote->state = (uint8_t)state;
    if (vote->kind == VOTE_ENTERED) {
        seat->entered--;
        return;
    }
    seat->online--;
    give_back(ledger, vote->cid, vote->number);
}

void rules_strike_received(struct ledger *ledger, struct receipt_vote *vote)
{
    vote->is_standing = false;
    rules_seat(ledger, vote->cid)->received[vote->channel]--;
    give_back(ledger, vote->cid, vote->number);
}
