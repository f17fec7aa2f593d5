// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static void test_candidates_stand_by_surname_from_the_close_of_nominations(void **state)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    struct town *town = *state;

    town_nominate(town);
    assert_int_equal(desk_standings(town->desk, 1, &standings), SETTLE_EARLY);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE));
    assert_int_equal(desk_standings(town->desk, 1, &standings), 0);
    assert_int_equal(standings->count, 3);
    assert_int_equal(standings->outcome, 0);
    assert_string_equal(standings->list[0].name, "Ada Able");
    assert_string_equal(standings->list[1].name, "Ben Baker");
    assert_string_equal(standings->list[2].name, "Cat Carr");
    assert_int_equal(standings->list[2].number, 3);
    assert_string_equal(standings->list[0].statement, "Vote for me.");
}

static void test_the_number_of_candidates_settles_a_constituency(void **state)
{
    static const struct {
        uint16_t cid;
        enum outcome outcome;
        unsigned unfilled;
    } cases[] = {
        {1, OUTCOME_CONTESTED, 0}, {2, OUTCOME_CONTESTED, 0}, {3, OUTCOME_SHORT, 1}};
    struct town *town = *state;
    size_t i;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(standings_freep) struct standings *standings = NULL;

        assert_int_equal(desk_standings(town->desk, cases[i].cid, &standings), 0);
        assert_int_equal(standings->outcome, cases[i].outcome);
        assert_int_equal(standings->unfilled, cases[i].unfilled);
    }
}

static void test_after_the_statement_the_record_says_who_stands(void **state)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    struct town *town = *state;

    town_settle(town);
    assert_int_equal(desk_standings(town->desk, 4, &standings), SETTLE_UNKNOWN);
    assert_int_equal(desk_standings(town->desk, 0, &standings), SETTLE_UNKNOWN);
    assert_int_equal(desk_standings(town->desk, 2, &standings), 0);
    assert_int_equal(standings->count, 2);
    assert_string_equal(standings->list[0].name, "Gus Gray");
    assert_false(standings->list[0].is_withheld);
    assert_string_equal(standings->list[0].address, "1 High Street\nTown");
    assert_int_equal(desk_state(town->desk, 2), DESK_CONTESTED);
    assert_int_equal(desk_state(town->desk, 3), DESK_SHORT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_candidates_stand_by_surname_from_the_close_of_nominations),
        TOWN_TEST(test_the_number_of_candidates_settles_a_constituency),
        TOWN_TEST(test_after_the_statement_the_record_says_who_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
