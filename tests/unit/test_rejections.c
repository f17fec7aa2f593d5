// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rejections.h"

#include "roll_fixture.h"

static void test_batches_add_up_and_each_counts_once(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct rejection one = {.batch = {1}, .cid = 2, .counts = {1, 2, 3, 4}};
    struct rejection two = {.batch = {2}, .cid = 2, .counts = {10, 0, 0, 5}};
    struct rejection other = {.batch = {3}, .cid = 1, .counts = {0, 7, 0, 0}};
    uint64_t sum[HEADINGS] = {9, 9, 9, 9};

    assert_int_equal(rejections_sum(roll, 2, sum), 0);
    assert_int_equal(sum[0] + sum[1] + sum[2] + sum[3], 0);
    assert_int_equal(rejections_add(roll, &one), 0);
    assert_int_equal(rejections_add(roll, &one), ROLL_DUPLICATE);
    assert_int_equal(rejections_add(roll, &two), 0);
    assert_int_equal(rejections_add(roll, &other), 0);
    assert_int_equal(rejections_sum(roll, 2, sum), 0);
    assert_int_equal(sum[HEADING_FEATURES], 11);
    assert_int_equal(sum[HEADING_OVERVOTE], 2);
    assert_int_equal(sum[HEADING_IDENTIFIES], 3);
    assert_int_equal(sum[HEADING_UNCERTAIN], 9);
    assert_int_equal(rejections_clear(roll, 2), 0);
    assert_int_equal(rejections_sum(roll, 2, sum), 0);
    assert_int_equal(sum[HEADING_FEATURES], 0);
    assert_int_equal(rejections_sum(roll, 1, sum), 0);
    assert_int_equal(sum[HEADING_OVERVOTE], 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_batches_add_up_and_each_counts_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
