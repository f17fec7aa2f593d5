// SPDX-License-Identifier: AGPL-3.0-or-later
/* Definition, statement, roll: what must be settled before a poll. */
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/policy.h"
#include "rules.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/sign.h"

enum {
    ROLL_HEAD = 42,    /* "GB1R" ‖ eid ‖ u16 cid ‖ u32 N */
    ROLL_PIECE = 2048, /* credentials read at once */
};

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

static int check_roll_head(const struct ledger *ledger, const struct electorate *list)
{
    CLEANUP(buf_deinit) struct buf head;
    struct reader reader;
    int r;

    buf_init(&head, ROLL_HEAD);
    r = ledger->source->object_piece(
        ledger->source->context, &list->object.digest, 0, ROLL_HEAD, &head);
    if (r != 0) {
        return found(r);
    }
    reader_init(&reader, buf_span(&head));
    if (!reader_skip(&reader, "GB1R")
        || !span_is_equal(reader_take(&reader, EID_SIZE), SPAN(ledger->eid.bytes))
        || reader_u16(&reader) != list->cid || reader_u32(&reader) != list->electors
        || !reader_done(&reader)) {
        return LEDGER_OBJECT;
    }
    return 0;
}

static int
add_credential(struct electors *electors, uint16_t cid, struct reader *reader)
{
    struct sign_key key;
    int r;

    r = sign_key_decode(reader_take(reader, SIGN_KEY_SIZE), &key);
    if (r != 0) {
        return r < 0 ? r : LEDGER_KEY;
    }
    r = electors_add(electors, cid, &key);
    return r <= 0 ? r : LEDGER_TAKEN;
}

static int add_piece(struct electors *electors, uint16_t cid, const struct buf *piece)
{
    struct reader reader;
    int r;

    reader_init(&reader, buf_span(piece));
    while (!reader_is_empty(&reader)) {
        r = add_credential(electors, cid, &reader);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int load_roll(const struct ledger *ledger,
                     const struct electorate *list,
                     struct electors *electors)
{
    CLEANUP(buf_deinit) struct buf piece;
    uint32_t done;
    uint32_t some;
    int r;

    buf_init(&piece, (size_t)ROLL_PIECE * SIGN_KEY_SIZE);
    for (done = 0; done < list->electors; done += some) {
        some = list->electors - done < ROLL_PIECE ? list->electors - done : ROLL_PIECE;
        buf_reset(&piece);
        r = ledger->source->object_piece(ledger->source->context,
                                         &list->object.digest,
                                         ROLL_HEAD + (uint64_t)done * SIGN_KEY_SIZE,
                                         (size_t)some * SIGN_KEY_SIZE,
                                         &piece);
        if (r != 0) {
            return found(r);
        }
        r = add_piece(electors, list->cid, &piece);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int check_roll_object(const struct ledger *ledger,
                             const struct electorate *list,
                             struct electors *electors)
{
    int r;

    if (list->object.size != ROLL_HEAD + (uint64_t)list->electors * SIGN_KEY_SIZE) {
        return LEDGER_OBJECT;
    }
    r = source_check_object(ledger->source, &list->object);
    if (r != 0) {
        return found(r);
    }
    r = check_roll_head(ledger, list);
    return r != 0 ? r : load_roll(ledger, list, electors);
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
