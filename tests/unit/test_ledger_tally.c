// SPDX-License-Identifier: AGPL-3.0-or-later
/* The box, mixes, shares, the result. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static int box(struct document *document)
{
    return election_submit(&election, document, BY_RETURNING);
}

static void offer_all(void)
{
    struct document *document;
    uint16_t cid;

    for (cid = 1; cid <= 2; cid++) {
        uint64_t count = ledger_input_count(election.ledger, cid);

        document = election_offer(&election, ENTRY_MIX);
        document->of.contribution.cid = cid;
        document->of.contribution.object.size = 395 + 224 * count;
        assert_int_equal(election_submit(&election, document, BY_MIXER), 0);
        document = election_offer(&election, ENTRY_SHARES);
        document->of.contribution.cid = cid;
        document->of.contribution.object.size = 171 + 32 * count;
        assert_int_equal(election_submit(&election, document, BY_TRUSTEE), 0);
    }
}

static void test_the_box_comes_once_and_after_the_close(void **state)
{
    (void)state;
    story_poll();
    assert_int_equal(box(election_boxed(&election)), LEDGER_EARLY);
    election_end(&election);
    assert_int_equal(election_submit(&election, election_boxed(&election), BY_CLERK),
                     LEDGER_SIGNERS);
    assert_int_equal(box(election_boxed(&election)), 0);
    assert_int_equal(box(election_boxed(&election)), LEDGER_ONCE);
}

static void test_the_boxes_counts_are_the_records(void **state)
{
    struct document *document;
    struct box_list *list;
    size_t i;

    (void)state;
    story_poll();
    election_end(&election);
    for (i = 0; i < 6; i++) {
        document = election_boxed(&election);
        list = &document->of.box.lists[0];
        list->online += i == 0;
        list->received += i == 1;
        list->entered += i == 2;
        list->rejected[HEADING_UNCERTAIN] += i == 3;
        list->rejected[HEADING_FEATURES] = i == 4 ? UINT32_MAX : 0;
        list->disqualified += i == 5;
        assert_int_equal(box(document), LEDGER_COUNTS);
    }
    /* More received than keyed or rejected: papers lie about. */
    document = election_boxed(&election);
    document->of.box.lists[0].rejected[HEADING_UNCERTAIN] = 0;
    assert_int_equal(box(document), LEDGER_COUNTS);
    assert_int_equal(box(election_boxed(&election)), 0);
}

static void test_the_box_names_every_polled_constituency(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_end(&election);
    document = election_boxed(&election);
    document->of.box.count = 1;
    assert_int_equal(box(document), LEDGER_LISTS);
    document = election_boxed(&election);
    document->of.box.lists[1].cid = 3;
    assert_int_equal(box(document), LEDGER_LISTS);
    document = election_boxed(&election);
    document->of.box.lists[2] = document->of.box.lists[1];
    document->of.box.lists[2].cid = 3;
    document->of.box.count = 3;
    assert_int_equal(box(document), LEDGER_LISTS);
}

static void test_fewer_ballots_than_the_floor_need_a_waiver(void **state)
{
    struct document *document;

    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    election_end(&election);
    document = election_boxed(&election);
    document->of.box.lists[0].is_waived = false;
    assert_int_equal(box(document), LEDGER_FLOOR);
    assert_int_equal(box(election_boxed(&election)), 0);
}

static void test_mixes_are_offered_in_order_by_mixers(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_end(&election);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), LEDGER_EARLY);
    assert_int_equal(box(election_boxed(&election)), 0);
    assert_int_equal(story_offer(ENTRY_MIX, BY_TRUSTEE), LEDGER_SIGNERS);
    assert_int_equal(story_offer(ENTRY_MIX, BY_RETURNING), LEDGER_SIGNERS);
    assert_int_equal(story_offer(ENTRY_MIX, BY_NOBODY), LEDGER_SIGNERS);
    assert_int_equal(story_offer_of(ENTRY_MIX, 3, 1, BY_MIXER), LEDGER_CONSTITUENCY);
    assert_int_equal(story_offer_of(ENTRY_MIX, 1, 2, BY_MIXER), LEDGER_SEQUENCE);
    document = election_offer(&election, ENTRY_MIX);
    document->of.contribution.object.size++;
    assert_int_equal(election_submit(&election, document, BY_MIXER), LEDGER_OBJECT);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
    /* Another for the same place, should the first be false. */
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
}

static void test_shares_are_offered_by_their_own_trustee_after_the_mixes(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_box(&election);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), LEDGER_SEQUENCE);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), 0);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_MIXER), LEDGER_SIGNERS);
    assert_int_equal(story_offer_of(ENTRY_SHARES, 1, 2, BY_TRUSTEE), LEDGER_SIGNERS);
    document = election_offer(&election, ENTRY_SHARES);
    document->of.contribution.object.size--;
    assert_int_equal(election_submit(&election, document, BY_TRUSTEE), LEDGER_OBJECT);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), 0);
}

static void test_nothing_is_mixed_where_nobody_voted(void **state)
{
    (void)state;
    election_begin(&election);
    assert_int_equal(story_cast(2, 1), 0);
    election_box(&election);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), LEDGER_CONSTITUENCY);
}

static void test_a_revoked_mixer_mixes_no_more(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_box(&election);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_REVOKE;
    document->of.note.key = *sign_secret_key(election.secrets[4]);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), LEDGER_SIGNERS);
}

static void test_the_result_comes_once_and_after_enough_shares(void **state)
{
    (void)state;
    story_poll();
    election_box(&election);
    assert_int_equal(story_declare(election_result(&election)), LEDGER_EARLY);
    offer_all();
    assert_int_equal(election_submit(&election, election_result(&election), BY_CLERK),
                     LEDGER_SIGNERS);
    assert_int_equal(story_declare(election_result(&election)), 0);
    assert_int_equal(story_declare(election_result(&election)), LEDGER_ONCE);
    assert_int_equal(story_offer(ENTRY_MIX, BY_MIXER), LEDGER_ONCE);
    assert_int_equal(story_offer(ENTRY_SHARES, BY_TRUSTEE), LEDGER_ONCE);
}

static void test_a_result_before_the_box_is_refused(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_end(&election);
    document = election_document(&election, ENTRY_RESULT);
    document->of.result.count = 1;
    document->of.result.lists[0].cid = 1;
    document->of.result.lists[0].sheet.size = 1;
    (void)snprintf(document->of.result.declaration, WORDING_SIZE, "I declare.");
    assert_int_equal(story_declare(document), LEDGER_EARLY);
}

static void test_the_results_counts_are_the_records(void **state)
{
    struct document *document;
    struct result_list *list;
    size_t i;

    (void)state;
    story_poll();
    election_box(&election);
    offer_all();
    for (i = 0; i < 6; i++) {
        document = election_result(&election);
        list = &document->of.result.lists[0];
        list->electorate += i == 0;
        list->by_channel[CHANNEL_ONLINE] -= i == 1;
        list->by_channel[CHANNEL_POST] += i == 2;
        list->by_register[REGISTER_SPOILT] += i == 3;
        list->rejected[HEADING_FEATURES] += i == 4;
        list->unreadable = i == 5 ? 5 : 0;
        assert_int_equal(story_declare(document), LEDGER_COUNTS);
    }
    document = election_result(&election);
    document->of.result.count = 1;
    assert_int_equal(story_declare(document), LEDGER_LISTS);
    document = election_result(&election);
    document->of.result.lists[1].cid = 3;
    assert_int_equal(story_declare(document), LEDGER_LISTS);
}

static void test_the_elected_are_candidates_and_no_more_than_the_seats(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_box(&election);
    offer_all();
    document = election_result(&election);
    document->of.result.lists[1].elected[0] = 3;
    assert_int_equal(story_declare(document), LEDGER_ELECTED);
    document = election_result(&election);
    document->of.result.lists[1].elected_count = 2;
    document->of.result.lists[1].elected[1] = 1;
    assert_int_equal(story_declare(document), LEDGER_ELECTED);
    document = election_result(&election);
    document->of.result.lists[0].lot_count = 1;
    document->of.result.lists[0].lots[0] = 4;
    assert_int_equal(story_declare(document), LEDGER_ELECTED);
    document = election_result(&election);
    document->of.result.lists[0].lot_count = 1;
    document->of.result.lists[0].lots[0] = 3;
    assert_int_equal(story_declare(document), 0);
}

static void test_a_promised_seed_is_revealed(void **state)
{
    static const uint8_t seed[DIGEST_SIZE] = {1, 2, 3};
    struct document *document;

    (void)state;
    election.definition->lots_from_seed = true;
    hash_sha256(SPAN(seed), &election.definition->lot_seed);
    story_poll();
    election_box(&election);
    offer_all();
    assert_int_equal(story_declare(election_result(&election)), LEDGER_SEED);
    document = election_result(&election);
    document->of.result.has_seed = true;
    assert_int_equal(story_declare(document), LEDGER_SEED);
    document = election_result(&election);
    document->of.result.has_seed = true;
    memcpy(document->of.result.seed.bytes, seed, sizeof(seed));
    assert_int_equal(story_declare(document), 0);
}

static void test_a_seed_nobody_promised_is_refused(void **state)
{
    struct document *document;

    (void)state;
    story_poll();
    election_box(&election);
    offer_all();
    document = election_result(&election);
    document->of.result.has_seed = true;
    assert_int_equal(story_declare(document), LEDGER_SEED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_the_box_comes_once_and_after_the_close),
        STORY_TEST(test_the_boxes_counts_are_the_records),
        STORY_TEST(test_the_box_names_every_polled_constituency),
        STORY_TEST(test_fewer_ballots_than_the_floor_need_a_waiver),
        STORY_TEST(test_mixes_are_offered_in_order_by_mixers),
        STORY_TEST(test_shares_are_offered_by_their_own_trustee_after_the_mixes),
        STORY_TEST(test_nothing_is_mixed_where_nobody_voted),
        STORY_TEST(test_a_revoked_mixer_mixes_no_more),
        STORY_TEST(test_the_result_comes_once_and_after_enough_shares),
        STORY_TEST(test_a_result_before_the_box_is_refused),
        STORY_TEST(test_the_results_counts_are_the_records),
        STORY_TEST(test_the_elected_are_candidates_and_no_more_than_the_seats),
        STORY_TEST(test_a_promised_seed_is_revealed),
        STORY_TEST(test_a_seed_nobody_promised_is_refused),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
