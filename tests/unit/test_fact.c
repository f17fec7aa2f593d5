// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/fact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_fact_is_about_those_it_names(void **state)
{
    const struct fact fact = {.kind = FACT_LOT, .who_count = 2, .who = {3, 7, 9}};

    (void)state;
    assert_true(fact_is_about(&fact, 3));
    assert_true(fact_is_about(&fact, 7));
    assert_false(fact_is_about(&fact, 9));
    assert_false(fact_is_about(&fact, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fact_is_about_those_it_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
