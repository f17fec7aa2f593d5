// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/submit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/overview.h"
#include "record/ledger.h"
#include "town.h"
#include "wire/codec.h"

static struct document *definition_of(struct town *town)
{
    struct document *document = document_new(ENTRY_DEFINITION, 0);

    assert_non_null(document);
    *document->of.definition = *town->definition;
    return document;
}

static int submit_definition(struct town *town, unsigned by)
{
    struct document *document = definition_of(town);
    int r = town_submit(town, document, by);

    document_free(document);
    return r;
}

static void
test_only_the_definition_of_the_pinned_officer_for_this_daemon_is_taken(void **state)
{
    const unsigned founders = TOWN_RETURNING | TOWN_TRUSTEE;
    struct town *town = *state;
    struct definition *definition = town->definition;
    struct officer kept = definition->officers[0];

    assert_int_equal(submit_definition(town, TOWN_RETURNING), SUBMIT_SIGNER);
    assert_int_equal(submit_definition(town, TOWN_TRUSTEE), SUBMIT_SIGNER);
    assert_int_equal(submit_definition(town, founders | TOWN_DEPUTY), SUBMIT_SIGNER);
    definition->officers[0] = definition->officers[1];
    definition->officers[1] = kept;
    assert_int_equal(submit_definition(town, TOWN_DEPUTY | TOWN_TRUSTEE),
                     SUBMIT_PINNED);
    definition->officers[1] = definition->officers[0];
    definition->officers[0] = kept;
    definition->page.bytes[0] ^= 1;
    assert_int_equal(submit_definition(town, founders), SUBMIT_DEFINITION);
    definition->page.bytes[0] ^= 1;
    definition->log = definition->officers[1].key;
    assert_int_equal(submit_definition(town, founders), SUBMIT_DEFINITION);
    definition->log = desk_log_key(town->desk);
    definition->practice = false; /* with a movable clock */
    assert_int_equal(submit_definition(town, founders), SUBMIT_DEFINITION);
    definition->practice = true;
    definition->constituencies[0].wording_count = 0;
    assert_int_equal(submit_definition(town, founders), SUBMIT_RULES);
    definition->constituencies[0].wording_count = 1;
    town_define(town);
    assert_int_equal(submit_definition(town, founders), SUBMIT_EXISTS);
}

static void test_an_object_is_taken_once_a_signed_document_names_it(void **state)
{
    const unsigned founders = TOWN_RETURNING | TOWN_TRUSTEE;
    struct town *town = *state;
    const struct object_ref *object = &town->definition->ceremony;
    struct span bytes = buf_span(&town->ceremony);
    uint64_t size = 0;

    assert_int_equal(desk_object_put(town->desk, &object->digest, bytes),
                     DESK_PUT_UNEXPECTED);
    assert_int_equal(submit_definition(town, TOWN_RETURNING), SUBMIT_SIGNER);
    assert_int_equal(desk_object_expected(town->desk, &object->digest, &size),
                     DESK_PUT_UNEXPECTED);
    assert_int_equal(submit_definition(town, founders), SUBMIT_OBJECT_MISSING);
    assert_int_equal(desk_object_expected(town->desk, &object->digest, &size), 0);
    assert_int_equal(size, object->size);
    assert_int_equal(desk_object_put(town->desk,
                                     &object->digest,
                                     span_of(bytes.data, bytes.size - 1)),
                     DESK_PUT_SIZE);
    town->ceremony.data[0] ^= 1;
    assert_int_equal(desk_object_put(town->desk, &object->digest, bytes),
                     DESK_PUT_HASH);
    town->ceremony.data[0] ^= 1;
    assert_int_equal(desk_object_put(town->desk, &object->digest, bytes), 0);
    assert_int_equal(submit_definition(town, founders), 0);
    assert_int_equal(desk_object_put(town->desk, &object->digest, bytes), 0);
}

static void test_what_is_no_submission_is_refused(void **state)
{
    static const uint8_t open[] = {ENTRY_OPEN, 0, 0, 0, 2, '{', '}', 0};
    static const uint8_t cut[] = {ENTRY_NOTE, 0, 0, 0, 9, '{'};
    static const uint8_t other[] = {ENTRY_NOTE, 0, 0, 0, 2, '{', '}', 0};
    struct town *town = *state;
    uint8_t ballot[1 + BALLOT_SIZE] = {ENTRY_BALLOT};
    struct submitted submitted;

    town_define(town);
    assert_int_equal(desk_submit(town->desk, SPAN(open), &submitted), SUBMIT_TYPE);
    assert_int_equal(desk_submit(town->desk, SPAN(ballot), &submitted), SUBMIT_TYPE);
    assert_int_equal(desk_submit(town->desk, SPAN(cut), &submitted), SUBMIT_MALFORMED);
    assert_int_equal(desk_submit(town->desk, SPAN(other), &submitted),
                     SUBMIT_MALFORMED);
    assert_int_equal(desk_submit(town->desk, span_of(NULL, 0), &submitted),
                     SUBMIT_MALFORMED);
}

static struct document *note(struct town *town, const char *code)
{
    struct document *document = town_document(town, ENTRY_NOTE, 0);

    document->of.note.kind = NOTE_OTHER;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "%s", code);
    return document;
}

static void test_a_document_is_signed_by_who_may_and_entered_once(void **state)
{
    struct town *town = *state;
    struct document *document;

    town_define(town);
    document = note(town, "first");
    assert_int_equal(town_submit(town, document, TOWN_CLERK), SUBMIT_SIGNER);
    assert_int_equal(town_submit(town, document, TOWN_MIXER), SUBMIT_SIGNER);
    assert_int_equal(town_submit(town, document, TOWN_DEPUTY), 0);
    assert_int_equal(town_submit(town, document, TOWN_DEPUTY), SUBMIT_EXISTS);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_EXISTS);
    document_free(document);
    document = note(town, "second");
    document->base.root.bytes[0] ^= 1;
    assert_int_equal(town_submit(town, document, TOWN_DEPUTY), SUBMIT_RULES);
    document_free(document);
}

static void test_a_signature_over_another_document_is_refused(void **state)
{
    struct town *town = *state;
    struct entry entry = {.type = ENTRY_NOTE, .signer_count = 1};
    struct submitted submitted;
    struct document *document;
    struct eid eid;
    struct buf text;
    struct buf bytes;

    town_define(town);
    eid = desk_eid(town->desk);
    document = note(town, "signed");
    buf_init(&text, 10000);
    buf_init(&bytes, 20000);
    assert_int_equal(codec_write(document, &text), 0);
    entry.document = buf_span(&text);
    entry.signers[0].key = town->definition->officers[0].key;
    sign_entry(keyfile_sign(town->officers[0]),
               ENTRY_BOX,
               &eid,
               entry.document,
               &entry.signers[0].signature);
    assert_int_equal(submission_write(&entry, &bytes), 0);
    assert_int_equal(desk_submit(town->desk, buf_span(&bytes), &submitted),
                     SUBMIT_SIGNATURE);
    document_free(document);
    buf_deinit(&bytes);
    buf_deinit(&text);
}

static void test_a_statement_that_the_daemon_would_not_write_is_refused(void **state)
{
    struct town *town = *state;
    struct document *document;
    size_t i;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    document = town_document(town, ENTRY_STATEMENT, 3);
    document->of.statement.count = 3;
    for (i = 0; i < 3; i++) {
        document->of.statement.lists[i].outcome = OUTCOME_SHORT;
    }
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_NOT_PREPARED);
    document_free(document);
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_CLERK), SUBMIT_SIGNER);
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_DEPUTY), 0);
}

static void test_a_roll_drawn_elsewhere_or_before_a_restart_is_refused(void **state)
{
    struct town *town = *state;
    struct submitted submitted;
    struct buf text;

    town_settle(town);
    buf_init(&text, 65000);
    assert_int_equal(town_waiting(town, ENTRY_ROLL, &text), 0);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(
        town_submit_text(town, ENTRY_ROLL, buf_span(&text), TOWN_RETURNING, &submitted),
        SUBMIT_NOT_PREPARED);
    assert_int_equal(town->parcels[town->parcel_count - 1].kind != PARCEL_TOKEN, 1);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    buf_deinit(&text);
}

static void test_two_hands_are_two_officers_one_after_the_other(void **state)
{
    struct town *town = *state;

    town->definition->hands = 2;
    town_begin(town);
    town_end(town);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), SUBMIT_OTHER_HAND);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), SUBMIT_OTHER_HAND);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_CLERK), SUBMIT_SIGNER);
    assert_false(desk_facts(town->desk).has_box);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_DEPUTY), 0);
    assert_true(desk_facts(town->desk).has_box);
}

static void test_a_signature_given_is_not_lost_with_the_process(void **state)
{
    struct town *town = *state;
    struct overview overview;

    town->definition->hands = 2;
    town_begin(town);
    town_end(town);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), SUBMIT_OTHER_HAND);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.waiting.other_hand, 1);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_DEPUTY), 0);
    assert_true(desk_facts(town->desk).has_box);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.waiting.other_hand, 0);
}

static void
test_a_box_half_signed_gives_way_to_what_was_disqualified_since(void **state)
{
    struct town *town = *state;
    struct document *late;

    town->definition->hands = 2;
    town_begin(town);
    town_end(town);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), SUBMIT_OTHER_HAND);
    late = town_document(town, ENTRY_DISQUALIFY, 0);
    late->of.disqualification = (struct disqualification){
        .cid = 2, .number = 1, .channel = CHANNEL_POST, .reason = REASON_LATER};
    assert_int_equal(town_submit(town, late, TOWN_RETURNING), SUBMIT_OTHER_HAND);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(town_submit(town, late, TOWN_DEPUTY), 0);
    document_free(late);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_DEPUTY), SUBMIT_OTHER_HAND);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), 0);
}

static void test_a_keyed_paper_needs_sound_cryptography(void **state)
{
    struct town *town = *state;
    uint8_t bytes[1 + BALLOT_SIZE] = {ENTRY_ENTERED};
    struct submitted submitted;
    struct ballot ballot;

    town_begin(town);
    town_ballot(town, town_token(town, "Gus Gray"), 1, bytes + 1);
    /* A voter's own ballot, and not an officer's. */
    assert_int_equal(desk_submit(town->desk, SPAN(bytes), &submitted), SUBMIT_RULES);
    town_paper(town, 2, &ballot);
    ballot_write(&ballot, bytes + 1);
    bytes[BALLOT_SIZE] ^= 1;
    assert_int_equal(desk_submit(town->desk, SPAN(bytes), &submitted),
                     SUBMIT_SIGNATURE);
    bytes[BALLOT_SIZE] ^= 1;
    assert_int_equal(desk_submit(town->desk, SPAN(bytes), &submitted), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(
            test_only_the_definition_of_the_pinned_officer_for_this_daemon_is_taken),
        TOWN_TEST(test_an_object_is_taken_once_a_signed_document_names_it),
        TOWN_TEST(test_what_is_no_submission_is_refused),
        TOWN_TEST(test_a_document_is_signed_by_who_may_and_entered_once),
        TOWN_TEST(test_a_signature_over_another_document_is_refused),
        TOWN_TEST(test_a_statement_that_the_daemon_would_not_write_is_refused),
        TOWN_TEST(test_a_roll_drawn_elsewhere_or_before_a_restart_is_refused),
        TOWN_TEST(test_two_hands_are_two_officers_one_after_the_other),
        TOWN_TEST(test_a_signature_given_is_not_lost_with_the_process),
        TOWN_TEST(test_a_box_half_signed_gives_way_to_what_was_disqualified_since),
        TOWN_TEST(test_a_keyed_paper_needs_sound_cryptography),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
