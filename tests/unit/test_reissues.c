// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/reissues.h"

#include "roll_fixture.h"
#include "store/references.h"

struct seen {
    size_t count;
    struct reissue last;
    char numbers[2][8];
};

static void copy(struct span text, char out[8])
{
    assert_true(text.size < 8);
    memcpy(out, text.data, text.size);
    out[text.size] = 0;
}

static int keep(void *context, const struct reissue_row *row)
{
    struct seen *seen = context;

    seen->count++;
    seen->last = row->reissue;
    copy(row->old_number, seen->numbers[0]);
    copy(row->new_number, seen->numbers[1]);
    return 0;
}

static void test_each_register_keeps_its_own_with_both_numbers_sealed(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct digest issue = {{1}};
    const struct digest first = {{2}};
    const struct digest second = {{3}};
    struct reissue reissue = {.member = roll_add_member(roll, "M1"),
                              .kept_in = REGISTER_LOST,
                              .gates = GATE_IDENTITY | GATE_RECEIVED,
                              .day = "2026-06-20"};
    struct seen seen = {0};

    assert_int_equal(references_add(roll, reissue.member, span_of_text("one"), &issue),
                     0);
    assert_int_equal(references_add(roll, reissue.member, span_of_text("two"), &first),
                     0);
    assert_int_equal(reissues_add(roll, &reissue, &first), 0);
    assert_int_equal(references_add(roll, reissue.member, span_of_text("six"), &second),
                     0);
    reissue.kept_in = REGISTER_SPOILT;
    assert_int_equal(reissues_add(roll, &reissue, &second), 0);
    assert_int_equal(reissues_each(roll, REGISTER_LOST, keep, &seen), 0);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.last.gates, GATE_IDENTITY | GATE_RECEIVED);
    assert_string_equal(seen.last.day, "2026-06-20");
    assert_string_equal(seen.numbers[0], "one");
    assert_string_equal(seen.numbers[1], "two");
    assert_int_equal(reissues_each(roll, REGISTER_SPOILT, keep, &seen), 0);
    assert_string_equal(seen.numbers[0], "two");
    assert_string_equal(seen.numbers[1], "six");
    assert_int_equal(reissues_undo(roll, &second), 0);
    assert_int_equal(reissues_each(roll, REGISTER_SPOILT, keep, &seen), 0);
    assert_int_equal(seen.count, 2);
}

static void test_who_was_left_off_had_no_number_before(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct digest mark = {{1}};
    struct reissue reissue = {.member = roll_add_member(roll, "M1"),
                              .kept_in = REGISTER_OMITTED,
                              .day = "2026-06-20"};
    struct seen seen = {0};

    assert_int_equal(references_add(roll, reissue.member, span_of_text("new"), &mark),
                     0);
    assert_int_equal(reissues_add(roll, &reissue, &mark), 0);
    assert_int_equal(reissues_each(roll, REGISTER_OMITTED, keep, &seen), 0);
    assert_string_equal(seen.numbers[0], "");
    assert_string_equal(seen.numbers[1], "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_each_register_keeps_its_own_with_both_numbers_sealed),
        ROLL_TEST(test_who_was_left_off_had_no_number_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
