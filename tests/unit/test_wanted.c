// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/wanted.h"

#include "roll_fixture.h"

static int keep(void *context, const struct wanted *wanted)
{
    struct wanted *last = context;

    assert_true(wanted->id > last->id);
    *last = *wanted;
    return 0;
}

static void test_a_form_is_asked_for_once_until_it_is_posted(void **state)
{
    struct roll *roll = ((struct roll_fixture *)*state)->roll;
    const struct sign_key officer = {{1}};
    int64_t a = roll_add_member(roll, "M1");
    int64_t b = roll_add_member(roll, "M2");
    struct wanted last = {.id = 0};
    int64_t asked = 0;

    assert_int_equal(wanted_find(roll, a, &asked), ROLL_UNKNOWN);
    assert_int_equal(wanted_add(roll, a, 100), 0);
    assert_int_equal(wanted_add(roll, a, 200), 0);
    assert_int_equal(wanted_find(roll, a, &asked), 0);
    assert_int_equal(asked, 100);
    assert_int_equal(wanted_add(roll, b, 300), 0);
    assert_int_equal(wanted_each(roll, keep, &last), 0);
    assert_int_equal(last.member, b);
    assert_int_equal(wanted_send(roll, last.id, 400, &officer), 0);
    assert_int_equal(wanted_send(roll, last.id, 500, &officer), ROLL_UNKNOWN);
    assert_int_equal(wanted_find(roll, b, &asked), ROLL_UNKNOWN);
    last.id = 0;
    assert_int_equal(wanted_each(roll, keep, &last), 0);
    assert_int_equal(last.member, a);
    assert_int_equal(wanted_add(roll, b, 600), 0);
    assert_int_equal(wanted_find(roll, b, &asked), 0);
    assert_int_equal(asked, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_form_is_asked_for_once_until_it_is_posted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
