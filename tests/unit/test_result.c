// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_heading_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < HEADINGS; i++) {
        assert_non_null(result_heading_name((enum heading)i));
    }
    assert_null(result_heading_name((enum heading)HEADINGS));
    assert_string_equal(result_heading_name((enum heading)0), "features");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_heading_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
