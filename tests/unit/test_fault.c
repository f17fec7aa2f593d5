// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capture.h"

static int born;

static void bear(void)
{
    born = FAULT(FAULT_STORE);
}

static void test_a_fault_is_born_with_its_place_in_the_log(void **state)
{
    char text[200];

    (void)state;
    capture(bear, text, sizeof(text));
    assert_int_equal(born, FAULT_STORE);
    assert_non_null(strstr(text, "fault fault=database file="));
    assert_non_null(strstr(text, "test_fault.c line="));
}

static void fold(void)
{
    born = FOLD(3);
}

static void test_a_refusal_that_cannot_be_is_a_program_error(void **state)
{
    char text[200];

    (void)state;
    capture(fold, text, sizeof(text));
    assert_int_equal(born, FAULT_BUG);
    assert_non_null(strstr(text, "fault=program-error"));
}

static void fold_what_passes(void)
{
    assert_int_equal(FOLD(0), 0);
    assert_int_equal(FOLD(FAULT_IO), FAULT_IO);
}

static void test_faults_travel_unchanged_and_unsaid(void **state)
{
    char text[200];

    (void)state;
    capture(fold_what_passes, text, sizeof(text));
    assert_string_equal(text, "");
}

static void test_every_fault_has_a_name(void **state)
{
    int fault;

    (void)state;
    for (fault = FAULT_MEMORY; fault >= FAULT_BUG; fault--) {
        assert_string_not_equal(fault_name(fault), "none");
    }
    assert_string_equal(fault_name(0), "none");
    assert_string_equal(fault_name(FAULT_BUG - 1), "none");
    assert_string_equal(fault_name(1), "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fault_is_born_with_its_place_in_the_log),
        cmocka_unit_test(test_a_refusal_that_cannot_be_is_a_program_error),
        cmocka_unit_test(test_faults_travel_unchanged_and_unsaid),
        cmocka_unit_test(test_every_fault_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
