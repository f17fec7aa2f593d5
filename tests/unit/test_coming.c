// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/coming.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/nominate.h"
#include "town.h"

static void test_nominations_are_counted_by_constituency_and_state(void **state)
{
    struct town *town = *state;
    const struct nomination_attested by = {span_of_text("Ada Able"),
                                           span_of_text("Ben Baker")};
    struct coming coming[CONSTITUENCIES_MAX];

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    assert_int_equal(desk_coming(town->desk, coming), 0);
    assert_int_equal(coming[0].received, 0);
    town_stand(town, "P1", true);
    town_stand(town, "P2", false);
    town_stand(town, "P3", false);
    town_stand(town, "P3", true); /* a correction is no second candidate */
    town_stand(town, "S1", false);
    assert_int_equal(desk_nomination_withdraw(town->desk, town_member(town, "P3"), &by),
                     0);
    assert_int_equal(desk_coming(town->desk, coming), 0);
    assert_int_equal(coming[0].received, 3);
    assert_int_equal(coming[0].standing, 2);
    assert_int_equal(coming[0].valid, 1);
    assert_int_equal(coming[1].received, 1);
    assert_int_equal(coming[1].standing, 1);
    assert_int_equal(coming[1].valid, 0);
    assert_int_equal(coming[2].received, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_nominations_are_counted_by_constituency_and_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
