// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/statement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_outcome_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < OUTCOME_END; i++) {
        assert_non_null(statement_outcome_name((enum outcome)i));
    }
    assert_null(statement_outcome_name((enum outcome)OUTCOME_END));
    assert_string_equal(statement_outcome_name((enum outcome)1), "contested");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_outcome_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
