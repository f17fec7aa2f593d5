// SPDX-License-Identifier: AGPL-3.0-or-later
/* Definition, statement and roll. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static int define(unsigned by)
{
    struct document *document = document_new(ENTRY_DEFINITION, 0);

    assert_non_null(document);
    memcpy(document->of.definition, election.definition, sizeof(struct definition));
    return election_submit(&election, document, by);
}

static void test_a_definition_is_signed_by_its_officer_and_every_trustee(void **state)
{
    (void)state;
    assert_int_equal(define(BY_NOBODY), LEDGER_SIGNERS);
    assert_int_equal(define(BY_RETURNING), LEDGER_SIGNERS);
    assert_int_equal(define(BY_TRUSTEE), LEDGER_SIGNERS);
    assert_int_equal(define(BY_DEPUTY | BY_TRUSTEE), LEDGER_SIGNERS);
    assert_int_equal(define(BY_RETURNING | BY_STRANGER), LEDGER_SIGNERS);
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE | BY_DEPUTY), LEDGER_SIGNERS);
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), 0);
}

static void test_a_definition_that_breaks_its_rules_is_refused(void **state)
{
    (void)state;
    election.definition->mixes = 2;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    election.definition->mixes = 1;
    election.definition->timetable.at[STEP_CLOSE] = ELECTION_START;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
}

static void test_a_definition_whose_keys_are_none_is_refused(void **state)
{
    struct definition *definition = election.definition;
    struct definition good = *definition;
    const struct sign_key small = {.bytes = {1}};
    const struct point identity = {.bytes = {0}};

    (void)state;
    definition->log = small;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    definition->officers[2].key = small;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    definition->mixers[0].key = small;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    definition->has_issuer = true;
    definition->issuer = small;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    definition->election_key = identity;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    definition->trustees[0].static_key = identity;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), LEDGER_DEFINITION);
    *definition = good;
    assert_int_equal(define(BY_RETURNING | BY_TRUSTEE), 0);
}

static void test_a_statement_comes_after_the_day_of_withdrawal(void **state)
{
    (void)state;
    election_define(&election);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL] - 60;
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING),
        LEDGER_EARLY);
    election.time += 60;
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_CLERK),
        LEDGER_SIGNERS);
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_DEPUTY), 0);
    election.time += 60;
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING),
        LEDGER_ONCE);
}

static int state_with(size_t list, size_t candidates, enum outcome outcome)
{
    struct document *document = election_statement(&election);
    struct nominees *nominees = &document->of.statement.lists[list];
    size_t i;

    for (i = nominees->count; i < candidates; i++) {
        nominees->candidates[i] = nominees->candidates[0];
    }
    nominees->count = candidates;
    nominees->outcome = outcome;
    return election_submit(&election, document, BY_RETURNING);
}

static void test_an_outcome_is_what_the_candidates_make_it(void **state)
{
    struct document *document;

    (void)state;
    election_define(&election);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(state_with(0, 2, OUTCOME_CONTESTED), LEDGER_STATEMENT);
    assert_int_equal(state_with(0, 3, OUTCOME_UNOPPOSED), LEDGER_STATEMENT);
    assert_int_equal(state_with(0, 3, OUTCOME_SHORT), LEDGER_STATEMENT);
    assert_int_equal(state_with(0, 1, OUTCOME_UNOPPOSED), LEDGER_STATEMENT);
    assert_int_equal(state_with(2, 0, OUTCOME_UNOPPOSED), LEDGER_STATEMENT);
    assert_int_equal(state_with(2, 2, OUTCOME_UNOPPOSED), LEDGER_STATEMENT);
    document = election_statement(&election);
    document->of.statement.count = 2;
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_STATEMENT);
    assert_int_equal(state_with(2, 0, OUTCOME_SHORT), 0);
}

static void test_a_roll_comes_once_and_after_the_statement(void **state)
{
    (void)state;
    election_define(&election);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     LEDGER_EARLY);
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING), 0);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_CLERK),
                     LEDGER_SIGNERS);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     0);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     LEDGER_ONCE);
}

static void test_a_roll_names_every_contested_constituency(void **state)
{
    struct document *document;

    (void)state;
    election_state(&election);
    document = election_roll(&election);
    document->of.roll.count = 1;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_LISTS);
    document = election_roll(&election);
    document->of.roll.lists[1].cid = 3;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_LISTS);
    document = election_roll(&election);
    document->of.roll.lists[2] = document->of.roll.lists[1];
    document->of.roll.lists[2].cid = 3;
    document->of.roll.count = 3;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_LISTS);
}

static void test_a_named_issuer_signs_the_roll_too(void **state)
{
    (void)state;
    election.definition->has_issuer = true;
    election.definition->issuer = *sign_secret_key(election.secrets[5]);
    election_state(&election);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     LEDGER_SIGNERS);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_ISSUER),
                     LEDGER_SIGNERS);
    assert_int_equal(
        election_submit(&election, election_roll(&election), BY_CLERK | BY_ISSUER),
        LEDGER_SIGNERS);
    assert_int_equal(
        election_submit(&election, election_roll(&election), BY_RETURNING | BY_ISSUER),
        0);
}

static void test_a_roll_whose_object_is_missing_waits_for_it(void **state)
{
    struct document *document;

    (void)state;
    election_state(&election);
    document = election_roll(&election);
    document->of.roll.lists[1].object.digest.bytes[0] ^= 1;
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_OBJECT_MISSING);
}

/* A roll of constituency 1 whose object's bytes were changed by the test. */
static int enrol_changed(size_t at, uint8_t value)
{
    struct document *document = election_roll(&election);
    struct buf *object = &election.objects[election.object_count - 2];
    struct buf changed;

    buf_init(&changed, 10000);
    buf_put_span(&changed, buf_span(object));
    changed.data[at] = value;
    document->of.roll.lists[0].object = election_object(&election, buf_span(&changed));
    buf_deinit(&changed);
    return election_submit(&election, document, BY_RETURNING);
}

static void test_a_roll_object_of_another_form_is_refused(void **state)
{
    struct document *document;

    (void)state;
    election_state(&election);
    assert_int_equal(enrol_changed(3, 'S'), LEDGER_OBJECT);
    assert_int_equal(enrol_changed(37, 2), LEDGER_OBJECT);
    document = election_roll(&election);
    document->of.roll.lists[0].electors--;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_OBJECT);
}

static void test_a_roll_of_another_election_is_refused(void **state)
{
    struct document *document;

    (void)state;
    election_state(&election);
    assert_int_equal(enrol_changed(10, 99), LEDGER_OBJECT);
    document = election_roll(&election);
    document->of.roll.lists[0].object.size--;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_OBJECT);
    document = election_roll(&election);
    document->of.roll.lists[0].object = document->of.roll.lists[1].object;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_OBJECT);
}

/* Bytes that do not hash to the name they lie under. */
static void test_a_roll_object_changed_on_disk_is_refused(void **state)
{
    struct document *document;

    (void)state;
    election_state(&election);
    document = election_roll(&election);
    election.objects[election.object_count - 1].data[100] ^= 1;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_OBJECT);
}

/* Credential k of the second roll becomes `key`. */
static int enrol_with(const struct sign_key *key, bool is_copy)
{
    struct document *document = election_roll(&election);
    struct buf changed;

    buf_init(&changed, 10000);
    buf_put_span(&changed, buf_span(&election.objects[election.object_count - 1]));
    /* the fourth key behind the head of 42 bytes */
    memcpy(changed.data + 138,
           is_copy ? election.credentials[0][0].bytes : key->bytes,
           SIGN_KEY_SIZE);
    document->of.roll.lists[1].object = election_object(&election, buf_span(&changed));
    buf_deinit(&changed);
    return election_submit(&election, document, BY_RETURNING);
}

static void test_a_credential_stands_once_in_the_whole_election(void **state)
{
    (void)state;
    election_state(&election);
    assert_int_equal(enrol_with(NULL, true), LEDGER_TAKEN);
}

static void test_a_credential_of_small_order_is_refused(void **state)
{
    const struct sign_key small = {.bytes = {1}};
    struct sign_key high;

    (void)state;
    election_state(&election);
    memset(high.bytes, 0xff, sizeof(high.bytes));
    assert_int_equal(enrol_with(&small, false), LEDGER_KEY);
    assert_int_equal(enrol_with(&high, false), LEDGER_KEY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_a_definition_is_signed_by_its_officer_and_every_trustee),
        STORY_TEST(test_a_definition_that_breaks_its_rules_is_refused),
        STORY_TEST(test_a_definition_whose_keys_are_none_is_refused),
        STORY_TEST(test_a_statement_comes_after_the_day_of_withdrawal),
        STORY_TEST(test_an_outcome_is_what_the_candidates_make_it),
        STORY_TEST(test_a_roll_comes_once_and_after_the_statement),
        STORY_TEST(test_a_roll_names_every_contested_constituency),
        STORY_TEST(test_a_named_issuer_signs_the_roll_too),
        STORY_TEST(test_a_roll_whose_object_is_missing_waits_for_it),
        STORY_TEST(test_a_roll_object_of_another_form_is_refused),
        STORY_TEST(test_a_roll_of_another_election_is_refused),
        STORY_TEST(test_a_roll_object_changed_on_disk_is_refused),
        STORY_TEST(test_a_credential_stands_once_in_the_whole_election),
        STORY_TEST(test_a_credential_of_small_order_is_refused),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
