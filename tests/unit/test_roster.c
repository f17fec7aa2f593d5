// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "town.h"

static int count(void *context, const struct member *member, struct span sealed)
{
    unsigned *seen = context;

    (void)member;
    (void)sealed;
    (*seen)++;
    return 0;
}

static void test_nobody_is_given_the_list_before_the_declaration(void **state)
{
    struct town *town = *state;
    struct sign_key officer;
    unsigned seen = 0;

    town_issue(town);
    officer = desk_pinned_officer(town->desk);
    assert_int_equal(desk_roster(town->desk, &officer, 1, count, &seen), ROSTER_TIME);
    assert_int_equal(desk_roster(town->desk, &officer, 9, count, &seen),
                     ROSTER_UNKNOWN);
    officer.bytes[3] ^= 1;
    assert_int_equal(desk_roster(town->desk, &officer, 1, count, &seen), ROSTER_GRANT);
    assert_int_equal(seen, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_nobody_is_given_the_list_before_the_declaration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
