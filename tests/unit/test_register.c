// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_register_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < REGISTER_END; i++) {
        assert_non_null(register_name((enum replace_register)i));
    }
    assert_null(register_name((enum replace_register)REGISTER_END));
    assert_string_equal(register_name((enum replace_register)1), "lost");
}

static void test_every_reason_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < REASON_END; i++) {
        assert_non_null(register_reason_name((enum disqualify_reason)i));
    }
    assert_null(register_reason_name((enum disqualify_reason)REASON_END));
    assert_string_equal(register_reason_name((enum disqualify_reason)1), "later");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_register_has_a_name),
        cmocka_unit_test(test_every_reason_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
