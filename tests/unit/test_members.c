// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/members.h"

#include "roll_fixture.h"

static void test_a_member_is_found_as_added(void **state)
{
    struct roll_fixture *fixture = *state;
    int64_t id = roll_add_member(fixture->roll, "M001");
    struct member found;
    struct member got;

    assert_int_equal(members_find(fixture->roll, "M001", &found), 0);
    assert_int_equal(members_get(fixture->roll, id, &got), 0);
    assert_memory_equal(&found, &got, sizeof(found));
    assert_string_equal(found.surname, "Mott");
    assert_string_equal(found.forenames, "Ada");
    assert_string_equal(found.email, "ada@example.org");
    assert_string_equal(found.address[0], "1 High Street");
    assert_string_equal(found.town, "Oxford");
    assert_string_equal(found.postcode, "OX1 1AA");
    assert_string_equal(found.joined, "2020-01-31");
    assert_int_equal(found.cid, 1);
}

static void test_nobody_is_added_twice_or_found_unknown(void **state)
{
    struct roll_fixture *fixture = *state;
    struct member member = {
        .number = "M001",
        .surname = "Mott",
        .cid = 1,
        .joined = "2020-01-31",
    };
    struct member found;

    (void)roll_add_member(fixture->roll, "M001");
    assert_int_equal(members_add(fixture->roll, &member), ROLL_DUPLICATE);
    assert_int_equal(members_find(fixture->roll, "M002", &found), ROLL_UNKNOWN);
    assert_int_equal(members_get(fixture->roll, 99, &found), ROLL_UNKNOWN);
}

static int count_members(void *context, const struct member *member)
{
    int *count = context;

    assert_true(member->id > 0);
    (*count)++;
    return *count == 3 ? 5 : 0;
}

static void test_only_those_who_joined_in_time_are_on_the_roll(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct member late = {
        .number = "M9",
        .surname = "Late",
        .cid = 1,
        .joined = "2026-05-02",
    };
    uint64_t number = 0;
    int count = 0;

    (void)roll_add_member(roll, "M1");
    (void)roll_add_member(roll, "M2");
    assert_int_equal(members_add(roll, &late), 0);
    assert_int_equal(members_each(roll, 1, "2026-05-01", count_members, &count), 0);
    assert_int_equal(count, 2);
    count = 0;
    assert_int_equal(members_each(roll, 1, "2026-05-02", count_members, &count), 5);
    assert_int_equal(count, 3);
    count = 0;
    assert_int_equal(members_each(roll, 2, "2026-05-02", count_members, &count), 0);
    assert_int_equal(count, 0);
    assert_int_equal(members_count(roll, 0, &number), 0);
    assert_int_equal(number, 3);
    assert_int_equal(members_count(roll, 2, &number), 0);
    assert_int_equal(number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_member_is_found_as_added),
        ROLL_TEST(test_nobody_is_added_twice_or_found_unknown),
        ROLL_TEST(test_only_those_who_joined_in_time_are_on_the_roll),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
