// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static void test_any_piece_of_bytes_in_memory_can_be_read(void **state)
{
    struct span bytes = span_of_text("governor");
    const struct pieces pieces = pieces_of(&bytes);
    char out[9] = "";

    (void)state;
    assert_int_equal(pieces.size, 8);
    assert_int_equal(pieces_read(&pieces, 0, 8, out), 0);
    assert_string_equal(out, "governor");
    assert_int_equal(pieces_read(&pieces, 6, 2, out), 0);
    assert_string_equal(out, "orvernor");
    assert_int_equal(pieces_read(&pieces, 8, 0, out), 0);
}

static void test_a_piece_beyond_the_end_is_a_fault_and_writes_nothing(void **state)
{
    struct span bytes = span_of_text("governor");
    const struct pieces pieces = pieces_of(&bytes);
    char out[9] = "x";

    (void)state;
    assert_int_equal(pieces_read(&pieces, 1, 8, out), FAULT_BUG);
    assert_int_equal(pieces_read(&pieces, 9, 0, out), FAULT_BUG);
    assert_int_equal(pieces_read(&pieces, UINT64_MAX, 2, out), FAULT_BUG);
    assert_string_equal(out, "x");
}

static void test_a_part_is_read_from_its_own_beginning_to_its_own_end(void **state)
{
    struct span bytes = span_of_text("governor");
    const struct pieces pieces = pieces_of(&bytes);
    struct pieces part = pieces_part(&pieces, 2, 5);
    char out[5] = "";

    (void)state;
    part = pieces_part(&part, 1, 4);
    assert_int_equal(pieces_read(&part, 0, 4, out), 0);
    assert_string_equal(out, "erno");
    assert_int_equal(pieces_read(&part, 1, 4, out), FAULT_BUG);
    assert_int_equal(pieces_part(&part, 4, 0).size, 0);
    assert_int_equal(pieces_part(&part, 1, 4).size, 0);
    assert_int_equal(pieces_part(&part, 5, 0).size, 0);
}

static int break_off(void *context, uint64_t offset, size_t size, void *out)
{
    (void)offset;
    (void)size;
    (void)out;
    return *(int *)context;
}

static void test_a_reader_has_faults_and_no_refusals(void **state)
{
    int result = FAULT_IO;
    const struct pieces pieces = {0, 8, &result, break_off};
    char out[8];

    (void)state;
    assert_int_equal(pieces_read(&pieces, 0, 8, out), FAULT_IO);
    result = 1;
    assert_int_equal(pieces_read(&pieces, 0, 8, out), FAULT_BUG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_piece_of_bytes_in_memory_can_be_read),
        cmocka_unit_test(test_a_piece_beyond_the_end_is_a_fault_and_writes_nothing),
        cmocka_unit_test(test_a_part_is_read_from_its_own_beginning_to_its_own_end),
        cmocka_unit_test(test_a_reader_has_faults_and_no_refusals),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
