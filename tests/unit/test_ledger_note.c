// SPDX-License-Identifier: AGPL-3.0-or-later
/* Notes: extensions apart, which are with the poll. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static struct document *note(enum note_kind kind, uint16_t cid)
{
    struct document *document = election_document(&election, ENTRY_NOTE);

    document->of.note.kind = kind;
    document->of.note.cid = cid;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "reason");
    return document;
}

static int death(uint16_t cid, unsigned candidate)
{
    struct document *document = note(NOTE_DEATH, cid);

    document->of.note.candidate = candidate;
    return election_submit(&election, document, BY_RETURNING);
}

static void test_a_death_stops_a_poll_under_fpp_and_not_under_stv(void **state)
{
    struct ledger_state after;

    (void)state;
    election_define(&election);
    assert_int_equal(death(1, 1), LEDGER_EARLY);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING), 0);
    assert_int_equal(death(1, 4), LEDGER_TARGET);
    assert_int_equal(death(3, 1), LEDGER_CONSTITUENCY);
    assert_int_equal(death(9, 1), LEDGER_CONSTITUENCY);
    assert_int_equal(death(1, 3), 0);
    assert_int_equal(death(1, 3), LEDGER_TARGET);
    assert_true(ledger_is_polled(election.ledger, 1));
    ledger_constituency(election.ledger, 1, &after);
    assert_int_equal(after.dead, 1 << 2);
    assert_int_equal(death(2, 2), 0);
    assert_false(ledger_is_polled(election.ledger, 2));
    assert_int_equal(death(2, 1), LEDGER_CONSTITUENCY);
}

static void test_an_abandoned_constituency_is_not_polled_boxed_or_counted(void **state)
{
    struct facts facts;

    (void)state;
    story_poll();
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 3), BY_RETURNING),
                     LEDGER_CONSTITUENCY);
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 2), BY_RETURNING),
                     0);
    assert_int_equal(story_cast(2, 3), LEDGER_CONSTITUENCY);
    assert_int_equal(story_receive(2, 3), LEDGER_CONSTITUENCY);
    election_box(&election);
    assert_int_equal(ledger_box(election.ledger)->count, 1);
    assert_int_equal(story_offer_of(ENTRY_MIX, 2, 1, BY_MIXER), LEDGER_CONSTITUENCY);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), 0);
    ledger_facts(election.ledger, &facts);
    assert_true(facts.has_all_shares);
    assert_false(facts.is_abandoned);
    assert_int_equal(story_declare(election_result(&election)), 0);
    assert_int_equal(death(1, 1), LEDGER_CLOSED);
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 1), BY_RETURNING),
                     LEDGER_CLOSED);
}

static void test_a_poll_is_abandoned_once_and_after_the_statement(void **state)
{
    struct facts facts;

    (void)state;
    election_define(&election);
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 0), BY_RETURNING),
                     LEDGER_EARLY);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING), 0);
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 0), BY_RETURNING),
                     0);
    ledger_facts(election.ledger, &facts);
    assert_true(facts.is_abandoned);
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 0), BY_RETURNING),
                     LEDGER_ONCE);
}

static void test_keys_of_officers_and_mixers_are_revoked_once(void **state)
{
    struct document *document;

    (void)state;
    election_define(&election);
    document = note(NOTE_REVOKE, 0);
    document->of.note.key = *sign_secret_key(election.secrets[3]);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_TARGET);
    document = note(NOTE_REVOKE, 0);
    document->of.note.key = *sign_secret_key(election.secrets[2]);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    document = note(NOTE_REVOKE, 0);
    document->of.note.key = *sign_secret_key(election.secrets[2]);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_ONCE);
}

static void test_a_page_is_noted(void **state)
{
    struct document *document;

    (void)state;
    election_define(&election);
    document = note(NOTE_PAGE, 0);
    document->of.note.page.bytes[3] = 77;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    assert_int_equal(ledger_page(election.ledger)->bytes[3], 77);
}

static int open_one(uint16_t cid, uint64_t entry)
{
    struct document *document = note(NOTE_OPEN_ONE, cid);

    document->of.note.entry = entry;
    return election_submit(&election, document, BY_RETURNING);
}

static void test_one_ballot_is_opened_only_after_the_result(void **state)
{
    uint64_t ballot;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    ballot = ledger_count(election.ledger) - 1;
    assert_int_equal(story_receive(1, 2), 0);
    assert_int_equal(story_cast(1, 0), 0);
    election_box(&election);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), 0);
    assert_int_equal(open_one(1, ballot), LEDGER_EARLY);
    assert_int_equal(story_declare(election_result(&election)), 0);
    assert_int_equal(open_one(2, ballot), LEDGER_TARGET);
    assert_int_equal(open_one(1, ballot + 1), LEDGER_TARGET);
    assert_int_equal(open_one(1, ballot + 2), LEDGER_TARGET);
    assert_int_equal(open_one(1, ballot), 0);
}

static void test_retention_is_noted_after_the_statement(void **state)
{
    (void)state;
    election_define(&election);
    assert_int_equal(election_submit(&election, note(NOTE_RETENTION, 0), BY_RETURNING),
                     LEDGER_EARLY);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING), 0);
    assert_int_equal(election_submit(&election, note(NOTE_RETENTION, 0), BY_RETURNING),
                     0);
}

static int retain(const char *code)
{
    struct document *document = note(NOTE_RETENTION, 0);

    (void)snprintf(document->of.note.code, LABEL_SIZE, "%s", code);
    return election_submit(&election, document, BY_RETURNING);
}

static void test_what_is_sealed_or_destroyed_was_declared_before(void **state)
{
    struct facts facts;

    (void)state;
    story_poll();
    assert_int_equal(retain("destroyed"), 0);
    assert_int_equal(death(2, 1), 0);
    election_box(&election);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), 0);
    assert_int_equal(ledger_retention(election.ledger)->declared_at, 0);
    assert_int_equal(story_declare(election_result(&election)), 0);
    assert_int_equal(ledger_retention(election.ledger)->declared_at,
                     ledger_time(election.ledger));
    ledger_facts(election.ledger, &facts);
    assert_false(facts.is_sealed || facts.is_destroyed);
    assert_int_equal(retain("sealed"), 0);
    ledger_facts(election.ledger, &facts);
    assert_true(facts.is_sealed);
    assert_false(facts.is_destroyed);
    assert_int_equal(retain("board-keep"), 0);
    assert_int_equal(ledger_retention(election.ledger)->direction,
                     RETENTION_BOARD_KEEP);
    assert_int_equal(retain("destroyed"), 0);
    ledger_facts(election.ledger, &facts);
    assert_true(facts.is_destroyed);
}

static void test_the_year_begins_too_where_every_poll_is_abandoned(void **state)
{
    struct ledger_state stopped;

    (void)state;
    story_poll();
    assert_int_equal(election_submit(&election, note(NOTE_ABANDON, 1), BY_RETURNING),
                     0);
    assert_int_equal(ledger_retention(election.ledger)->declared_at, 0);
    ledger_constituency(election.ledger, 1, &stopped);
    assert_int_equal(stopped.abandoned_at, ledger_time(election.ledger));
    assert_int_equal(death(2, 1), 0);
    assert_int_equal(ledger_retention(election.ledger)->declared_at,
                     ledger_time(election.ledger));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_a_death_stops_a_poll_under_fpp_and_not_under_stv),
        STORY_TEST(test_an_abandoned_constituency_is_not_polled_boxed_or_counted),
        STORY_TEST(test_a_poll_is_abandoned_once_and_after_the_statement),
        STORY_TEST(test_keys_of_officers_and_mixers_are_revoked_once),
        STORY_TEST(test_a_page_is_noted),
        STORY_TEST(test_one_ballot_is_opened_only_after_the_result),
        STORY_TEST(test_retention_is_noted_after_the_statement),
        STORY_TEST(test_what_is_sealed_or_destroyed_was_declared_before),
        STORY_TEST(test_the_year_begins_too_where_every_poll_is_abandoned),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
