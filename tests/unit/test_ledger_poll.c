// SPDX-License-Identifier: AGPL-3.0-or-later
/* Opening, ballots, votes received and keyed, close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static int submit(enum entry_type type, unsigned by)
{
    return election_submit(&election, election_document(&election, type), by);
}

static int strike(uint16_t cid, uint32_t number, uint64_t entry)
{
    struct document *document = election_document(&election, ENTRY_DISQUALIFY);
    struct ledger_voter voter;

    assert_true(ledger_find_number(election.ledger, cid, number, &voter));
    document->of.disqualification = (struct disqualification){
        cid, number, voter.spent_by, REASON_INELIGIBLE, true, entry};
    return election_submit(&election, document, BY_RETURNING);
}

static void test_the_poll_opens_after_statement_roll_and_time(void **state)
{
    (void)state;
    election_state(&election);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), LEDGER_EARLY);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     0);
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), LEDGER_NOT_OPEN);
    assert_int_equal(submit(ENTRY_OPEN, BY_RETURNING), LEDGER_SIGNERS);
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), 0);
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), LEDGER_ONCE);
}

static void test_the_poll_does_not_open_before_its_time(void **state)
{
    (void)state;
    election_enrol(&election);
    election.time = election.definition->timetable.at[STEP_OPEN] - 60;
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), LEDGER_EARLY);
}

static void test_the_poll_does_not_open_when_all_of_it_is_abandoned(void **state)
{
    struct document *document;

    (void)state;
    election_enrol(&election);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_ABANDON;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), LEDGER_CONSTITUENCY);
}

static void test_the_poll_closes_at_its_time_and_once(void **state)
{
    (void)state;
    election_begin(&election);
    election.time = election.definition->timetable.at[STEP_CLOSE] - 60;
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), LEDGER_EARLY);
    election.time += 60;
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), 0);
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), LEDGER_ONCE);
}

static int extend(int64_t close, unsigned by)
{
    struct document *document = election_document(&election, ENTRY_NOTE);

    document->of.note.kind = NOTE_EXTEND;
    document->of.note.close = close;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    return election_submit(&election, document, by);
}

static void test_an_extended_poll_closes_later(void **state)
{
    struct facts facts;
    int64_t close = election.definition->timetable.at[STEP_CLOSE];

    (void)state;
    election_begin(&election);
    assert_int_equal(extend(close + 3600, BY_CLERK), LEDGER_SIGNERS);
    assert_int_equal(extend(close, BY_RETURNING), LEDGER_EXTENSION);
    assert_int_equal(extend(close - 60, BY_RETURNING), LEDGER_EXTENSION);
    assert_int_equal(extend(close + 3600, BY_RETURNING), 0);
    assert_int_equal(extend(close + 1800, BY_RETURNING), LEDGER_EXTENSION);
    ledger_facts(election.ledger, &facts);
    assert_int_equal(facts.close_at, close + 3600);
    assert_string_equal(facts.extended_for, "flood");
    election.time = close;
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), LEDGER_EARLY);
    assert_int_equal(story_cast(1, 1), 0);
    election.time = close + 3600;
    assert_int_equal(extend(close + 7200, BY_RETURNING), LEDGER_CLOSED);
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), 0);
    assert_int_equal(extend(close + 7200, BY_RETURNING), LEDGER_CLOSED);
}

static void test_ballots_stand_between_open_and_close_only(void **state)
{
    (void)state;
    election_enrol(&election);
    assert_int_equal(story_cast(1, 1), LEDGER_NOT_OPEN);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), 0);
    assert_int_equal(story_cast(1, 1), 0);
    election.time = election.definition->timetable.at[STEP_CLOSE] - 60;
    assert_int_equal(story_cast(1, 2), 0);
    /* The time of closing has come, though nothing has closed yet. */
    election.time += 60;
    assert_int_equal(story_cast(1, 3), LEDGER_CLOSED);
    assert_int_equal(submit(ENTRY_CLOSE, BY_NOBODY), 0);
    assert_int_equal(story_cast(1, 3), LEDGER_CLOSED);
}

static void test_a_number_votes_once(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_cast(1, 1), LEDGER_SPENT);
    assert_int_equal(story_cast(2, 1), 0);
    assert_int_equal(story_receive(1, 1), LEDGER_SPENT);
    assert_int_equal(story_receive(1, 2), 0);
    assert_int_equal(story_receive(1, 2), LEDGER_SPENT);
    assert_int_equal(story_cast(1, 2), LEDGER_SPENT);
}

static void test_a_ballot_is_of_this_election_and_a_polled_constituency(void **state)
{
    struct ballot ballot;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 1);
    ballot.eid.bytes[31] ^= 1;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_ELECTION);
    ballot = election_ballot(&election, 1, 1);
    ballot.cid = 3;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_CONSTITUENCY);
    ballot.cid = 0;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_CONSTITUENCY);
    ballot.cid = 65;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_CONSTITUENCY);
    ballot.cid = 65535;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_CONSTITUENCY);
}

static void test_a_credential_votes_for_its_own_number_only(void **state)
{
    struct ballot ballot;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 1);
    ballot.number = 2;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_OWNER);
    ballot.number = ELECTION_NUMBERS + 1;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_NUMBER);
    ballot = election_ballot(&election, 1, 1);
    ballot.cid = 2;
    ballot.declaration = 0;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_OWNER);
    /* A stranger is not told that the number has voted. */
    assert_int_equal(story_cast(1, 2), 0);
    ballot = election_ballot(&election, 1, 1);
    ballot.number = 2;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_OWNER);
}

static void test_the_declaration_made_is_one_that_is_asked(void **state)
{
    struct ballot ballot;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 1);
    ballot.declaration = 0;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_WORDING);
    ballot.declaration = 2;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_WORDING);
    ballot = election_ballot(&election, 2, 1);
    ballot.declaration = 1;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_WORDING);
}

static void test_an_alpha_is_never_seen_twice(void **state)
{
    struct ballot ballot;
    struct ballot copy;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 1);
    assert_int_equal(election_cast(&election, &ballot), 0);
    copy = election_ballot(&election, 1, 2);
    copy.vote.alpha = ballot.vote.alpha;
    assert_int_equal(election_cast(&election, &copy), LEDGER_COPIED);
    copy = election_ballot(&election, 2, 2);
    copy.vote.alpha = ballot.vote.alpha;
    assert_int_equal(election_cast(&election, &copy), LEDGER_COPIED);
    copy = election_ballot(&election, 2, 0);
    copy.vote.alpha = ballot.vote.alpha;
    assert_int_equal(election_cast(&election, &copy), LEDGER_COPIED);
    /* Nor one of a ballot that no longer stands. */
    assert_int_equal(strike(1, 1, ledger_count(election.ledger) - 1), 0);
    copy = election_ballot(&election, 1, 2);
    copy.vote.alpha = ballot.vote.alpha;
    assert_int_equal(election_cast(&election, &copy), LEDGER_COPIED);
}

static void test_after_a_disqualified_vote_only_a_received_may_follow(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(strike(1, 1, ledger_count(election.ledger) - 1), 0);
    assert_int_equal(story_cast(1, 1), LEDGER_STRUCK);
    assert_int_equal(story_receive(1, 1), 0);
    assert_int_equal(story_receive(1, 1), LEDGER_SPENT);
    assert_int_equal(strike(1, 1, ledger_count(election.ledger) - 1), 0);
    assert_int_equal(story_receive(1, 1), 0);
    /* A received one that was struck leaves no room for a ballot either. */
    assert_int_equal(story_receive(1, 2), 0);
    assert_int_equal(strike(1, 2, ledger_count(election.ledger) - 1), 0);
    assert_int_equal(story_cast(1, 2), LEDGER_STRUCK);
}

static void test_votes_are_received_from_open_to_box(void **state)
{
    (void)state;
    election_enrol(&election);
    assert_int_equal(story_receive(1, 1), LEDGER_NOT_OPEN);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), 0);
    assert_int_equal(story_receive(1, 1), 0);
    election_end(&election);
    assert_int_equal(story_receive(1, 2), 0);
    assert_int_equal(
        election_submit(&election, election_boxed(&election), BY_RETURNING), 0);
    assert_int_equal(story_receive(1, 3), LEDGER_FROZEN);
}

static void test_a_vote_received_names_a_number_and_a_channel_there_is(void **state)
{
    static const enum channel channels[] = {CHANNEL_TELEPHONE, CHANNEL_TEXT};
    struct document *document;
    size_t i;

    (void)state;
    election_begin(&election);
    for (i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
        document = election_received(&election, 1, 1);
        document->of.received.channel = channels[i];
        assert_int_equal(election_submit(&election, document, BY_CLERK),
                         LEDGER_CHANNEL);
    }
    assert_int_equal(story_receive(1, ELECTION_NUMBERS + 1), LEDGER_NUMBER);
    assert_int_equal(story_receive(3, 1), LEDGER_CONSTITUENCY);
    assert_int_equal(
        election_submit(&election, election_received(&election, 1, 1), BY_TRUSTEE),
        LEDGER_SIGNERS);
}

static void test_papers_are_keyed_from_open_to_box(void **state)
{
    (void)state;
    election_enrol(&election);
    assert_int_equal(story_cast(1, 0), LEDGER_NOT_OPEN);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(submit(ENTRY_OPEN, BY_NOBODY), 0);
    assert_int_equal(story_receive(1, 1), 0);
    assert_int_equal(story_cast(1, 0), 0);
    election_end(&election);
    assert_int_equal(story_receive(2, 1), 0);
    assert_int_equal(story_cast(2, 0), 0);
    assert_int_equal(
        election_submit(&election, election_boxed(&election), BY_RETURNING), 0);
    assert_int_equal(story_cast(1, 0), LEDGER_FROZEN);
}

static int key_in(const struct ballot *ballot)
{
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    election_ballot_entry(&election, ballot, &bytes);
    bytes.data[0] = ENTRY_ENTERED;
    r = election_apply(&election, buf_span(&bytes));
    buf_deinit(&bytes);
    return r;
}

static void test_a_keyed_paper_has_no_number_and_an_officers_key(void **state)
{
    struct ballot ballot;

    (void)state;
    election_begin(&election);
    ballot = election_ballot(&election, 1, 1);
    assert_int_equal(key_in(&ballot), LEDGER_NUMBER);
    ballot = election_ballot(&election, 1, 0);
    ballot.declaration = 1;
    assert_int_equal(key_in(&ballot), LEDGER_WORDING);
    ballot = election_ballot(&election, 1, 0);
    ballot.credential = election.credentials[0][0];
    assert_int_equal(key_in(&ballot), LEDGER_SIGNERS);
    ballot.credential = *sign_secret_key(election.secrets[3]);
    assert_int_equal(key_in(&ballot), LEDGER_SIGNERS);
    ballot = election_ballot(&election, 3, 0);
    assert_int_equal(key_in(&ballot), LEDGER_CONSTITUENCY);
    ballot = election_ballot(&election, 1, 0);
    ballot.eid.bytes[0] ^= 1;
    assert_int_equal(key_in(&ballot), LEDGER_ELECTION);
    ballot = election_ballot(&election, 1, 0);
    assert_int_equal(key_in(&ballot), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_the_poll_opens_after_statement_roll_and_time),
        STORY_TEST(test_the_poll_does_not_open_before_its_time),
        STORY_TEST(test_the_poll_does_not_open_when_all_of_it_is_abandoned),
        STORY_TEST(test_the_poll_closes_at_its_time_and_once),
        STORY_TEST(test_an_extended_poll_closes_later),
        STORY_TEST(test_ballots_stand_between_open_and_close_only),
        STORY_TEST(test_a_number_votes_once),
        STORY_TEST(test_a_ballot_is_of_this_election_and_a_polled_constituency),
        STORY_TEST(test_a_credential_votes_for_its_own_number_only),
        STORY_TEST(test_the_declaration_made_is_one_that_is_asked),
        STORY_TEST(test_an_alpha_is_never_seen_twice),
        STORY_TEST(test_after_a_disqualified_vote_only_a_received_may_follow),
        STORY_TEST(test_votes_are_received_from_open_to_box),
        STORY_TEST(test_a_vote_received_names_a_number_and_a_channel_there_is),
        STORY_TEST(test_papers_are_keyed_from_open_to_box),
        STORY_TEST(test_a_keyed_paper_has_no_number_and_an_officers_key),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
