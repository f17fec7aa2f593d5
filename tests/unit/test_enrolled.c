// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/enrolled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static int count(void *context, const struct member *member)
{
    size_t *counts = context;

    assert_in_range(member->cid, 1, 3);
    counts[member->cid]++;
    return 0;
}

static void test_a_day_ends_before_the_next_one_begins(void **state)
{
    int64_t one = 0;
    int64_t next = 0;

    (void)state;
    assert_int_equal(enrolled_moment("2026-06-02", &one), 0);
    assert_int_equal(enrolled_moment("2026-06-03", &next), 0);
    assert_int_equal(next - one, 24 * 60 * 60);
    assert_int_equal(enrolled_moment("2026-02-30", &one), ENROLLED_DAY);
    assert_int_equal(enrolled_moment("2 June 2026", &one), ENROLLED_DAY);
}

static void test_who_may_vote_is_asked_as_of_a_moment(void **state)
{
    struct town *town = *state;
    size_t counts[4] = {0};
    size_t earlier[4] = {0};
    size_t all[4] = {0};

    assert_int_equal(desk_enrolled_voters(town->desk, 0, count, counts),
                     ENROLLED_NO_ELECTION);
    town_import(town);
    assert_int_equal(desk_enrolled_voters(town->desk, INT64_MAX, count, counts), 0);
    assert_int_equal(counts[1], 5); /* Fay joined too late */
    assert_int_equal(counts[2], 3);
    assert_int_equal(counts[3], 1);
    assert_int_equal(
        desk_enrolled_voters(town->desk, desk_now(town->desk) - 60, count, earlier), 0);
    assert_int_equal(earlier[1] + earlier[2] + earlier[3], 0);
    assert_int_equal(desk_enrolled(town->desk, count, all), 0);
    assert_int_equal(all[1], 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_ends_before_the_next_one_begins),
        TOWN_TEST(test_who_may_vote_is_asked_as_of_a_moment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
