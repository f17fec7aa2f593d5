// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_sheet_says_nothing_until_it_does(void **state)
{
    CLEANUP(totals_freep) struct totals *totals = NULL;

    (void)state;
    assert_int_equal(totals_new(3, 2, &totals), 0);
    for (size_t stage = 0; stage < 2; stage++) {
        for (size_t c = 0; c <= 3; c++) {
            assert_true(totals_at(totals, stage, c) == TOTALS_NONE);
        }
    }
    totals_set(totals, 1, 3, 0);
    assert_int_equal(totals_at(totals, 1, 3), 0);
    assert_true(totals_at(totals, 0, 3) == TOTALS_NONE);
    totals_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sheet_says_nothing_until_it_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
