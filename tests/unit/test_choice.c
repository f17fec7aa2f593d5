// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/choice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "seal/point.h"

static const struct choice_rules stv = {METHOD_STV, 9, 9};
static const struct choice_rules fpp = {METHOD_FPP, 9, 4};
static const struct choice_rules widest = {METHOD_STV, CANDIDATES_MAX, RANKS_MAX};

static struct choice choice_of(size_t count, const uint8_t *numbers)
{
    struct choice choice = {.count = count};

    memcpy(choice.numbers, numbers, count);
    return choice;
}

#define CHOICE(...)                                                                    \
    choice_of(sizeof((const uint8_t[]){__VA_ARGS__}), (const uint8_t[]){__VA_ARGS__})

static void assert_survives(const struct choice *choice,
                            const struct choice_rules *rules)
{
    struct point block;
    struct choice back;

    assert_int_equal(choice_encode(choice, rules, &block), 0);
    assert_int_equal(block.bytes[1], 1);
    assert_int_equal(block.bytes[31], 0);
    assert_int_equal(choice_decode(&block, rules, &back), 0);
    assert_int_equal(back.count, choice->count);
    assert_memory_equal(back.numbers, choice->numbers, choice->count);
}

static void test_votes_survive_their_block(void **state)
{
    struct choice choice = CHOICE(3, 1, 9, 2);
    size_t i;

    (void)state;
    assert_survives(&choice, &stv);
    choice = CHOICE(7);
    assert_survives(&choice, &stv);
    assert_survives(&choice, &fpp);
    choice = CHOICE(1, 2, 8, 9);
    assert_survives(&choice, &fpp);
    for (choice.count = 1; choice.count <= RANKS_MAX; choice.count++) {
        for (i = 0; i < choice.count; i++) {
            choice.numbers[i] = (uint8_t)(CANDIDATES_MAX - i);
        }
        assert_survives(&choice, &widest);
    }
}

/* 3, 1, 9, 2 in six bits each: 000011 000001 001001 000010 */
static void test_numbers_stand_in_six_bits_from_the_highest(void **state)
{
    struct choice choice = CHOICE(3, 1, 9, 2);
    struct point block;
    size_t i;

    (void)state;
    assert_int_equal(choice_encode(&choice, &stv, &block), 0);
    assert_int_equal(block.bytes[2], 0x0c);
    assert_int_equal(block.bytes[3], 0x12);
    assert_int_equal(block.bytes[4], 0x42);
    for (i = 5; i < 30; i++) {
        assert_int_equal(block.bytes[i], 0);
    }
    assert_int_equal(block.bytes[0] % 2, 0);
}

static void test_a_vote_the_rules_forbid_is_refused(void **state)
{
    struct {
        struct choice choice;
        const struct choice_rules *rules;
        int refusal;
    } cases[] = {
        {{.count = 0}, &stv, CHOICE_EMPTY},
        {CHOICE(1, 2, 3, 4, 5), &fpp, CHOICE_TOO_MANY},
        {CHOICE(1, 2, 3, 4, 5, 6, 7, 8, 9, 1), &stv, CHOICE_TOO_MANY},
        {{.count = RANKS_MAX + 1}, &widest, CHOICE_TOO_MANY},
        {CHOICE(0), &stv, CHOICE_UNKNOWN},
        {CHOICE(1, 0, 2), &stv, CHOICE_UNKNOWN},
        {CHOICE(10), &stv, CHOICE_UNKNOWN},
        {CHOICE(64), &widest, CHOICE_UNKNOWN},
        {CHOICE(1, 2, 1), &stv, CHOICE_REPEATED},
        {CHOICE(4, 4), &fpp, CHOICE_REPEATED},
        {CHOICE(2, 1), &fpp, CHOICE_DISORDERED},
    };
    struct point block = {{9}};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(choice_check(&cases[i].choice, cases[i].rules),
                         cases[i].refusal);
        assert_int_equal(choice_encode(&cases[i].choice, cases[i].rules, &block),
                         cases[i].refusal);
    }
    assert_int_equal(block.bytes[0], 9);
}

/* Encoded under wider rules, decoded under those of the constituency. */
static void test_a_block_that_holds_no_allowed_vote_is_refused(void **state)
{
    struct {
        struct choice choice;
        const struct choice_rules *rules;
        int refusal;
    } cases[] = {
        {CHOICE(10), &stv, CHOICE_UNKNOWN},
        {CHOICE(1, 2, 3, 4, 5), &fpp, CHOICE_TOO_MANY},
        {CHOICE(2, 1), &fpp, CHOICE_DISORDERED},
        {CHOICE(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), &stv, CHOICE_TOO_MANY},
    };
    struct choice out = {.count = 99};
    struct point block;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(choice_encode(&cases[i].choice, &widest, &block), 0);
        assert_int_equal(choice_decode(&block, cases[i].rules, &out), cases[i].refusal);
    }
    assert_int_equal(out.count, 99);
}

static void test_only_the_smallest_counter_is_readable(void **state)
{
    struct choice choice = CHOICE(3, 1, 9, 2);
    struct choice out;
    struct point block;
    struct point valid;
    unsigned counter;
    unsigned readable = 0;
    unsigned others = 0;

    (void)state;
    assert_int_equal(choice_encode(&choice, &stv, &block), 0);
    for (counter = 0; counter < 512; counter++) {
        block.bytes[0] = (uint8_t)(2 * (counter % 128));
        block.bytes[30] = (uint8_t)(counter / 128);
        if (point_decode(SPAN(block.bytes), &valid) != 0) {
            continue;
        }
        if (choice_decode(&valid, &stv, &out) == 0) {
            readable++;
        } else {
            others++;
        }
    }
    assert_int_equal(readable, 1);
    assert_true(others > 10);
}

/* A number behind a zero, a repeated one, and the two bits nobody uses. */
static void test_blocks_made_otherwise_are_unreadable(void **state)
{
    struct choice choice = CHOICE(3, 1, 9, 2);
    struct choice out;
    struct point block;

    (void)state;
    assert_int_equal(choice_encode(&choice, &stv, &block), 0);
    block.bytes[29] = 1;
    assert_int_equal(choice_decode(&block, &stv, &out), CHOICE_UNREADABLE);
    block.bytes[29] = 0;
    block.bytes[10] = 0xff;
    assert_int_equal(choice_decode(&block, &stv, &out), CHOICE_UNREADABLE);
    block.bytes[10] = 0;
    block.bytes[1] = 2;
    assert_int_equal(choice_decode(&block, &stv, &out), CHOICE_UNREADABLE);
    block.bytes[1] = 1;
    block.bytes[31] = 1;
    assert_int_equal(choice_decode(&block, &stv, &out), CHOICE_UNREADABLE);
    block.bytes[31] = 0;
    block.bytes[3] = 0x32; /* 3, 3, 8, 2 */
    block.bytes[2] = 0x0c;
    assert_int_equal(choice_decode(&block, &stv, &out), CHOICE_REPEATED);
    assert_int_equal(choice_decode(&point_identity, &stv, &out), CHOICE_EMPTY);
    assert_true(choice_decode(&point_base, &widest, &out) > 0);
}

static void test_a_vote_is_read_as_people_write_it(void **state)
{
    static const struct {
        const char *text;
        int result;
    } cases[] = {
        {"3,1,2", 0},
        {"3 1 2", 0},
        {"", CHOICE_EMPTY},
        {"0", 0},
        {"63", 0},
        {"64", CHOICE_UNKNOWN},
        {"99999999999", CHOICE_UNKNOWN},
        {",1", CHOICE_UNREADABLE},
        {"1,", CHOICE_UNREADABLE},
        {"1 ", CHOICE_UNREADABLE},
        {"1,,2", CHOICE_UNREADABLE},
        {"1;2", CHOICE_UNREADABLE},
        {"-1", CHOICE_UNREADABLE},
        {"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,"
         "29,"
         "30,31,32,33,34,35,36,37,38",
         CHOICE_TOO_MANY},
    };
    struct choice choice;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        choice.count = RANKS_MAX + 1;
        assert_int_equal(choice_read(span_of_text(cases[i].text), &choice),
                         cases[i].result);
        assert_int_equal(choice.count > RANKS_MAX, cases[i].result != 0);
    }
    assert_int_equal(choice_read(span_of_text("3,1,2"), &choice), 0);
    assert_int_equal(choice.count, 3);
    assert_memory_equal(choice.numbers, "\3\1\2", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_vote_is_read_as_people_write_it),
        cmocka_unit_test(test_votes_survive_their_block),
        cmocka_unit_test(test_numbers_stand_in_six_bits_from_the_highest),
        cmocka_unit_test(test_a_vote_the_rules_forbid_is_refused),
        cmocka_unit_test(test_a_block_that_holds_no_allowed_vote_is_refused),
        cmocka_unit_test(test_only_the_smallest_counter_is_readable),
        cmocka_unit_test(test_blocks_made_otherwise_are_unreadable),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
