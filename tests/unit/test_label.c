// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_a_rule_has_the_trusts_number_where_it_has_one(void **state)
{
    CLEANUP(definition_freep) struct definition *definition = definition_new();
    char text[LABEL_RULES_SIZE];

    (void)state;
    assert_non_null(definition);
    definition->label_count = 1;
    (void)snprintf(definition->labels[0].rule, LABEL_SIZE, "8");
    (void)snprintf(definition->labels[0].own, LABEL_SIZE, "7.1");
    assert_string_equal(label_own(definition, "8"), "7.1");
    assert_string_equal(label_own(definition, "8.1"), "8.1");
    assert_string_equal(label_own(NULL, "8"), "8");
    label_rules(definition, "2.1, 8", text);
    assert_string_equal(text, "rules 2.1, 7.1");
    label_rules(definition, "8", text);
    assert_string_equal(text, "rule 7.1");
}

static void test_what_does_not_fit_is_left_off_whole(void **state)
{
    CLEANUP(definition_freep) struct definition *definition = definition_new();
    char text[LABEL_RULES_SIZE];
    size_t i;

    (void)state;
    assert_non_null(definition);
    definition->label_count = 1;
    (void)snprintf(definition->labels[0].rule, LABEL_SIZE, "8");
    memset(definition->labels[0].own, 'x', LABEL_SIZE - 1);
    label_rules(definition, "8, 8, 8, 8, 8, 8, 8, 8", text);
    assert_true(strlen(text) < sizeof(text));
    for (i = strlen(text); text[i - 1] == 'x'; i--) {
    }
    assert_int_equal(strlen(text) - i, LABEL_SIZE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rule_has_the_trusts_number_where_it_has_one),
        cmocka_unit_test(test_what_does_not_fit_is_left_off_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
