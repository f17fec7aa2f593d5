// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/preferences.h"

#include "roll_fixture.h"

static void test_what_a_member_chose_is_kept_over_what_the_list_says(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t id = roll_add_member(roll, "M1");
    struct member member;

    assert_int_equal(members_get(roll, id, &member), 0);
    assert_int_equal(member.way, WAY_UNSAID);
    assert_int_equal(member.hears, HEARS_UNSAID);
    assert_true(members_is_by_email(&member));
    member.way = WAY_POST;
    member.hears = HEARS_LEAST;
    assert_int_equal(preferences_keep(roll, &member), 0);
    (void)snprintf(member.email, sizeof(member.email), "new@example.org");
    assert_int_equal(members_change(roll, &member), 0);
    assert_int_equal(members_find(roll, "M1", &member), 0);
    assert_int_equal(member.way, WAY_POST);
    assert_int_equal(member.hears, HEARS_LEAST);
    assert_string_equal(member.email, "new@example.org");
    assert_false(members_is_by_email(&member));
}

static void test_a_choice_replaces_the_one_before(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct member member = {
        .id = roll_add_member(roll, "M1"), .way = WAY_POST, .hears = HEARS_ALL};

    assert_int_equal(preferences_keep(roll, &member), 0);
    member.way = WAY_EMAIL;
    assert_int_equal(preferences_keep(roll, &member), 0);
    assert_int_equal(members_get(roll, member.id, &member), 0);
    assert_int_equal(member.way, WAY_EMAIL);
    assert_int_equal(member.hears, HEARS_ALL);
}

static void test_what_is_no_choice_is_not_kept(void **state)
{
    struct roll_fixture *fixture = *state;
    struct member member = {.id = roll_add_member(fixture->roll, "M1")};

    assert_int_equal(preferences_keep(fixture->roll, &member), ROLL_DUPLICATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_what_a_member_chose_is_kept_over_what_the_list_says),
        ROLL_TEST(test_a_choice_replaces_the_one_before),
        ROLL_TEST(test_what_is_no_choice_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
