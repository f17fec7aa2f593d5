// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_hexadecimal_has_one_form(void **state)
{
    uint8_t bytes[2];
    char text[5];

    (void)state;
    assert_int_equal(hex_decode(span_of_text("0aff"), bytes, 2), 0);
    hex_encode(span_of(bytes, 2), text);
    assert_string_equal(text, "0aff");
    assert_int_equal(hex_decode(span_of_text("0AFF"), bytes, 2), HEX_MALFORMED);
    assert_int_equal(hex_decode(span_of_text("0aff0"), bytes, 2), HEX_MALFORMED);
    assert_int_equal(hex_decode(span_of_text("0a"), bytes, 2), HEX_MALFORMED);
    assert_int_equal(hex_decode(span_of_text("0g00"), bytes, 2), HEX_MALFORMED);
}

static void test_what_is_refused_leaves_the_target_alone(void **state)
{
    uint8_t bytes[2] = {7, 8};
    char text[1] = {'x'};

    (void)state;
    assert_int_equal(hex_decode(span_of_text("00zz"), bytes, 2), HEX_MALFORMED);
    assert_memory_equal(bytes, "\7\10", 2);
    assert_int_equal(hex_decode(span_of_text(""), bytes, 0), 0);
    hex_encode(span_of(bytes, 0), text);
    assert_int_equal(text[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hexadecimal_has_one_form),
        cmocka_unit_test(test_what_is_refused_leaves_the_target_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
