// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/constituency.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_marks_are_seats_or_ranks(void **state)
{
    struct constituency constituency = {.method = METHOD_FPP, .seats = 3};

    (void)state;
    assert_int_equal(constituency_marks_max(&constituency, 9), 3);
    constituency.method = METHOD_STV;
    assert_int_equal(constituency_marks_max(&constituency, 9), 9);
    assert_int_equal(constituency_marks_max(&constituency, 37), 37);
    assert_int_equal(constituency_marks_max(&constituency, 63), 37);
}

static void test_every_rule_set_is_found_by_its_name(void **state)
{
    int i;

    (void)state;
    for (i = 1; i < RULES_END; i++) {
        const char *name = constituency_rules_name((enum rule_set)i);

        assert_non_null(name);
        assert_int_equal(constituency_rules_find(name), i);
        assert_int_equal(constituency_rules_method((enum rule_set)i),
                         i == RULES_NHS_2014_FPP ? METHOD_FPP : METHOD_STV);
    }
    assert_int_equal(constituency_rules_find("nhs"), 0);
    assert_int_equal(constituency_rules_find(""), 0);
    assert_int_equal(constituency_rules_method((enum rule_set)99), 0);
}

static void test_names_end_with_their_enum(void **state)
{
    (void)state;
    assert_string_equal(constituency_kind_name(KIND_STAFF), "staff");
    assert_null(constituency_kind_name((enum kind)0));
    assert_null(constituency_kind_name(KIND_END));
    assert_string_equal(constituency_method_name(METHOD_STV), "stv");
    assert_null(constituency_method_name(METHOD_END));
    assert_string_equal(constituency_channel_name(CHANNEL_TEXT), "text");
    assert_null(constituency_channel_name(CHANNEL_END));
    assert_null(constituency_rules_name((enum rule_set)0));
    assert_null(constituency_rules_name(RULES_END));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_are_seats_or_ranks),
        cmocka_unit_test(test_every_rule_set_is_found_by_its_name),
        cmocka_unit_test(test_names_end_with_their_enum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
