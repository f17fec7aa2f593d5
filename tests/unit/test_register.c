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

static void test_every_arrival_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < ARRIVAL_END; i++) {
        assert_non_null(register_arrival_name((enum arrival_kind)i));
    }
    assert_null(register_arrival_name(ARRIVAL_END));
    assert_string_equal(register_arrival_name(ARRIVAL_RETURNED), "returned");
}

static void test_every_register_has_its_gates_and_its_rule(void **state)
{
    enum replace_register kept_in;
    size_t i;

    (void)state;
    for (kept_in = REGISTER_LOST; kept_in < REGISTER_END; kept_in++) {
        assert_int_not_equal(register_gates(kept_in, 1) & GATE_IDENTITY, 0);
        assert_int_equal(register_gates(kept_in, 0) & GATE_DECLARED, 0);
        assert_string_not_equal(register_rule(kept_in), "");
    }
    assert_int_not_equal(register_gates(REGISTER_SPOILT, 1) & GATE_DECLARED, 0);
    assert_int_not_equal(register_gates(REGISTER_TENDERED, 0) & GATE_VOTED, 0);
    for (i = 0; i < GATES; i++) {
        assert_non_null(register_gate_name(i));
    }
    assert_null(register_gate_name(GATES));
    assert_string_equal(register_rule(REGISTER_END), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_register_has_a_name),
        cmocka_unit_test(test_every_reason_has_a_name),
        cmocka_unit_test(test_every_arrival_has_a_name),
        cmocka_unit_test(test_every_register_has_its_gates_and_its_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
