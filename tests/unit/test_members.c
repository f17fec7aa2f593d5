// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/members.h"

#include <stdio.h>

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

static void
test_members_are_visited_by_constituency_while_they_are_members(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t gone = roll_add_member(roll, "M1");
    uint64_t number = 0;
    int count = 0;

    (void)roll_add_member(roll, "M2");
    (void)roll_add_member(roll, "M3");
    assert_int_equal(members_each(roll, 1, count_members, &count), 5);
    assert_int_equal(count, 3);
    assert_int_equal(memberships_end(roll, gone, 20, MEMBERSHIP_UNLISTED), 0);
    count = 0;
    assert_int_equal(members_each(roll, 0, count_members, &count), 0);
    assert_int_equal(count, 2);
    count = 0;
    assert_int_equal(members_each(roll, 2, count_members, &count), 0);
    assert_int_equal(count, 0);
    assert_int_equal(members_count(roll, 0, &number), 0);
    assert_int_equal(number, 2);
    assert_int_equal(members_count(roll, 2, &number), 0);
    assert_int_equal(number, 0);
}

static void test_who_left_is_still_found_and_no_member(void **state)
{
    struct roll_fixture *fixture = *state;
    int64_t id = roll_add_member(fixture->roll, "M1");
    struct member member;

    assert_int_equal(members_get(fixture->roll, id, &member), 0);
    assert_true(member.is_member);
    assert_int_equal(memberships_end(fixture->roll, id, 20, MEMBERSHIP_OPTED_OUT), 0);
    assert_int_equal(members_find(fixture->roll, "M1", &member), 0);
    assert_false(member.is_member);
}

static void test_what_the_list_corrects_is_corrected(void **state)
{
    struct roll_fixture *fixture = *state;
    struct member member;
    struct member found;

    (void)roll_add_member(fixture->roll, "M1");
    assert_int_equal(members_find(fixture->roll, "M1", &member), 0);
    assert_true(members_is_by_email(&member));
    (void)snprintf(member.surname, sizeof(member.surname), "Mott-Hughes");
    memset(member.email, 0, sizeof(member.email));
    member.cid = 2;
    assert_int_equal(members_change(fixture->roll, &member), 0);
    assert_int_equal(members_get(fixture->roll, member.id, &found), 0);
    assert_memory_equal(&found, &member, sizeof(found));
    member.id = 99;
    assert_int_equal(members_change(fixture->roll, &member), ROLL_UNKNOWN);
}

static void test_a_list_names_a_member_once_and_its_gaps_are_told(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t named = roll_add_member(roll, "M1");
    int count = 0;

    (void)roll_add_member(roll, "M2");
    assert_int_equal(members_list(roll, named), 0);
    assert_int_equal(members_list(roll, named), ROLL_DUPLICATE);
    assert_int_equal(members_unlisted(roll, 1, count_members, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(members_forget_list(roll), 0);
    assert_int_equal(members_list(roll, named), 0);
}

struct twins {
    int count;
    char one[MEMBER_NUMBER_SIZE];
    char other[MEMBER_NUMBER_SIZE];
};

static int keep_twins(void *context, const char *one, const char *other)
{
    struct twins *twins = context;

    twins->count++;
    (void)snprintf(twins->one, sizeof(twins->one), "%s", one);
    (void)snprintf(twins->other, sizeof(twins->other), "%s", other);
    return 0;
}

static int count_twins(struct roll *roll, enum members_share share)
{
    struct twins twins = {0};

    assert_int_equal(members_twins(roll, share, keep_twins, &twins), 0);
    if (twins.count > 0) {
        assert_string_equal(twins.one, "M1");
        assert_string_equal(twins.other, "M2");
    }
    return twins.count;
}

static void test_one_person_under_two_numbers_is_noticed(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct member member;

    (void)roll_add_member(roll, "M1");
    (void)roll_add_member(roll, "M2");
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_EMAIL), 1);
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_ADDRESS), 1);
    assert_int_equal(members_find(roll, "M2", &member), 0);
    (void)snprintf(member.email, sizeof(member.email), "ADA@example.org");
    (void)snprintf(member.postcode, sizeof(member.postcode), "OX11AA");
    assert_int_equal(members_change(roll, &member), 0);
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_EMAIL), 1);
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_ADDRESS), 1);
    member.email[0] = '\0';
    member.postcode[0] = '\0';
    assert_int_equal(members_change(roll, &member), 0);
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_EMAIL), 0);
    assert_int_equal(count_twins(roll, MEMBERS_SHARE_ADDRESS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_member_is_found_as_added),
        ROLL_TEST(test_nobody_is_added_twice_or_found_unknown),
        ROLL_TEST(test_members_are_visited_by_constituency_while_they_are_members),
        ROLL_TEST(test_who_left_is_still_found_and_no_member),
        ROLL_TEST(test_what_the_list_corrects_is_corrected),
        ROLL_TEST(test_a_list_names_a_member_once_and_its_gaps_are_told),
        ROLL_TEST(test_one_person_under_two_numbers_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
