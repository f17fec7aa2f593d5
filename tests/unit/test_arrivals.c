// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/arrivals.h"

#include "roll_fixture.h"

enum {
    SEEN_MAX = 8,
};

struct seen {
    size_t count;
    struct arrival list[SEEN_MAX];
};

static int keep(void *context, const struct arrival *arrival)
{
    struct seen *seen = context;

    assert_true(seen->count < SEEN_MAX);
    seen->list[seen->count++] = *arrival;
    return 0;
}

static struct seen see(struct roll *roll)
{
    struct seen seen = {.count = 0};

    assert_int_equal(arrivals_each(roll, keep, &seen), 0);
    return seen;
}

static void test_what_is_told_again_on_the_same_day_is_the_same(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct arrival vote = {.kind = ARRIVAL_VOTE,
                           .cid = 2,
                           .number = UINT32_MAX,
                           .channel = CHANNEL_TEXT,
                           .day = "2026-07-01",
                           .officer = {{7}}};
    struct seen seen;

    assert_int_equal(arrivals_add(roll, &vote), 0);
    assert_int_equal(arrivals_add(roll, &vote), 0);
    assert_int_equal(see(roll).count, 1);
    memcpy(vote.day, "2026-07-02", sizeof(vote.day));
    assert_int_equal(arrivals_add(roll, &vote), 0);
    vote.channel = CHANNEL_POST;
    assert_int_equal(arrivals_add(roll, &vote), 0);
    seen = see(roll);
    assert_int_equal(seen.count, 3);
    assert_memory_equal(&seen.list[2].officer, &vote.officer, sizeof(vote.officer));
    assert_string_equal(seen.list[0].day, "2026-07-01");
    assert_true(seen.list[0].number == UINT32_MAX && seen.list[0].member == 0);
    assert_int_equal(seen.list[0].channel, CHANNEL_TEXT);
    assert_int_equal(seen.list[0].cid, 2);
}

static void test_a_row_says_never_both_a_member_and_a_number(void **state)
{
    struct roll_fixture *fixture = *state;
    struct member member = {
        .number = "M1", .surname = "Ash", .cid = 1, .joined = "2020-01-01"};
    struct arrival letter = {
        .kind = ARRIVAL_RETURNED, .cid = 1, .number = 3, .day = "2026-07-01"};

    assert_int_equal(members_add(fixture->roll, &member), 0);
    assert_int_equal(members_find(fixture->roll, "M1", &member), 0);
    letter.member = member.id;
    assert_int_equal(arrivals_add(fixture->roll, &letter), ROLL_DUPLICATE);
    letter.number = 0;
    assert_int_equal(arrivals_add(fixture->roll, &letter), 0);
    letter.member = 0;
    assert_int_equal(arrivals_add(fixture->roll, &letter), ROLL_DUPLICATE);
    assert_int_equal(see(fixture->roll).list[0].member, member.id);
    assert_int_equal(see(fixture->roll).list[0].number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_what_is_told_again_on_the_same_day_is_the_same),
        ROLL_TEST(test_a_row_says_never_both_a_member_and_a_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
