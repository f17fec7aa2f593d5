// SPDX-License-Identifier: AGPL-3.0-or-later
/* Definition, statement, roll: what must be settled before a poll. */
#include <string.h>

#include "base/fault.h"
#include "record/parcel.h"
#include "record/policy.h"
#include "rules_roll.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/sign.h"

static int is_sign_key(const struct sign_key *key)
{
    struct sign_key decoded;
    int r = sign_key_decode(SPAN(key->bytes), &decoded);

    return r <= 0 ? r : LEDGER_DEFINITION;
}

static int is_point(const struct point *point)
{
    struct point decoded;
    int r = point_decode(SPAN(point->bytes), &decoded);

    return r <= 0 ? r : LEDGER_DEFINITION;
}

static int check_trustee_keys(const struct definition *definition)
{
    size_t i;
    int r = is_point(&definition->election_key);

    for (i = 0; i < definition->trustee_count && r == 0; i++) {
        r = is_sign_key(&definition->trustees[i].key);
        if (r == 0) {
            r = is_point(&definition->trustees[i].static_key);
        }
    }
    return r;
}

static int check_keys(const struct definition *definition)
{
    size_t i;
    int r = is_sign_key(&definition->log);

    if (r == 0 && definition->has_issuer) {
        r = is_sign_key(&definition->issuer);
    }
    for (i = 0; i < definition->officer_count && r == 0; i++) {
        r = is_sign_key(&definition->officers[i].key);
    }
    for (i = 0; i < definition->mixer_count && r == 0; i++) {
        r = is_sign_key(&definition->mixers[i].key);
    }
    return r != 0 ? r : check_trustee_keys(definition);
}

/* Witnesses, and an origin that can name a log. */
static int check_policy(const struct definition *definition)
{
    CLEANUP(policy_freep) struct policy *policy = NULL;
    int r;

    r = policy_new(definition, NULL, &policy);
    return r <= 0 ? r : LEDGER_DEFINITION;
}

static int check_definition(const struct ledger *ledger, struct incoming *in)
{
    int r;

    (void)ledger;
    if (definition_check(in->document->of.definition, NULL, 0) > 0) {
        return LEDGER_DEFINITION;
    }
    r = check_policy(in->document->of.definition);
    return r != 0 ? r : check_keys(in->document->of.definition);
}

static int apply_definition(struct ledger *ledger, struct incoming *in)
{
    struct digest digest;

    hash_sha256(in->entry.document, &digest);
    memcpy(ledger->eid.bytes, digest.bytes, EID_SIZE);
    ledger->definition = document_take(&in->document);
    ledger->close_at = rules_definition(ledger)->timetable.at[STEP_CLOSE];
    ledger->page = rules_definition(ledger)->page;
    return 0;
}

const struct rule rules_of_definition = {check_definition, apply_definition};

static enum outcome outcome_of(size_t candidates, size_t seats)
{
    if (candidates > seats) {
        return OUTCOME_CONTESTED;
    }
    return candidates == seats ? OUTCOME_UNOPPOSED : OUTCOME_SHORT;
}

static int check_statement(const struct ledger *ledger, struct incoming *in)
{
    const struct definition *definition = rules_definition(ledger);
    const struct statement *statement = &in->document->of.statement;
    size_t i;

    if (rules_has(ledger, ENTRY_STATEMENT)) {
        return LEDGER_ONCE;
    }
    if (in->entry.time < definition->timetable.at[STEP_WITHDRAWAL]) {
        return LEDGER_EARLY;
    }
    if (statement->count != definition->constituency_count) {
        return LEDGER_STATEMENT;
    }
    for (i = 0; i < statement->count; i++) {
        const struct nominees *list = &statement->lists[i];

        if (list->count > CANDIDATES_MAX
            || list->outcome
                   != outcome_of(list->count, definition->constituencies[i].seats)) {
            return LEDGER_STATEMENT;
        }
    }
    return 0;
}

static int apply_statement(struct ledger *ledger, struct incoming *in)
{
    const struct statement *statement = &in->document->of.statement;
    size_t i;

    for (i = 0; i < statement->count; i++) {
        ledger->seats[i].sum.is_contested =
            statement->lists[i].outcome == OUTCOME_CONTESTED;
    }
    ledger->statement = document_take(&in->document);
    return 0;
}

const struct rule rules_of_statement = {check_statement, apply_statement};

/* One list for each contested constituency, in order. */
static int check_roll_lists(const struct ledger *ledger,
                            const struct roll_document *roll)
{
    const struct definition *definition = rules_definition(ledger);
    size_t next = 0;
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        if (!ledger->seats[i].sum.is_contested) {
            continue;
        }
        if (next == roll->count || roll->lists[next].cid != i + 1) {
            return LEDGER_LISTS;
        }
        next++;
    }
    return next == roll->count && next > 0 ? 0 : LEDGER_LISTS;
}

/* What the source says of an object. */
static int found(int r)
{
    if (r == SOURCE_ABSENT) {
        return LEDGER_OBJECT_MISSING;
    }
    return r <= 0 ? r : LEDGER_OBJECT;
}

static int check_roll_object(const struct ledger *ledger,
                             const struct electorate *list,
                             struct electors *electors)
{
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    struct pieces object;
    int r;

    if (list->object.size != rules_roll_size(list->electors)) {
        return LEDGER_OBJECT;
    }
    r = parcel_open(ledger->source, &list->object, &parcel);
    if (r != 0) {
        return found(r);
    }
    object = parcel_pieces(parcel);
    return rules_read_roll(ledger, list, &object, electors);
}

static int check_roll(const struct ledger *ledger, struct incoming *in)
{
    const struct roll_document *roll = &in->document->of.roll;
    size_t i;
    int r;

    if (!rules_has(ledger, ENTRY_STATEMENT)) {
        return LEDGER_EARLY;
    }
    if (rules_has(ledger, ENTRY_ROLL)) {
        return LEDGER_ONCE;
    }
    r = check_roll_lists(ledger, roll);
    if (r != 0) {
        return r;
    }
    r = electors_new(&in->electors);
    for (i = 0; i < roll->count && r == 0; i++) {
        r = check_roll_object(ledger, &roll->lists[i], in->electors);
    }
    return r;
}

static int apply_roll(struct ledger *ledger, struct incoming *in)
{
    const struct roll_document *roll = &in->document->of.roll;
    size_t i;

    electors_free(ledger->electors);
    ledger->electors = electors_take(&in->electors);
    for (i = 0; i < roll->count; i++) {
        struct ledger_state *seat = rules_seat(ledger, roll->lists[i].cid);

        seat->highest = roll->lists[i].electors;
        seat->electors = roll->lists[i].electors;
    }
    ledger->roll = document_take(&in->document);
    return 0;
}

const struct rule rules_of_roll = {check_roll, apply_roll};
