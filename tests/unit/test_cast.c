// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/cast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/check.h"
#include "desk/tick.h"
#include "record/receipt.h"
#include "town.h"

static struct vkey log_key(struct town *town)
{
    struct vkey key;
    const struct sign_key log = desk_log_key(town->desk);

    assert_int_equal(vkey_make(town->definition->origin, VKEY_LOG, &log, &key), 0);
    return key;
}

static void
test_a_ballot_gets_a_receipt_that_proves_it_and_the_same_one_again(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    uint8_t other[BALLOT_SIZE];
    struct town_answer answer;
    struct receipt_fact fact;
    struct ballot parsed;
    struct buf first;
    struct buf again;
    struct vkey key;

    town_begin(town);
    key = log_key(town);
    buf_init(&first, RECEIPT_SIZE_MAX);
    buf_init(&again, RECEIPT_SIZE_MAX);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    town_ballot(town, town_token(town, "Ben Baker"), 1, other);
    answer = town_cast(town, ballot, &first);
    assert_int_equal(answer.result, 0);
    assert_false(answer.is_again);
    assert_int_equal(
        receipt_check(buf_span(&first), &key, span_of(ballot, BALLOT_SIZE), &fact), 0);
    assert_int_equal(fact.index, answer.index);

    /* Whatever comes between, the same ballot has the same receipt. */
    assert_int_equal(town_cast(town, other, NULL).result, 0);
    answer = town_cast(town, ballot, &again);
    assert_int_equal(answer.result, 0);
    assert_true(answer.is_again);
    assert_int_equal(answer.index, fact.index);
    assert_true(span_is_equal(buf_span(&first), buf_span(&again)));

    buf_reset(&again);
    assert_int_equal(ballot_parse(span_of(ballot, BALLOT_SIZE), &parsed), 0);
    assert_int_equal(desk_receipt(town->desk, &parsed.credential, &again), 0);
    assert_true(span_is_equal(buf_span(&first), buf_span(&again)));

    /* After a restart, and after the close, too. */
    assert_int_equal(town_reopen(town), 0);
    buf_reset(&again);
    assert_int_equal(town_cast(town, ballot, &again).result, 0);
    assert_true(span_is_equal(buf_span(&first), buf_span(&again)));
    town_end(town);
    buf_reset(&again);
    assert_int_equal(town_cast(town, ballot, &again).result, 0);
    assert_true(span_is_equal(buf_span(&first), buf_span(&again)));
    parsed.credential.bytes[0] ^= 1;
    assert_int_equal(desk_receipt(town->desk, &parsed.credential, &again),
                     CAST_UNKNOWN);
    buf_deinit(&again);
    buf_deinit(&first);
}

static void test_a_second_ballot_is_told_when_the_first_came(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct town_answer answer;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    answer = town_cast(town, ballot, NULL);
    assert_int_equal(answer.result, CAST_SPENT);
    assert_int_equal(answer.spent_at, town_at(town, STEP_OPEN));
    assert_int_equal(answer.spent_by, CHANNEL_ONLINE);
}

/* A bit of a good ballot flipped at a place: refused, and nothing stored. */
static void test_every_part_of_a_ballot_counts(void **state)
{
    static const struct {
        size_t at;
        int refusal;
    } cases[] = {
        {0, CAST_MALFORMED},      /* magic */
        {4, CAST_OTHER_ELECTION}, /* eid */
        {36, CAST_MISPLACED},     /* constituency */
        {39, CAST_MISPLACED},     /* number, high byte */
        {42, CAST_DECLARATION},   /* declaration */
        {43, CAST_OTHER_KEY},     /* credential */
        {75, CAST_MALFORMED},     /* alpha: no point, or another statement */
        {139, CAST_MALFORMED},    /* A */
        {202, CAST_MALFORMED},    /* s: above L */
        {203, CAST_SIGNATURE},
        {266, CAST_SIGNATURE},
    };
    struct town *town = *state;
    uint8_t good[BALLOT_SIZE];
    uint8_t bad[BALLOT_SIZE];
    size_t i;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, good);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        int result;

        memcpy(bad, good, sizeof(bad));
        bad[cases[i].at] ^= cases[i].at == 202 ? 0xf0 : 0x80;
        if (cases[i].at == 42) {
            bad[42] = 2;
        }
        result = town_cast(town, bad, NULL).result;
        /* A point may by chance still be one: then the signature tells. */
        assert_true(result == cases[i].refusal
                    || (cases[i].refusal == CAST_MALFORMED && cases[i].at > 4
                        && result == CAST_SIGNATURE));
    }
    assert_int_equal(town_cast(town, good, NULL).result, 0);
}

static void test_a_ballot_of_another_length_is_none(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE + 1] = {0};
    struct cast cast = {.ballot = span_of(ballot, BALLOT_SIZE - 1)};

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    assert_int_equal(desk_cast(town->desk, &cast, NULL), CAST_MALFORMED);
    cast.ballot = span_of(ballot, BALLOT_SIZE + 1);
    assert_int_equal(desk_cast(town->desk, &cast, NULL), CAST_MALFORMED);
    cast.ballot = span_of(ballot, 0);
    assert_int_equal(desk_cast(town->desk, &cast, NULL), CAST_MALFORMED);
}

static void test_a_proof_for_another_key_is_refused(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct point kept;

    town_begin(town);
    kept = town->definition->election_key;
    /* Encrypted and signed rightly, to a key that is not the election's. */
    town->definition->election_key =
        desk_definition(town->desk)->trustees[0].static_key;
    town->definition->election_key = (struct point){
        {0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71, 0xa8, 0x84, 0xa9,
         0x61, 0xc5, 0x00, 0x51, 0x5f, 0x58, 0xe3, 0x0b, 0x6a, 0xa5, 0x82,
         0xdd, 0x8d, 0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76}};
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    town->definition->election_key = kept;
    assert_int_equal(town_cast(town, ballot, NULL).result, CAST_PROOF);
}

static void test_ballots_are_taken_from_the_opening_to_the_close_only(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    uint8_t late[BALLOT_SIZE];

    town_issue(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    town_ballot(town, town_token(town, "Ben Baker"), 1, late);
    assert_int_equal(town_cast(town, ballot, NULL).result, CAST_NOT_OPEN);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(town_cast(town, ballot, NULL).result, CAST_NOT_OPEN);
    assert_int_equal(desk_tick(town->desk), 0);
    town_set_clock(town, town_at(town, STEP_CLOSE) - 1);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    town_set_clock(town, town_at(town, STEP_CLOSE));
    assert_int_equal(town_cast(town, late, NULL).result, CAST_CLOSED);
    town_end(town);
    assert_int_equal(town_cast(town, late, NULL).result, CAST_CLOSED);
}

struct seen {
    int result;
    int count;
};

static void note_result(void *context, const struct cast_answer *answer)
{
    struct seen *seen = context;

    seen->result = answer->result;
    seen->count++;
}

static void
test_a_ballot_that_arrived_in_time_is_recorded_after_the_closing(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct seen seen = {.result = -99};
    struct cast cast = {
        .ballot = span_of(ballot, BALLOT_SIZE),
        .done = note_result,
        .context = &seen,
    };
    size_t told = 0;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    town_set_clock(town, town_at(town, STEP_CLOSE) + 1);
    cast.arrived = town_at(town, STEP_CLOSE) - 1;
    assert_int_equal(desk_cast(town->desk, &cast, NULL), 0);
    assert_int_equal(desk_step(town->desk, &told), 0);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.result, 0);
    /* Once `close` is in the record it is too late whatever the watch says. */
    town_end(town);
    town_ballot(town, town_token(town, "Ben Baker"), 2, ballot);
    assert_int_equal(desk_cast(town->desk, &cast, NULL), CAST_CLOSED);
}

static void test_a_copied_encryption_is_refused(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    uint8_t copy[BALLOT_SIZE];

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    town_ballot(town, town_token(town, "Ben Baker"), 1, copy);
    memcpy(copy + 75, ballot + 75, 64);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(town_cast(town, copy, NULL).result, CAST_COPIED);
}

static void keep_worst(void *context, const struct check_line *line)
{
    int *worst = context;

    if (line->verdict == CHECK_BAD) {
        *worst = (int)line->stage;
    }
}

static void test_what_was_cast_survives_a_restart_and_passes_the_check(void **state)
{
    struct town *town = *state;
    const struct check_report report = {keep_worst, &(int){0}};
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    town_ballot(town, town_token(town, "Gus Gray"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    desk_free(town->desk);
    town->desk = NULL;
    assert_int_equal(desk_check(town->dir, &report), 0);
    assert_int_equal(town_reopen(town), 0);
    assert_true(town_cast(town, ballot, NULL).is_again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_ballot_gets_a_receipt_that_proves_it_and_the_same_one_again),
        TOWN_TEST(test_a_second_ballot_is_told_when_the_first_came),
        TOWN_TEST(test_every_part_of_a_ballot_counts),
        TOWN_TEST(test_a_ballot_of_another_length_is_none),
        TOWN_TEST(test_a_proof_for_another_key_is_refused),
        TOWN_TEST(test_ballots_are_taken_from_the_opening_to_the_close_only),
        TOWN_TEST(test_a_ballot_that_arrived_in_time_is_recorded_after_the_closing),
        TOWN_TEST(test_a_copied_encryption_is_refused),
        TOWN_TEST(test_what_was_cast_survives_a_restart_and_passes_the_check),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
