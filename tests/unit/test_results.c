// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static void test_a_constituency_without_a_poll_is_settled_by_the_statement(void **state)
{
    CLEANUP(results_freep) struct results *results = NULL;
    struct town *town = *state;
    struct buf sheet;

    buf_init(&sheet, 1000);
    assert_int_equal(desk_results(town->desk, 1, &results), RESULTS_UNKNOWN);
    town_nominate(town);
    assert_int_equal(desk_results(town->desk, 3, &results), RESULTS_NOT_YET);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_int_equal(desk_results(town->desk, 1, &results), RESULTS_NOT_YET);
    assert_int_equal(desk_results(town->desk, 9, &results), RESULTS_UNKNOWN);
    assert_int_equal(desk_results_sheet(town->desk, 1, &sheet), RESULTS_NOT_YET);
    assert_int_equal(desk_results(town->desk, 3, &results), 0);
    assert_false(results->had_poll);
    assert_int_equal(results->unfilled, 1);
    assert_int_equal(results->nominees.outcome, OUTCOME_SHORT);
    buf_deinit(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_constituency_without_a_poll_is_settled_by_the_statement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
