// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/officer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_grant_has_a_name_and_its_bit_is_in_all(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < GRANTS; i++) {
        assert_non_null(officer_grant_name((size_t)i));
    }
    assert_null(officer_grant_name((size_t)GRANTS));
    assert_string_equal(officer_grant_name((size_t)0), "nominations");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_grant_has_a_name_and_its_bit_is_in_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
