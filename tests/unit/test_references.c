// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/references.h"

#include "roll_fixture.h"
#include "store/deceased.h"

static int count_marks(void *context, const struct digest *mark)
{
    int *count = context;

    assert_true(mark->bytes[0] == 1 || mark->bytes[0] == 2);
    (*count)++;
    return 0;
}

static void test_the_last_reference_is_in_force_until_undone(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct digest issue = {{1}};
    const struct digest replacement = {{2}};
    int64_t id = roll_add_member(roll, "M1");
    struct buf sealed;
    uint64_t number = 0;
    int count = 0;

    buf_init(&sealed, 100);
    assert_int_equal(references_find(roll, id, &sealed), ROLL_UNKNOWN);
    assert_int_equal(references_add(roll, id, span_of_text("old"), &issue), 0);
    assert_int_equal(references_add(roll, id, span_of_text("new"), &replacement), 0);
    assert_int_equal(references_count(roll, &number), 0);
    assert_int_equal(number, 2);
    assert_int_equal(references_find(roll, id, &sealed), 0);
    assert_string_equal(buf_text(&sealed), "new");
    assert_int_equal(references_marks(roll, count_marks, &count), 0);
    assert_int_equal(count, 2);
    assert_int_equal(references_undo(roll, &replacement), 0);
    buf_reset(&sealed);
    assert_int_equal(references_find(roll, id, &sealed), 0);
    assert_string_equal(buf_text(&sealed), "old");
    buf_deinit(&sealed);
}

static int take(void *context, struct span sealed)
{
    struct buf *all = context;

    buf_put_span(all, sealed);
    return 0;
}

static void test_each_member_has_one_in_force_by_no_order_of_import(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct digest mark = {{1}};
    int64_t first = roll_add_member(roll, "M1");
    int64_t second = roll_add_member(roll, "M2");
    const struct deceased deceased = {.now = 30};
    struct member member;
    struct buf all;

    buf_init(&all, 100);
    assert_int_equal(references_add(roll, first, span_of_text("old"), &mark), 0);
    assert_int_equal(references_add(roll, first, span_of_text("zoo"), &mark), 0);
    assert_int_equal(references_add(roll, second, span_of_text("new"), &mark), 0);
    assert_int_equal(references_each(roll, take, &all), 0);
    assert_string_equal(buf_text(&all), "newzoo");
    /* Whoever has died is reminded of nothing. */
    buf_reset(&all);
    assert_int_equal(members_get(roll, first, &member), 0);
    assert_int_equal(deceased_add(roll, &member, &deceased), 0);
    assert_int_equal(references_each(roll, take, &all), 0);
    assert_string_equal(buf_text(&all), "new");
    buf_deinit(&all);
}

static void test_a_reference_belongs_to_a_member(void **state)
{
    struct roll_fixture *fixture = *state;
    const struct digest mark = {{1}};

    assert_int_equal(references_add(fixture->roll, 5, span_of_text("x"), &mark),
                     ROLL_DUPLICATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_the_last_reference_is_in_force_until_undone),
        ROLL_TEST(test_each_member_has_one_in_force_by_no_order_of_import),
        ROLL_TEST(test_a_reference_belongs_to_a_member),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
