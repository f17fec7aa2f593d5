// SPDX-License-Identifier: AGPL-3.0-or-later
/* Replacements and disqualifications. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static struct document *
replacement(uint16_t cid, enum replace_register kept_in, uint32_t old)
{
    struct document *document = election_document(&election, ENTRY_REPLACE);

    document->of.replacement = (struct replacement){
        cid, kept_in, old, story_state(cid).highest + 1, election_key()};
    return document;
}

static int replace(uint16_t cid, enum replace_register kept_in, uint32_t old)
{
    return election_submit(&election, replacement(cid, kept_in, old), BY_RETURNING);
}

static struct disqualification
struck(uint16_t cid, uint32_t number, enum channel channel, uint64_t entry)
{
    return (struct disqualification){
        cid, number, channel, REASON_INELIGIBLE, true, entry};
}

static void test_a_lost_number_is_replaced_by_the_next(void **state)
{
    struct ledger_voter voter;

    (void)state;
    election_begin(&election);
    assert_int_equal(replace(1, REGISTER_LOST, 1), 0);
    assert_int_equal(story_state(1).highest, ELECTION_NUMBERS + 1);
    assert_int_equal(story_state(1).electors, ELECTION_NUMBERS);
    assert_int_equal(story_state(1).by_register[REGISTER_LOST], 1);
    assert_true(ledger_find_number(election.ledger, 1, 1, &voter));
    assert_true(voter.is_cancelled);
    assert_int_equal(story_cast(1, 1), LEDGER_CANCELLED);
    assert_int_equal(story_receive(1, 1), LEDGER_CANCELLED);
    assert_int_equal(replace(1, REGISTER_SPOILT, 1), LEDGER_CANCELLED);
    assert_int_equal(replace(1, REGISTER_SPOILT, ELECTION_NUMBERS + 1), 0);
}

static void test_a_number_that_voted_is_replaced_only_as_tendered(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(replace(1, REGISTER_TENDERED, 1), LEDGER_UNSPENT);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_receive(1, 2), 0);
    assert_int_equal(replace(1, REGISTER_LOST, 1), LEDGER_SPENT);
    assert_int_equal(replace(1, REGISTER_SPOILT, 2), LEDGER_SPENT);
    assert_int_equal(replace(1, REGISTER_TENDERED, 1), 0);
    assert_int_equal(replace(1, REGISTER_TENDERED, 2), 0);
    /* What was cast under the old numbers no longer stands. */
    assert_int_equal(story_state(1).online, 0);
    assert_int_equal(story_state(1).received[CHANNEL_POST], 0);
    assert_int_equal(ledger_input_count(election.ledger, 1), 0);
    assert_int_equal(story_state(1).by_register[REGISTER_TENDERED], 2);
}

static void test_an_omitted_elector_is_added(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(replace(1, REGISTER_OMITTED, 0), 0);
    assert_int_equal(story_state(1).electors, ELECTION_NUMBERS + 1);
    assert_int_equal(story_state(2).electors, ELECTION_NUMBERS);
    assert_int_equal(replace(1, REGISTER_LOST, 100), LEDGER_NUMBER);
}

static void test_a_replacement_has_the_next_number_and_a_new_credential(void **state)
{
    struct document *document;

    (void)state;
    election_begin(&election);
    document = replacement(1, REGISTER_LOST, 1);
    document->of.replacement.number++;
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_SEQUENCE);
    document = replacement(1, REGISTER_LOST, 1);
    document->of.replacement.number--;
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_SEQUENCE);
    document = replacement(1, REGISTER_LOST, 1);
    document->of.replacement.credential = election.credentials[1][5];
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_TAKEN);
    document = replacement(1, REGISTER_LOST, 1);
    document->of.replacement.credential = (struct sign_key){.bytes = {1}};
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_KEY);
    document = replacement(3, REGISTER_LOST, 1);
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_CONSTITUENCY);
    assert_int_equal(
        election_submit(&election, replacement(1, REGISTER_LOST, 1), BY_CLERK),
        LEDGER_SIGNERS);
}

static void test_numbers_are_replaced_from_the_roll_to_the_close(void **state)
{
    (void)state;
    election_state(&election);
    assert_int_equal(replace(1, REGISTER_OMITTED, 0), LEDGER_EARLY);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     0);
    assert_int_equal(replace(1, REGISTER_OMITTED, 0), 0);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    election_end(&election);
    assert_int_equal(replace(1, REGISTER_OMITTED, 0), LEDGER_CLOSED);
}

static void test_a_disqualified_vote_no_longer_stands(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_disqualify(struck(1, 1, CHANNEL_ONLINE, story_last())), 0);
    assert_int_equal(story_state(1).online, 0);
    assert_int_equal(story_state(1).disqualified, 1);
    assert_int_equal(story_disqualify(struck(1, 1, CHANNEL_ONLINE, story_last() - 1)),
                     LEDGER_TARGET);
    assert_int_equal(story_receive(2, 1), 0);
    assert_int_equal(story_disqualify(struck(2, 1, CHANNEL_TELEPHONE, story_last())),
                     0);
    assert_int_equal(story_state(2).received[CHANNEL_TELEPHONE], 0);
    assert_int_equal(
        story_disqualify(struck(2, 1, CHANNEL_TELEPHONE, story_last() - 1)),
        LEDGER_TARGET);
}

static void test_a_disqualification_names_the_very_vote(void **state)
{
    struct disqualification good;
    struct disqualification bad;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    good = struck(1, 1, CHANNEL_ONLINE, story_last());
    bad = good;
    bad.cid = 2;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.number = 2;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.channel = CHANNEL_POST;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.entry--;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.entry = story_last() + 1;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.reason = REASON_MISKEYED;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.reason = REASON_INVALID;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = good;
    bad.cid = 9;
    assert_int_equal(story_disqualify(bad), LEDGER_CONSTITUENCY);
    assert_int_equal(story_disqualify(good), 0);
}

static void test_a_disqualified_receipt_must_match_too(void **state)
{
    struct disqualification bad;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_receive(1, 1), 0);
    bad = struck(1, 1, CHANNEL_ONLINE, story_last());
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = struck(1, 2, CHANNEL_POST, story_last());
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = struck(2, 1, CHANNEL_POST, story_last());
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad = struck(1, 1, CHANNEL_POST, story_last());
    bad.reason = REASON_MISKEYED;
    assert_int_equal(story_disqualify(bad), LEDGER_TARGET);
    bad.reason = REASON_DECLARATION;
    assert_int_equal(story_disqualify(bad), 0);
}

static void test_a_miskeyed_paper_is_taken_out_and_keyed_again(void **state)
{
    struct disqualification miskeyed = {.cid = 1,
                                        .channel = CHANNEL_POST,
                                        .reason = REASON_MISKEYED,
                                        .has_entry = true};

    (void)state;
    election_begin(&election);
    assert_int_equal(story_receive(1, 1), 0);
    assert_int_equal(story_cast(1, 0), 0);
    miskeyed.entry = story_last();
    miskeyed.number = 1;
    assert_int_equal(story_disqualify(miskeyed), LEDGER_TARGET);
    miskeyed.number = 0;
    miskeyed.reason = REASON_INELIGIBLE;
    assert_int_equal(story_disqualify(miskeyed), LEDGER_TARGET);
    miskeyed.reason = REASON_MISKEYED;
    assert_int_equal(story_disqualify(miskeyed), 0);
    assert_int_equal(story_state(1).entered, 0);
    assert_int_equal(story_state(1).disqualified, 0);
    assert_int_equal(story_cast(1, 0), 0);
    assert_int_equal(story_state(1).entered, 1);
}

static void test_a_document_that_never_stood_is_counted(void **state)
{
    struct disqualification later = {
        .cid = 1, .number = 1, .channel = CHANNEL_POST, .reason = REASON_LATER};

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_disqualify(later), 0);
    assert_int_equal(story_state(1).online, 1);
    assert_int_equal(story_state(1).disqualified, 1);
    later.number = ELECTION_NUMBERS + 1;
    assert_int_equal(story_disqualify(later), LEDGER_NUMBER);
    later.number = 1;
    later.reason = REASON_INVALID;
    assert_int_not_equal(story_disqualify(later), 0);
    later.reason = REASON_MISKEYED;
    assert_int_not_equal(story_disqualify(later), 0);
}

static void test_documents_are_counted_by_channel_and_the_late_apart(void **state)
{
    struct disqualification later = {
        .cid = 1, .number = 1, .channel = CHANNEL_POST, .reason = REASON_LATER};
    const struct ledger_strike *strikes;
    size_t count;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_disqualify(struck(1, 1, CHANNEL_ONLINE, story_last())), 0);
    assert_int_equal(story_cast(1, 2), 0);
    later.number = 2;
    assert_int_equal(story_disqualify(later), 0);
    assert_int_equal(story_receive(1, 5), 0);
    assert_int_equal(replace(1, REGISTER_TENDERED, 5), 0);
    election_end(&election);
    /* One who has voted is no late arrival, even when the paper comes late. */
    assert_int_equal(story_disqualify(later), 0);
    later.number = 3;
    assert_int_equal(story_disqualify(later), 0);
    assert_int_equal(story_state(1).struck[CHANNEL_ONLINE], 1);
    assert_int_equal(story_state(1).struck[CHANNEL_POST], 2);
    assert_int_equal(story_state(1).late[CHANNEL_POST], 1);
    assert_int_equal(story_state(1).tendered[CHANNEL_POST], 1);
    assert_int_equal(story_state(1).disqualified, 4);
    assert_int_equal(story_state(1).arrived[CHANNEL_ONLINE], 2);
    assert_int_equal(story_state(1).arrived[CHANNEL_POST], 4);
    strikes = ledger_strikes(election.ledger, &count);
    assert_int_equal(count, 4);
    assert_int_equal(strikes[3].act, story_last());
    assert_true(strikes[3].is_late);
    assert_false(strikes[2].is_late);
}

static void test_nothing_is_disqualified_before_open_or_after_the_box(void **state)
{
    struct disqualification later = {
        .cid = 1, .number = 1, .channel = CHANNEL_POST, .reason = REASON_LATER};

    (void)state;
    election_enrol(&election);
    assert_int_equal(story_disqualify(later), LEDGER_NOT_OPEN);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    election_box(&election);
    assert_int_equal(story_disqualify(later), LEDGER_FROZEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_a_lost_number_is_replaced_by_the_next),
        STORY_TEST(test_a_number_that_voted_is_replaced_only_as_tendered),
        STORY_TEST(test_an_omitted_elector_is_added),
        STORY_TEST(test_a_replacement_has_the_next_number_and_a_new_credential),
        STORY_TEST(test_numbers_are_replaced_from_the_roll_to_the_close),
        STORY_TEST(test_a_disqualified_vote_no_longer_stands),
        STORY_TEST(test_a_disqualification_names_the_very_vote),
        STORY_TEST(test_a_disqualified_receipt_must_match_too),
        STORY_TEST(test_a_miskeyed_paper_is_taken_out_and_keyed_again),
        STORY_TEST(test_a_document_that_never_stood_is_counted),
        STORY_TEST(test_documents_are_counted_by_channel_and_the_late_apart),
        STORY_TEST(test_nothing_is_disqualified_before_open_or_after_the_box),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
