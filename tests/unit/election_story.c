// SPDX-License-Identifier: AGPL-3.0-or-later
/* The steps of the small election, one after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "election.h"
#include "seal/share.h"
#include "seal/shuffle.h"

void election_define(struct election *election)
{
    struct document *document = document_new(ENTRY_DEFINITION, 0);

    assert_non_null(document);
    memcpy(document->of.definition, election->definition, sizeof(struct definition));
    assert_int_equal(election_submit(election, document, BY_RETURNING | BY_TRUSTEE), 0);
}

struct document *election_statement(struct election *election)
{
    static const size_t counts[] = {3, 2, 1};
    struct document *document = election_document(election, ENTRY_STATEMENT);
    size_t i;
    size_t j;

    document->of.statement.count = 3;
    for (i = 0; i < 3; i++) {
        struct nominees *list = &document->of.statement.lists[i];

        list->count = counts[i];
        list->outcome = i < 2 ? OUTCOME_CONTESTED : OUTCOME_UNOPPOSED;
        for (j = 0; j < list->count; j++) {
            (void)snprintf(list->candidates[j].name, NAME_SIZE, "Candidate %zu", j + 1);
        }
    }
    return document;
}

void election_state(struct election *election)
{
    election_define(election);
    election->time = election->definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(
        election_submit(election, election_statement(election), BY_RETURNING), 0);
}

static struct object_ref make_roll(struct election *election, uint16_t cid)
{
    struct object_ref ref;
    struct buf object;
    size_t i;

    buf_init(&object, 10000);
    buf_put_text(&object, "GB1R");
    buf_put_span(&object, SPAN(election->eid.bytes));
    buf_put_u16(&object, cid);
    buf_put_u32(&object, ELECTION_NUMBERS);
    for (i = 0; i < ELECTION_NUMBERS; i++) {
        election->credentials[cid - 1][i] = election_key();
        buf_put_span(&object, SPAN(election->credentials[cid - 1][i].bytes));
    }
    ref = election_object(election, buf_span(&object));
    buf_deinit(&object);
    return ref;
}

struct document *election_roll(struct election *election)
{
    struct document *document = election_document(election, ENTRY_ROLL);
    struct roll_document *roll = &document->of.roll;
    uint16_t cid;

    for (cid = 1; cid <= 2; cid++) {
        roll->lists[roll->count++] = (struct electorate){
            .cid = cid,
            .electors = ELECTION_NUMBERS,
            .object = make_roll(election, cid),
        };
    }
    return document;
}

void election_enrol(struct election *election)
{
    election_state(election);
    assert_int_equal(election_submit(election, election_roll(election), BY_RETURNING),
                     0);
}

void election_begin(struct election *election)
{
    election_enrol(election);
    election->time = election->definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(election, election_document(election, ENTRY_OPEN), BY_NOBODY),
        0);
}

void election_end(struct election *election)
{
    election->time = election->definition->timetable.at[STEP_CLOSE];
    assert_int_equal(
        election_submit(election, election_document(election, ENTRY_CLOSE), BY_NOBODY),
        0);
}

struct document *
election_received(struct election *election, uint16_t cid, uint32_t number)
{
    struct document *document = election_document(election, ENTRY_RECEIVED);

    document->of.received =
        (struct receipt_note){cid, number, cid == 1 ? CHANNEL_POST : CHANNEL_TELEPHONE};
    return document;
}

/* With the record's own counts, and all that was received and not keyed rejected. */
struct document *election_boxed(struct election *election)
{
    struct document *document = election_document(election, ENTRY_BOX);
    struct box_document *box = &document->of.box;
    uint16_t cid;
    int channel;

    for (cid = 1; cid <= 2; cid++) {
        struct box_list *list = &box->lists[box->count];
        struct ledger_state state;

        if (!ledger_is_polled(election->ledger, cid)) {
            continue;
        }
        ledger_constituency(election->ledger, cid, &state);
        list->cid = cid;
        list->online = state.online;
        for (channel = CHANNEL_POST; channel < CHANNEL_END; channel++) {
            list->received += state.received[channel];
        }
        list->entered = state.entered;
        list->rejected[HEADING_UNCERTAIN] = list->received - list->entered;
        list->disqualified = state.disqualified;
        list->is_waived = state.online < 2;
        box->count++;
    }
    return document;
}

void election_box(struct election *election)
{
    election_end(election);
    assert_int_equal(election_submit(election, election_boxed(election), BY_RETURNING),
                     0);
}

/* Of constituency 1: its object is not looked into. */
struct document *election_offer(struct election *election, enum entry_type type)
{
    struct document *document = election_document(election, type);
    size_t count = (size_t)ledger_input_count(election->ledger, 1);

    document->of.contribution.cid = 1;
    document->of.contribution.index = 1;
    document->of.contribution.object.size =
        type == ENTRY_MIX ? shuffle_size(count) : share_size(count);
    return document;
}

/* With the record's own counts; candidate 2 is elected everywhere. */
struct document *election_result(struct election *election)
{
    struct document *document = election_document(election, ENTRY_RESULT);
    const struct box_document *boxed = ledger_box(election->ledger);
    struct result_document *out = &document->of.result;
    size_t i;

    for (i = 0; i < boxed->count; i++) {
        struct result_list *list = &out->lists[out->count];
        struct ledger_state state;

        if (!ledger_is_polled(election->ledger, boxed->lists[i].cid)) {
            continue;
        }
        ledger_constituency(election->ledger, boxed->lists[i].cid, &state);
        list->cid = boxed->lists[i].cid;
        list->electorate = state.electors;
        memcpy(list->by_channel, state.received, sizeof(list->by_channel));
        list->by_channel[CHANNEL_ONLINE] = state.online;
        memcpy(list->by_register, state.by_register, sizeof(list->by_register));
        memcpy(list->rejected, boxed->lists[i].rejected, sizeof(list->rejected));
        list->sheet.size = 1;
        list->elected_count = 1;
        list->elected[0] = 2;
        out->count++;
    }
    (void)snprintf(out->declaration, WORDING_SIZE, "I declare.");
    return document;
}
