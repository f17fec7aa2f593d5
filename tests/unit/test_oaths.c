// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/oaths.h"

#include "roll_fixture.h"

static void test_the_last_declaration_of_an_officer_counts(void **state)
{
    struct roll_fixture *fixture = *state;
    const struct sign_key one = {{1}};
    const struct sign_key other = {{2}};
    struct oath oath = {.made = 5, .email = "a@quill.example"};

    assert_int_equal(oaths_find(fixture->roll, &one, &oath), ROLL_UNKNOWN);
    assert_int_equal(oath.made, 5);
    assert_int_equal(oaths_add(fixture->roll, &one, &oath), 0);
    oath = (struct oath){.made = 6, .email = "b@quill.example"};
    assert_int_equal(oaths_add(fixture->roll, &one, &oath), 0);
    assert_int_equal(oaths_find(fixture->roll, &other, &oath), ROLL_UNKNOWN);
    assert_int_equal(oaths_find(fixture->roll, &one, &oath), 0);
    assert_int_equal(oath.made, 6);
    assert_string_equal(oath.email, "b@quill.example");
}

static void test_an_address_of_nobody_is_no_members(void **state)
{
    struct roll_fixture *fixture = *state;
    bool is_member = true;

    assert_int_equal(oaths_is_member(fixture->roll, "nobody@quill.example", &is_member),
                     0);
    assert_false(is_member);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_the_last_declaration_of_an_officer_counts),
        ROLL_TEST(test_an_address_of_nobody_is_no_members),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
