// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/ledger_view.h"

#include "rules.h"

uint64_t ledger_count(const struct ledger *ledger)
{
    return ledger->count;
}

int64_t ledger_time(const struct ledger *ledger)
{
    return ledger->time;
}

const struct definition *ledger_definition(const struct ledger *ledger)
{
    return rules_definition(ledger);
}

const struct statement *ledger_statement(const struct ledger *ledger)
{
    return ledger->statement == NULL ? NULL : &ledger->statement->of.statement;
}

const struct roll_document *ledger_roll(const struct ledger *ledger)
{
    return ledger->roll == NULL ? NULL : &ledger->roll->of.roll;
}

const struct box_document *ledger_box(const struct ledger *ledger)
{
    return ledger->box == NULL ? NULL : &ledger->box->of.box;
}

const struct result_document *ledger_result(const struct ledger *ledger)
{
    return ledger->result == NULL ? NULL : &ledger->result->of.result;
}

const struct eid *ledger_eid(const struct ledger *ledger)
{
    return &ledger->eid;
}

const struct digest *ledger_box_id(const struct ledger *ledger)
{
    return &ledger->box_id;
}

const struct digest *ledger_page(const struct ledger *ledger)
{
    return &ledger->page;
}

bool ledger_find_entry(const struct ledger *ledger, enum entry_type type, uint64_t *out)
{
    if ((unsigned)type >= ENTRY_TYPES || !rules_has(ledger, type)) {
        return false;
    }
    *out = ledger->first[type] - 1;
    return true;
}

bool ledger_may_sign(const struct ledger *ledger,
                     const struct sign_key *key,
                     unsigned grant)
{
    return rules_may_sign(ledger, key, grant);
}

void ledger_constituency(const struct ledger *ledger,
                         uint16_t cid,
                         struct ledger_state *out)
{
    *out = ledger->seats[cid - 1].sum;
}

bool ledger_is_polled(const struct ledger *ledger, uint16_t cid)
{
    return cid >= 1 && cid <= CONSTITUENCIES_MAX
           && ledger->seats[cid - 1].sum.is_contested
           && !ledger->seats[cid - 1].sum.is_abandoned;
}

uint64_t ledger_input_count(const struct ledger *ledger, uint16_t cid)
{
    return ledger->seats[cid - 1].sum.online + ledger->seats[cid - 1].sum.entered;
}

void ledger_inputs(const struct ledger *ledger, uint16_t cid, uint64_t *out)
{
    size_t count;
    const struct vote *votes = votes_all(ledger->votes, &count);
    size_t i;

    for (i = 0; i < count; i++) {
        if (votes[i].cid == cid && votes[i].state == VOTE_STANDING) {
            *out++ = votes[i].entry;
        }
    }
}

static struct ledger_voter voter_of(const struct elector *elector,
                                    const struct elector_place *place)
{
    return (struct ledger_voter){
        .cid = place->cid,
        .number = place->number,
        .credential = elector->credential,
        .is_cancelled = (elector->flags & ELECTOR_CANCELLED) != 0,
        .is_spent = (elector->flags & ELECTOR_SPENT) != 0,
        .spent_by = (enum channel)elector->channel,
        .spent_at = elector->spender,
        .has_ballot = (elector->flags & ELECTOR_BALLOTED) != 0,
        .ballot = elector->ballot,
    };
}

bool ledger_find_number(const struct ledger *ledger,
                        uint16_t cid,
                        uint32_t number,
                        struct ledger_voter *out)
{
    const struct elector_place place = {cid, number};
    const struct elector *elector = electors_get(ledger->electors, cid, number);

    if (elector == NULL) {
        return false;
    }
    *out = voter_of(elector, &place);
    return true;
}

bool ledger_find_voter(const struct ledger *ledger,
                       const struct sign_key *credential,
                       struct ledger_voter *out)
{
    struct elector_place place;

    return electors_find(ledger->electors, credential, &place)
           && ledger_find_number(ledger, place.cid, place.number, out);
}

const struct ledger_offer *ledger_offers(const struct ledger *ledger, size_t *count)
{
    *count = ledger->offer_count;
    return ledger->offers;
}

uint64_t ledger_broken(const struct ledger *ledger, uint64_t *first)
{
    size_t count;
    const struct vote *votes = votes_all(ledger->votes, &count);
    size_t i;

    for (i = 0; i < count && ledger->broken > 0; i++) {
        if (votes[i].state == VOTE_BROKEN) {
            *first = votes[i].entry;
            break;
        }
    }
    return ledger->broken;
}

const struct ledger_strike *ledger_strikes(const struct ledger *ledger, size_t *count)
{
    *count = ledger->strike_count;
    return ledger->strikes;
}

/* Of every polled constituency with ballots: all mixes and enough shares offered. */
static void add_tally(const struct ledger *ledger, struct facts *facts)
{
    const struct definition *definition = rules_definition(ledger);
    uint16_t cid;

    facts->has_all_mixes = facts->has_box;
    facts->has_all_shares = facts->has_box;
    for (cid = 1; cid <= definition->constituency_count; cid++) {
        const struct ledger_state *seat = &ledger->seats[cid - 1].sum;

        if (!ledger_is_polled(ledger, cid) || ledger_input_count(ledger, cid) == 0) {
            continue;
        }
        facts->has_all_mixes = facts->has_all_mixes && seat->mixes >= definition->mixes;
        facts->has_all_shares =
            facts->has_all_shares && seat->shares >= definition->threshold;
    }
}

/* Nothing is left to poll of what was contested. */
static void add_contests(const struct ledger *ledger, struct facts *facts)
{
    bool is_any_polled = false;
    size_t i;

    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        facts->is_contested = facts->is_contested || ledger->seats[i].sum.is_contested;
        is_any_polled = is_any_polled || ledger_is_polled(ledger, (uint16_t)(i + 1));
    }
    facts->is_abandoned =
        ledger->is_abandoned || (facts->is_contested && !is_any_polled);
}

void ledger_facts(const struct ledger *ledger, struct facts *out)
{
    struct facts facts = {
        .has_definition = ledger->definition != NULL,
        .has_statement = ledger->statement != NULL,
        .has_roll = ledger->roll != NULL,
        .has_open = rules_has(ledger, ENTRY_OPEN),
        .has_close = rules_has(ledger, ENTRY_CLOSE),
        .has_box = ledger->box != NULL,
        .has_result = ledger->result != NULL,
        .is_sealed = ledger->retention.sealed_at != 0,
        .is_destroyed = ledger->retention.destroyed_at != 0,
        .close_at = ledger->close_at,
    };

    if (facts.has_definition) {
        add_contests(ledger, &facts);
        add_tally(ledger, &facts);
    }
    memcpy(facts.extended_for, ledger->extended_for, sizeof(facts.extended_for));
    *out = facts;
}

const struct retention *ledger_retention(const struct ledger *ledger)
{
    return &ledger->retention;
}
