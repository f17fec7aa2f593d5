// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counted.h"

/* How high the bars of a column are together, and that of one candidate. */
static int32_t column(const struct flow *flow, unsigned section, int candidate)
{
    int32_t sum = 0;

    for (size_t i = 0; i < flow->shape_count; i++) {
        const struct flow_shape *shape = &flow->shapes[i];

        if (shape->section == section
            && (candidate < 0 || shape->candidate == candidate)) {
            assert_int_equal(shape->bottom0, shape->bottom1);
            sum += shape->bottom0 - shape->top0;
        }
    }
    return sum;
}

static void test_each_column_is_as_high_as_all_votes(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    CLEANUP(flow_freep) struct flow *flow = NULL;

    (void)state;
    assert_int_equal(flow_new(counted.story, &flow), 0);
    assert_int_equal(flow->columns, 4);
    for (unsigned i = 1; i <= 4; i++) {
        assert_in_range(column(flow, i, -1), 4190, 4200);
    }
    assert_int_equal(column(flow, 1, 1), 4200 * 29 / 70);
    assert_int_equal(column(flow, 4, 5), 0);
    assert_int_equal(column(flow, 1, FLOW_LOST), 0);
    assert_true(column(flow, 4, FLOW_LOST) > 0);
}

static void test_what_leaves_one_column_reaches_the_next(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    CLEANUP(flow_freep) struct flow *flow = NULL;
    int32_t given = 0;
    int32_t received = 0;

    (void)state;
    assert_int_equal(flow_new(counted.story, &flow), 0);
    for (size_t i = 0; i < flow->shape_count; i++) {
        const struct flow_shape *shape = &flow->shapes[i];

        assert_true(shape->x0 >= 0 && shape->x1 <= flow->width);
        assert_true(shape->top0 >= 0 && shape->bottom0 <= flow->height);
        assert_true(shape->bottom0 > shape->top0 && shape->bottom1 > shape->top1);
        if (shape->candidate == FLOW_MOVED && (shape->x0 - flow->first - 130) == 0) {
            given += shape->bottom0 - shape->top0;
        }
        if (shape->candidate == FLOW_MOVED && shape->x1 == flow->first + flow->stride) {
            received += shape->bottom1 - shape->top1;
        }
    }
    assert_int_equal(given, 4200 * 29 / 70 - 4200 * 18 / 70);
    assert_in_range(received, given - 2, given + 2);
}

static void test_names_stand_beside_the_first_and_last_column(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    CLEANUP(flow_freep) struct flow *flow = NULL;

    (void)state;
    assert_int_equal(flow_new(counted.story, &flow), 0);
    assert_int_equal(flow->before_count, 5);
    assert_int_equal(flow->after_count, 5); /* three elected, Cy, and the lost */
    assert_int_equal(flow->before[0].candidate, 1);
    for (size_t i = 1; i < flow->before_count; i++) {
        assert_true(flow->before[i].y - flow->before[i - 1].y >= FLOW_TEXT);
    }
    assert_int_equal(flow->after[4].candidate, FLOW_LOST);
}

static void test_a_count_without_transfers_or_votes_has_no_picture(void **state)
{
    CLEANUP(counted_deinit)
    struct counted crosses = counted_of(counted_ward, RULES_NHS_2014_FPP);
    CLEANUP(counted_deinit)
    struct counted none =
        counted_of("3 1\n0\n\"A\"\n\"B\"\n\"C\"\n\"t\"\n", RULES_NI_1985);
    CLEANUP(flow_freep) struct flow *first = NULL;
    CLEANUP(flow_freep) struct flow *second = NULL;

    (void)state;
    assert_int_equal(flow_new(crosses.story, &first), 0);
    assert_int_equal(first->columns, 0);
    assert_int_equal(flow_new(none.story, &second), 0);
    assert_int_equal(second->columns, 0);
    assert_int_equal(second->shape_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_column_is_as_high_as_all_votes),
        cmocka_unit_test(test_what_leaves_one_column_reaches_the_next),
        cmocka_unit_test(test_names_stand_beside_the_first_and_last_column),
        cmocka_unit_test(test_a_count_without_transfers_or_votes_has_no_picture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
