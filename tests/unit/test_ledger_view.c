// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/ledger_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static struct facts facts_now(void)
{
    struct facts facts;

    ledger_facts(election.ledger, &facts);
    return facts;
}

static void test_an_empty_ledger_knows_nothing(void **state)
{
    struct facts facts = facts_now();
    struct ledger_voter voter;
    uint64_t entry;
    size_t count;

    (void)state;
    assert_false(facts.has_definition);
    assert_null(ledger_definition(election.ledger));
    assert_null(ledger_statement(election.ledger));
    assert_null(ledger_roll(election.ledger));
    assert_null(ledger_box(election.ledger));
    assert_null(ledger_result(election.ledger));
    assert_int_equal(ledger_count(election.ledger), 0);
    assert_false(ledger_find_entry(election.ledger, ENTRY_DEFINITION, &entry));
    assert_false(ledger_find_number(election.ledger, 1, 1, &voter));
    assert_int_equal(ledger_broken(election.ledger, &entry), 0);
    (void)ledger_offers(election.ledger, &count);
    assert_int_equal(count, 0);
    assert_false(
        ledger_may_sign(election.ledger, sign_secret_key(election.secrets[0]), 0));
}

static void test_the_facts_follow_the_record(void **state)
{
    (void)state;
    election_define(&election);
    assert_true(facts_now().has_definition);
    assert_false(facts_now().is_contested);
    assert_int_equal(facts_now().close_at,
                     election.definition->timetable.at[STEP_CLOSE]);
    election.time = election.definition->timetable.at[STEP_WITHDRAWAL];
    assert_int_equal(
        election_submit(&election, election_statement(&election), BY_RETURNING), 0);
    assert_true(facts_now().has_statement);
    assert_true(facts_now().is_contested);
    assert_int_equal(election_submit(&election, election_roll(&election), BY_RETURNING),
                     0);
    assert_true(facts_now().has_roll);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    assert_true(facts_now().has_open);
    assert_int_equal(story_cast(1, 1), 0);
    election_end(&election);
    assert_true(facts_now().has_close);
    assert_false(facts_now().has_all_mixes);
    assert_int_equal(
        election_submit(&election, election_boxed(&election), BY_RETURNING), 0);
    assert_true(facts_now().has_box);
    assert_false(facts_now().has_all_mixes);
    assert_int_equal(
        election_submit(&election, election_offer(&election, ENTRY_MIX), BY_MIXER), 0);
    assert_true(facts_now().has_all_mixes);
    assert_false(facts_now().has_all_shares);
    assert_int_equal(
        election_submit(&election, election_offer(&election, ENTRY_SHARES), BY_TRUSTEE),
        0);
    assert_true(facts_now().has_all_shares);
    assert_int_equal(
        election_submit(&election, election_result(&election), BY_RETURNING), 0);
    assert_true(facts_now().has_result);
}

static void test_a_voter_is_found_by_credential_and_by_number(void **state)
{
    struct ledger_voter voter;
    struct sign_key stranger = election_key();

    (void)state;
    election_begin(&election);
    assert_false(ledger_find_voter(election.ledger, &stranger, &voter));
    assert_false(ledger_find_number(election.ledger, 1, 0, &voter));
    assert_false(ledger_find_number(election.ledger, 3, 1, &voter));
    assert_false(ledger_find_number(election.ledger, 0, 1, &voter));
    assert_true(
        ledger_find_voter(election.ledger, &election.credentials[1][4], &voter));
    assert_int_equal(voter.cid, 2);
    assert_int_equal(voter.number, 5);
    assert_false(voter.is_spent);
    assert_false(voter.has_ballot);
    assert_int_equal(story_cast(2, 5), 0);
    assert_true(
        ledger_find_voter(election.ledger, &election.credentials[1][4], &voter));
    assert_true(voter.is_spent);
    assert_int_equal(voter.spent_by, CHANNEL_ONLINE);
    assert_int_equal(voter.spent_at, ledger_count(election.ledger) - 1);
    assert_true(voter.has_ballot);
    assert_int_equal(voter.ballot, voter.spent_at);
    assert_int_equal(
        election_submit(&election, election_received(&election, 2, 6), BY_CLERK), 0);
    assert_true(ledger_find_number(election.ledger, 2, 6, &voter));
    assert_true(voter.is_spent);
    assert_int_equal(voter.spent_by, CHANNEL_TELEPHONE);
    assert_false(voter.has_ballot);
    assert_memory_equal(
        voter.credential.bytes, election.credentials[1][5].bytes, SIGN_KEY_SIZE);
}

static void test_a_disqualified_ballot_is_still_found(void **state)
{
    struct document *document;
    struct ledger_voter voter;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    document = election_document(&election, ENTRY_DISQUALIFY);
    document->of.disqualification =
        (struct disqualification){1,
                                  1,
                                  CHANNEL_ONLINE,
                                  REASON_IMPERSONATED,
                                  true,
                                  ledger_count(election.ledger) - 1};
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    assert_true(ledger_find_number(election.ledger, 1, 1, &voter));
    assert_false(voter.is_spent);
    assert_true(voter.has_ballot);
    assert_int_equal(voter.ballot, ledger_count(election.ledger) - 2);
}

static void test_inputs_are_what_stands_in_entry_order(void **state)
{
    uint64_t inputs[3];
    uint64_t first;

    (void)state;
    election_begin(&election);
    first = ledger_count(election.ledger);
    assert_int_equal(story_cast(1, 3), 0);
    assert_int_equal(story_cast(2, 1), 0);
    assert_int_equal(story_cast(1, 0), 0);
    assert_int_equal(
        election_submit(&election, election_received(&election, 1, 9), BY_CLERK), 0);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(ledger_input_count(election.ledger, 1), 3);
    ledger_inputs(election.ledger, 1, inputs);
    assert_int_equal(inputs[0], first);
    assert_int_equal(inputs[1], first + 2);
    assert_int_equal(inputs[2], first + 4);
    assert_int_equal(ledger_input_count(election.ledger, 2), 1);
    ledger_inputs(election.ledger, 2, inputs);
    assert_int_equal(inputs[0], first + 1);
}

static void test_documents_in_force_and_their_entries_are_told(void **state)
{
    const struct ledger_offer *offers;
    uint64_t entry = 99;
    struct digest leaf;
    size_t count;

    (void)state;
    election_begin(&election);
    assert_memory_equal(
        ledger_eid(election.ledger)->bytes, election.eid.bytes, EID_SIZE);
    assert_int_equal(ledger_statement(election.ledger)->count, 3);
    assert_int_equal(ledger_roll(election.ledger)->count, 2);
    assert_true(ledger_find_entry(election.ledger, ENTRY_DEFINITION, &entry));
    assert_int_equal(entry, 0);
    assert_true(ledger_find_entry(election.ledger, ENTRY_OPEN, &entry));
    assert_int_equal(entry, 3);
    assert_false(ledger_find_entry(election.ledger, ENTRY_CLOSE, &entry));
    assert_int_equal(story_cast(1, 1), 0);
    election_box(&election);
    assert_true(ledger_find_entry(election.ledger, ENTRY_BOX, &entry));
    assert_int_equal(tree_leaf(election.tree, entry, &leaf), 0);
    assert_memory_equal(ledger_box_id(election.ledger)->bytes, leaf.bytes, DIGEST_SIZE);
    assert_int_equal(
        election_submit(&election, election_offer(&election, ENTRY_MIX), BY_MIXER), 0);
    offers = ledger_offers(election.ledger, &count);
    assert_int_equal(count, 1);
    assert_int_equal(offers[0].type, ENTRY_MIX);
    assert_int_equal(offers[0].entry, entry + 1);
    assert_int_equal(offers[0].contribution.cid, 1);
    assert_memory_equal(offers[0].signer.bytes,
                        sign_secret_key(election.secrets[4])->bytes,
                        SIGN_KEY_SIZE);
}

static void test_who_may_sign_is_told(void **state)
{
    (void)state;
    election_define(&election);
    assert_true(ledger_may_sign(
        election.ledger, sign_secret_key(election.secrets[0]), GRANT_BOX));
    assert_true(ledger_may_sign(
        election.ledger, sign_secret_key(election.secrets[2]), GRANT_PAPERS));
    assert_false(ledger_may_sign(
        election.ledger, sign_secret_key(election.secrets[2]), GRANT_BOX));
    assert_false(ledger_may_sign(
        election.ledger, sign_secret_key(election.secrets[6]), GRANT_PAPERS));
}

/* Tables and lists grow past their first size and keep everything. */
static void test_a_large_poll_is_kept_whole(void **state)
{
    enum {
        MANY = 2000,
    };
    static struct sign_key keys[MANY];
    struct ledger_voter voter;
    uint32_t i;

    (void)state;
    election_begin(&election);
    for (i = 0; i < MANY; i++) {
        struct document *document = election_document(&election, ENTRY_REPLACE);

        keys[i] = election_key();
        document->of.replacement = (struct replacement){
            1, REGISTER_OMITTED, 0, ELECTION_NUMBERS + 1 + i, keys[i]};
        assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    }
    for (i = 0; i < MANY; i++) {
        struct ballot ballot = election_ballot(&election, 1, ELECTION_NUMBERS + 1 + i);

        ballot.credential = keys[i];
        memcpy(ballot.vote.alpha.bytes + 4, &i, sizeof(i));
        assert_int_equal(election_cast(&election, &ballot), 0);
    }
    for (i = 0; i < MANY; i++) {
        assert_true(ledger_find_voter(election.ledger, &keys[i], &voter));
        assert_int_equal(voter.number, ELECTION_NUMBERS + 1 + i);
        assert_true(voter.is_spent);
    }
    assert_int_equal(ledger_input_count(election.ledger, 1), MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_an_empty_ledger_knows_nothing),
        STORY_TEST(test_the_facts_follow_the_record),
        STORY_TEST(test_a_voter_is_found_by_credential_and_by_number),
        STORY_TEST(test_a_disqualified_ballot_is_still_found),
        STORY_TEST(test_inputs_are_what_stands_in_entry_order),
        STORY_TEST(test_documents_in_force_and_their_entries_are_told),
        STORY_TEST(test_who_may_sign_is_told),
        STORY_TEST(test_a_large_poll_is_kept_whole),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
