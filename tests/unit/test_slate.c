// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/slate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static void test_names_are_copied_and_may_be_replaced(void **state)
{
    CLEANUP(slate_freep) struct slate *slate = NULL;

    (void)state;
    assert_int_equal(slate_new(2, 1, &slate), 0);
    assert_null(slate->names[1].name);
    assert_int_equal(slate_name(slate, 1, span_of_text("Ada Smith")), 0);
    assert_int_equal(slate_name(slate, 1, span_of_text("Ada Smyth")), 0);
    assert_int_equal(slate_title(slate, span_of_text("")), 0);
    assert_string_equal(slate->names[1].name, "Ada Smyth");
    assert_string_equal(slate->title, "");
}

static void test_numbers_outside_the_slate_are_a_fault(void **state)
{
    CLEANUP(slate_freep) struct slate *slate = NULL;

    (void)state;
    assert_int_equal(slate_new(255, 1, &slate), FAULT_BUG);
    assert_int_equal(slate_new(2, 1, &slate), 0);
    assert_int_equal(slate_name(slate, 0, span_of_text("x")), FAULT_BUG);
    assert_int_equal(slate_name(slate, 3, span_of_text("x")), FAULT_BUG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_copied_and_may_be_replaced),
        cmocka_unit_test(test_numbers_outside_the_slate_are_a_fault),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
