// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_every_kind_of_note_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < NOTE_END; i++) {
        assert_non_null(note_kind_name((enum note_kind)i));
    }
    assert_null(note_kind_name((enum note_kind)NOTE_END));
    assert_string_equal(note_kind_name((enum note_kind)1), "extend");
}

static void test_every_reason_to_extend_has_a_code_and_words(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < NOTE_DELAYS; i++) {
        const char *code = note_delay(i);

        assert_non_null(code);
        assert_true(strlen(code) < LABEL_SIZE);
        assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                         strlen(code));
        assert_non_null(note_delay_words(code));
    }
    assert_null(note_delay(NOTE_DELAYS));
    assert_null(note_delay_words("flood"));
    assert_null(note_delay_words(""));
    assert_string_equal(note_delay_words("industrial-action"), "industrial action");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_reason_to_extend_has_a_code_and_words),
        cmocka_unit_test(test_every_kind_of_note_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
