// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/deceased.h"

#include "roll_fixture.h"

static struct member get(struct roll *roll, int64_t id)
{
    struct member member;

    assert_int_equal(members_get(roll, id, &member), 0);
    return member;
}

static void test_who_has_died_is_no_member_until_it_is_taken_back(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct deceased deceased = {.now = 40};
    struct member member = get(roll, roll_add_member(roll, "M1"));
    struct membership last;

    assert_false(member.has_died);
    assert_int_equal(deceased_add(roll, &member, &deceased), 0);
    assert_int_equal(deceased_add(roll, &member, &deceased), ROLL_DUPLICATE);
    member = get(roll, member.id);
    assert_true(member.has_died);
    assert_false(member.is_member);
    assert_int_equal(memberships_last(roll, member.id, &last), 0);
    assert_int_equal(last.until, 40);

    assert_int_equal(deceased_remove(roll, member.id), 0);
    assert_int_equal(deceased_remove(roll, member.id), ROLL_UNKNOWN);
    member = get(roll, member.id);
    assert_false(member.has_died);
    assert_true(member.is_member);
    assert_int_equal(memberships_last(roll, member.id, &last), 0);
    assert_int_equal(last.until, 0);
    assert_int_equal(last.ended, MEMBERSHIP_LASTS);
}

static void test_who_had_left_before_stays_out_when_it_is_taken_back(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct deceased deceased = {.now = 40};
    struct member member = get(roll, roll_add_member(roll, "M1"));
    struct membership last;

    assert_int_equal(memberships_end(roll, member.id, 20, MEMBERSHIP_OPTED_OUT), 0);
    member = get(roll, member.id);
    assert_int_equal(deceased_add(roll, &member, &deceased), 0);
    assert_true(get(roll, member.id).has_died);
    assert_int_equal(deceased_remove(roll, member.id), 0);
    assert_false(get(roll, member.id).is_member);
    assert_int_equal(memberships_last(roll, member.id, &last), 0);
    assert_int_equal(last.until, 20);
    assert_int_equal(last.ended, MEMBERSHIP_OPTED_OUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_who_has_died_is_no_member_until_it_is_taken_back),
        ROLL_TEST(test_who_had_left_before_stays_out_when_it_is_taken_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
