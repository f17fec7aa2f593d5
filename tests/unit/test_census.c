// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/census.h"

#include "roll_fixture.h"

struct counted {
    size_t count;
    struct {
        char category[CENSUS_CATEGORY_SIZE];
        uint64_t count;
    } list[8];
};

static int keep(void *context, const char *category, uint64_t count)
{
    struct counted *counted = context;

    assert_true(counted->count < 8);
    (void)snprintf(counted->list[counted->count].category,
                   sizeof(counted->list[0].category),
                   "%s",
                   category);
    counted->list[counted->count++].count = count;
    return 0;
}

static void test_members_are_counted_by_what_the_trust_knows_of_them(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct trait trait = {.of = {NULL, "16-24", "Female", "", "North"}};
    struct counted counted = {0};

    trait.member = roll_add_member(roll, "M1");
    assert_int_equal(census_add_trait(roll, &trait), 0);
    assert_int_equal(census_add_trait(roll, &trait), ROLL_DUPLICATE);
    trait.member = roll_add_member(roll, "M2");
    assert_int_equal(census_add_trait(roll, &trait), 0);
    (void)roll_add_member(roll, "M3");
    trait.member = roll_add_member(roll, "M4");
    assert_int_equal(census_add_trait(roll, &trait), 0);
    assert_int_equal(memberships_end(roll, trait.member, 20, MEMBERSHIP_UNLISTED), 0);
    assert_int_equal(census_members(roll, CENSUS_SEX, keep, &counted), 0);
    assert_int_equal(counted.count, 2);
    assert_string_equal(counted.list[0].category, "");
    assert_int_equal(counted.list[0].count, 1);
    assert_string_equal(counted.list[1].category, "Female");
    assert_int_equal(counted.list[1].count, 2);
    assert_int_equal(census_clear_traits(roll), 0);
    memset(&counted, 0, sizeof(counted));
    assert_int_equal(census_members(roll, CENSUS_AREA, keep, &counted), 0);
    assert_int_equal(counted.count, 1);
    assert_int_equal(counted.list[0].count, 3);
}

static void test_the_population_is_kept_by_field(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct population one = {CENSUS_AREA, "North", 120000};
    struct counted counted = {0};

    assert_int_equal(census_add_population(roll, &one), 0);
    assert_int_equal(census_add_population(roll, &one), ROLL_DUPLICATE);
    assert_int_equal(census_people(roll, CENSUS_SEX, keep, &counted), 0);
    assert_int_equal(counted.count, 0);
    assert_int_equal(census_people(roll, CENSUS_AREA, keep, &counted), 0);
    assert_int_equal(counted.list[0].count, 120000);
    assert_int_equal(census_clear_population(roll), 0);
    assert_int_equal(census_add_population(roll, &one), 0);
}

struct polls {
    size_t count;
    struct past_poll list[4];
};

static int keep_poll(void *context, const struct past_poll *poll)
{
    struct polls *polls = context;

    polls->list[polls->count++] = *poll;
    return 0;
}

static void test_earlier_elections_are_told_the_newest_first(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    const struct past_poll polls[] = {{"2020-06-01", "A", 2, 2, 0, 0},
                                      {"2023-06-01", "C", 3, 1, 0, 0},
                                      {"2023-06-01", "A", 2, 5, 1000, 150},
                                      {"2023-06-01", "B", 1, 1, 0, 0}};
    static const size_t order[] = {2, 3, 1, 0};
    struct polls told = {.count = 0};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(polls); i++) {
        assert_int_equal(census_add_past(roll, &polls[i]), 0);
    }
    assert_int_equal(census_add_past(roll, &polls[0]), ROLL_DUPLICATE);
    assert_int_equal(census_past(roll, keep_poll, &told), 0);
    assert_int_equal(told.count, ARRAY_SIZE(polls));
    for (i = 0; i < told.count; i++) {
        const struct past_poll *poll = &polls[order[i]];

        assert_string_equal(told.list[i].held, poll->held);
        assert_string_equal(told.list[i].constituency, poll->constituency);
        assert_int_equal(told.list[i].seats, poll->seats);
        assert_int_equal(told.list[i].candidates, poll->candidates);
        assert_int_equal(told.list[i].electorate, poll->electorate);
        assert_int_equal(told.list[i].votes, poll->votes);
    }
    assert_int_equal(census_clear_past(roll), 0);
    assert_int_equal(census_add_past(roll, &polls[0]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_members_are_counted_by_what_the_trust_knows_of_them),
        ROLL_TEST(test_the_population_is_kept_by_field),
        ROLL_TEST(test_earlier_elections_are_told_the_newest_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
