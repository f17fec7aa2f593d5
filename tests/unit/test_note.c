// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_note_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
