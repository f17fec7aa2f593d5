// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/photos.h"

#include "roll_fixture.h"

static void test_a_member_has_one_photograph_or_none(void **state)
{
    struct roll *roll = ((struct roll_fixture *)*state)->roll;
    int64_t member = roll_add_member(roll, "M1");
    struct buf kept;

    buf_init(&kept, 100);
    assert_int_equal(photos_find(roll, member), ROLL_UNKNOWN);
    assert_int_equal(photos_get(roll, member, &kept), ROLL_UNKNOWN);
    assert_int_equal(photos_keep(roll, member, 10, span_of_text("one")), 0);
    assert_int_equal(photos_keep(roll, member, 20, span_of_text("two")), 0);
    assert_int_equal(photos_find(roll, member), 0);
    assert_int_equal(photos_get(roll, member, &kept), 0);
    assert_string_equal(buf_text(&kept), "two");
    assert_int_equal(photos_remove(roll, member), 0);
    assert_int_equal(photos_remove(roll, member), 0);
    assert_int_equal(photos_find(roll, member), ROLL_UNKNOWN);
    buf_deinit(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_member_has_one_photograph_or_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
