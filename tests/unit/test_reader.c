// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_numbers_are_big_endian(void **state)
{
    struct reader reader;

    (void)state;
    reader_init(&reader, span_of("\1\2\3\4\5\6\7", 7));
    assert_int_equal(reader_u8(&reader), 1);
    assert_int_equal(reader_u16(&reader), 0x0203);
    assert_int_equal(reader_u32(&reader), 0x04050607);
    assert_true(reader_done(&reader));
}

static void test_a_read_past_the_end_fails_and_gives_zeroes(void **state)
{
    struct reader reader;
    uint8_t bytes[4] = {9, 9, 9, 9};

    (void)state;
    reader_init(&reader, span_of("\1\2\3", 3));
    reader_copy(&reader, bytes, sizeof(bytes));
    assert_memory_equal(bytes, "\0\0\0\0", 4);
    assert_false(reader_done(&reader));
    assert_int_equal(reader_u8(&reader), 0);
}

static void test_bytes_left_over_are_not_done(void **state)
{
    struct reader reader;

    (void)state;
    reader_init(&reader, span_of("\1\2", 2));
    (void)reader_u8(&reader);
    assert_false(reader_done(&reader));
}

static void test_a_line_ends_with_its_newline_and_a_missing_one_fails(void **state)
{
    struct reader reader;

    (void)state;
    reader_init(&reader, span_of_text("one\ntwo"));
    assert_true(span_is_equal(reader_line(&reader), span_of_text("one")));
    assert_int_equal(reader_line(&reader).size, 0);
    assert_false(reader_done(&reader));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_big_endian),
        cmocka_unit_test(test_a_read_past_the_end_fails_and_gives_zeroes),
        cmocka_unit_test(test_bytes_left_over_are_not_done),
        cmocka_unit_test(test_a_line_ends_with_its_newline_and_a_missing_one_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
