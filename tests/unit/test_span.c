// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_spans_are_equal_by_their_bytes(void **state)
{
    (void)state;
    assert_true(span_is_equal(span_of_text("ab"), span_of("abc", 2)));
    assert_false(span_is_equal(span_of_text("ab"), span_of_text("abc")));
    assert_false(span_is_equal(span_of_text("ab"), span_of_text("ac")));
    assert_true(span_is_equal(span_of(NULL, 0), span_of_text("")));
}

static void test_a_span_knows_its_object(void **state)
{
    uint8_t bytes[3] = {1, 0, 2};

    (void)state;
    assert_int_equal(SPAN(bytes).size, 3);
    assert_ptr_equal(SPAN(bytes).data, bytes);
    assert_int_equal(span_of_text("ab").size, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_are_equal_by_their_bytes),
        cmocka_unit_test(test_a_span_knows_its_object),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
