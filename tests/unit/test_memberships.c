// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/memberships.h"

#include "roll_fixture.h"

/* Nominations close at 100, on the day to join by; the roll is drawn at 200. */
static const struct franchise frozen = {100, "2020-01-31", 200, 1000};

static struct member get(struct roll *roll, int64_t id)
{
    struct member member;

    assert_int_equal(members_get(roll, id, &member), 0);
    return member;
}

/* A member whose membership begins at a moment. */
static int64_t add(struct roll *roll, const char *number, int64_t since)
{
    struct member member = {
        .surname = "Mott", .email = "m@example.org", .cid = 1, .joined = "2020-01-31"};

    (void)snprintf(member.number, sizeof(member.number), "%s", number);
    assert_int_equal(members_add(roll, &member), 0);
    assert_int_equal(members_find(roll, number, &member), 0);
    assert_int_equal(memberships_begin(roll, &member, since), 0);
    return member.id;
}

static void move(struct roll *roll, int64_t id, uint16_t cid, int64_t at)
{
    struct member member = get(roll, id);

    member.cid = cid;
    assert_int_equal(members_change(roll, &member), 0);
    assert_int_equal(memberships_end(roll, id, at, MEMBERSHIP_CORRECTED), 0);
    assert_int_equal(memberships_begin(roll, &member, at), 0);
}

/* Where a member votes, or 0. */
static uint16_t votes(struct roll *roll, const struct franchise *as_of, int64_t id)
{
    uint16_t cid = 0;
    int r = memberships_voter(roll, as_of, id, &cid);

    assert_true(r == 0 || r == ROLL_UNKNOWN);
    return cid;
}

static void test_a_membership_lasts_until_it_is_ended_once(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct member member = get(roll, roll_add_member(roll, "M1"));
    struct membership last;

    assert_int_equal(memberships_begin(roll, &member, 30), ROLL_DUPLICATE);
    assert_int_equal(memberships_last(roll, member.id, &last), 0);
    assert_int_equal(last.ended, MEMBERSHIP_LASTS);
    assert_int_equal(last.since, 10);
    assert_int_equal(memberships_end(roll, member.id, 40, MEMBERSHIP_OPTED_OUT), 0);
    assert_int_equal(memberships_end(roll, member.id, 50, MEMBERSHIP_UNLISTED),
                     ROLL_UNKNOWN);
    assert_int_equal(memberships_last(roll, member.id, &last), 0);
    assert_int_equal(last.until, 40);
    assert_int_equal(last.ended, MEMBERSHIP_OPTED_OUT);
    assert_string_equal(last.joined, "2020-01-31");
    assert_int_equal(memberships_last(roll, 99, &last), ROLL_UNKNOWN);
}

static void test_who_left_before_nominations_closed_has_no_vote(void **state)
{
    struct roll_fixture *fixture = *state;
    int64_t id = roll_add_member(fixture->roll, "M1");

    assert_int_equal(votes(fixture->roll, &frozen, id), 1);
    assert_int_equal(memberships_end(fixture->roll, id, 100, MEMBERSHIP_UNLISTED), 0);
    assert_int_equal(votes(fixture->roll, &frozen, id), 0);
}

static void test_who_leaves_afterwards_keeps_the_vote(void **state)
{
    struct roll_fixture *fixture = *state;
    int64_t id = roll_add_member(fixture->roll, "M1");

    assert_int_equal(memberships_end(fixture->roll, id, 101, MEMBERSHIP_OPTED_OUT), 0);
    assert_int_equal(votes(fixture->roll, &frozen, id), 1);
}

static void test_who_moves_afterwards_votes_where_they_were(void **state)
{
    struct roll_fixture *fixture = *state;
    int64_t id = roll_add_member(fixture->roll, "M1");

    move(fixture->roll, id, 2, 99);
    assert_int_equal(votes(fixture->roll, &frozen, id), 2);
    move(fixture->roll, id, 3, 150);
    move(fixture->roll, id, 4, 250);
    assert_int_equal(votes(fixture->roll, &frozen, id), 2);
}

static void
test_a_day_of_joining_edited_afterwards_gives_and_takes_no_vote(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct member member = get(roll, roll_add_member(roll, "M1"));
    struct franchise strict = frozen;

    (void)snprintf(member.joined, sizeof(member.joined), "2020-02-01");
    assert_int_equal(memberships_end(roll, member.id, 150, MEMBERSHIP_CORRECTED), 0);
    assert_int_equal(memberships_begin(roll, &member, 150), 0);
    assert_int_equal(votes(roll, &frozen, member.id), 1);
    (void)snprintf(strict.day, sizeof(strict.day), "2020-01-30");
    assert_int_equal(votes(roll, &strict, member.id), 0);
}

static void
test_a_list_that_comes_late_counts_as_it_stood_when_the_roll_was_drawn(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t stays = add(roll, "M1", 120);
    int64_t moves = add(roll, "M2", 120);
    int64_t leaves = add(roll, "M3", 120);
    int64_t omitted = add(roll, "M4", 300);

    move(roll, moves, 2, 150);
    move(roll, moves, 3, 250);
    assert_int_equal(memberships_end(roll, leaves, 160, MEMBERSHIP_UNLISTED), 0);
    assert_int_equal(votes(roll, &frozen, stays), 1);
    assert_int_equal(votes(roll, &frozen, moves), 2);
    assert_int_equal(votes(roll, &frozen, leaves), 0);
    assert_int_equal(votes(roll, &frozen, omitted), 1); /* by the register */
}

static int count(void *context, const struct member *member)
{
    int *counts = context;

    assert_in_range(member->cid, 1, 4);
    counts[member->cid]++;
    return 0;
}

static void test_who_may_vote_is_answered_as_of_any_moment(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t moves = roll_add_member(roll, "M1");
    int64_t leaves = roll_add_member(roll, "M2");
    const struct franchise early = {15, "2020-01-31", 15, 15};
    const struct franchise before = {5, "2020-01-31", 5, 5};
    int counts[5] = {0};

    move(roll, moves, 2, 20);
    assert_int_equal(memberships_end(roll, leaves, 30, MEMBERSHIP_UNLISTED), 0);
    assert_int_equal(memberships_voters(roll, &before, 0, count, counts), 0);
    assert_int_equal(counts[1] + counts[2], 0);
    assert_int_equal(memberships_voters(roll, &early, 0, count, counts), 0);
    assert_int_equal(counts[1], 2);
    assert_int_equal(memberships_voters(roll, &frozen, 2, count, counts), 0);
    assert_int_equal(counts[1], 2);
    assert_int_equal(counts[2], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_membership_lasts_until_it_is_ended_once),
        ROLL_TEST(test_who_left_before_nominations_closed_has_no_vote),
        ROLL_TEST(test_who_leaves_afterwards_keeps_the_vote),
        ROLL_TEST(test_who_moves_afterwards_votes_where_they_were),
        ROLL_TEST(test_a_day_of_joining_edited_afterwards_gives_and_takes_no_vote),
        ROLL_TEST(
            test_a_list_that_comes_late_counts_as_it_stood_when_the_roll_was_drawn),
        ROLL_TEST(test_who_may_vote_is_answered_as_of_any_moment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
