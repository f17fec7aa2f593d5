// SPDX-License-Identifier: AGPL-3.0-or-later
/* Ballots that break a rule, set aside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

/* In place of a ballot that was refused: as verify goes on after one. */
static uint64_t set_aside(const struct ballot *ballot)
{
    struct digest leaf;
    struct buf bytes;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    election_ballot_entry(&election, ballot, &bytes);
    assert_int_not_equal(ledger_check(election.ledger, buf_span(&bytes)), 0);
    assert_int_equal(ledger_set_aside(election.ledger, buf_span(&bytes)), 0);
    entry_leaf(buf_span(&bytes), &leaf);
    assert_int_equal(tree_append(election.tree, &leaf), 0);
    buf_deinit(&bytes);
    return story_last();
}

static void test_a_broken_ballot_has_no_effect_once_it_is_named(void **state)
{
    struct disqualification invalid = {.cid = 1,
                                       .number = 2,
                                       .channel = CHANNEL_ONLINE,
                                       .reason = REASON_INVALID,
                                       .has_entry = true};
    struct ballot ballot;
    uint64_t first = 0;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 2);
    ballot.declaration = 9;
    invalid.entry = set_aside(&ballot);
    assert_int_equal(ledger_broken(election.ledger, &first), 1);
    assert_int_equal(first, invalid.entry);
    assert_int_equal(story_disqualify(invalid), 0);
    assert_int_equal(ledger_broken(election.ledger, &first), 0);
    assert_int_equal(story_state(1).online, 0);
    assert_int_equal(story_state(1).disqualified, 0);
    /* It never spent the number, nor its alpha. */
    assert_int_equal(story_disqualify(invalid), LEDGER_TARGET);
    ballot.declaration = 1;
    assert_int_equal(election_cast(&election, &ballot), 0);
    ballot.number = 1;
    ballot.credential = election_ballot(&election, 1, 1).credential;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_COPIED);
}

static void test_only_ballots_are_set_aside(void **state)
{
    struct entry entry = {.type = ENTRY_BALLOT};
    uint8_t nothing[BALLOT_SIZE] = {0};
    struct buf bytes;
    uint64_t first;

    (void)state;
    election_begin(&election);
    buf_init(&bytes, 1000);
    assert_int_equal(ledger_set_aside(election.ledger, span_of_text("no entry")),
                     LEDGER_MALFORMED);
    entry.type = ENTRY_NOTE;
    entry.time = election.time;
    entry.document = span_of_text("{}");
    assert_int_equal(entry_write(&entry, &bytes), 0);
    assert_int_equal(ledger_set_aside(election.ledger, buf_span(&bytes)),
                     LEDGER_MALFORMED);
    /* One that is no ballot inside is set aside like any other. */
    buf_reset(&bytes);
    entry.type = ENTRY_ENTERED;
    entry.ballot = SPAN(nothing);
    assert_int_equal(entry_write(&entry, &bytes), 0);
    assert_int_equal(election_apply(&election, buf_span(&bytes)), LEDGER_MALFORMED);
    assert_int_equal(ledger_set_aside(election.ledger, buf_span(&bytes)), 0);
    assert_int_equal(ledger_broken(election.ledger, &first), 1);
    buf_deinit(&bytes);
}

/* Who has the log cannot spoil a vote by a broken copy before it. */
static void test_a_broken_copy_spoils_no_vote(void **state)
{
    struct entry entry = {.type = ENTRY_BALLOT};
    uint8_t bytes[BALLOT_SIZE];
    struct ballot ballot;
    struct buf written;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 2);
    ballot_write(&ballot, bytes);
    bytes[0] ^= 1;
    entry.time = election.time;
    entry.ballot = SPAN(bytes);
    buf_init(&written, 1000);
    assert_int_equal(entry_write(&entry, &written), 0);
    assert_int_equal(ledger_set_aside(election.ledger, buf_span(&written)), 0);
    assert_int_equal(election_cast(&election, &ballot), 0);
    buf_deinit(&written);
}

static void test_a_ballot_found_false_later_gives_its_number_back(void **state)
{
    struct disqualification invalid = {.cid = 1,
                                       .number = 1,
                                       .channel = CHANNEL_ONLINE,
                                       .reason = REASON_INVALID,
                                       .has_entry = true};

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    invalid.entry = story_last();
    assert_int_equal(story_disqualify(invalid), LEDGER_TARGET);
    assert_int_equal(ledger_annul(election.ledger, invalid.entry - 1), LEDGER_TARGET);
    assert_int_equal(ledger_annul(election.ledger, invalid.entry), 0);
    assert_int_equal(ledger_annul(election.ledger, invalid.entry), LEDGER_TARGET);
    assert_int_equal(story_disqualify(invalid), 0);
    assert_int_equal(story_state(1).online, 0);
    assert_int_equal(story_cast(1, 1), 0);
    invalid.entry = story_last();
    election_box(&election);
    assert_int_equal(ledger_annul(election.ledger, invalid.entry), LEDGER_FROZEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_a_broken_ballot_has_no_effect_once_it_is_named),
        STORY_TEST(test_only_ballots_are_set_aside),
        STORY_TEST(test_a_broken_copy_spoils_no_vote),
        STORY_TEST(test_a_ballot_found_false_later_gives_its_number_back),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
