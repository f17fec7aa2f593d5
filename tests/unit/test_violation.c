// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/violation.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_every_violation_has_a_name_of_its_own_and_a_stage(void **state)
{
    const struct violation *violation;
    size_t i;
    size_t j;

    (void)state;
    for (i = 0; (violation = violation_at(i)) != NULL; i++) {
        assert_non_null(violation->name);
        assert_in_range(violation->stage, STAGE_CHECKPOINT, STAGES - 1);
        for (j = 0; j < i; j++) {
            assert_string_not_equal(violation->name, violation_at(j)->name);
        }
    }
    assert_true(i > 150);
    assert_null(violation_at(i + 1));
}

static void test_names_are_words_joined_by_hyphens(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; violation_at(i) != NULL; i++) {
        const char *at = violation_at(i)->name;

        assert_true(islower((unsigned char)at[0]));
        for (; *at != 0; at++) {
            assert_true(islower((unsigned char)*at) || isdigit((unsigned char)*at)
                        || *at == '-');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_violation_has_a_name_of_its_own_and_a_stage),
        cmocka_unit_test(test_names_are_words_joined_by_hyphens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
