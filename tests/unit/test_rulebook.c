// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/rulebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_each_rule_set_cites_its_own_rules(void **state)
{
    (void)state;
    assert_string_equal(rulebook_cite(RULES_NHS_2014_STV, STEP_VALUE), "rule STV47.4");
    assert_string_equal(rulebook_cite(RULES_NI_1985, STEP_VALUE), "rule 49(4)");
    assert_string_equal(rulebook_cite(RULES_SCOTTISH_2011, STEP_ELECT_REST),
                        "rule 53(1)");
    assert_string_equal(rulebook_cite(RULES_ERS97, STEP_QUOTA_AGAIN), "5.4.8");
    assert_string_equal(rulebook_cite(RULES_MEEK_PRF_2009, STEP_EXCLUDE), "B.3");
    assert_string_equal(rulebook_cite(RULES_NHS_2014_FPP, STEP_ELECT_LEVEL),
                        "rule FPP51");
}

static void test_every_rule_set_has_a_title_and_says_how_one_is_elected(void **state)
{
    (void)state;
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        assert_non_null(rulebook_title((enum rule_set)rules));
        assert_non_null(rulebook_cite((enum rule_set)rules, STEP_ELECT));
        assert_non_null(rulebook_cite((enum rule_set)rules, STEP_FIRST));
    }
}

static void test_a_step_some_rule_set_takes_has_a_number(void **state)
{
    (void)state;
    for (int step = STEP_NONE + 1; step < RULEBOOK_STEPS; step++) {
        int cited = 0;

        for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
            cited +=
                rulebook_cite((enum rule_set)rules, (enum rulebook_step)step) != NULL;
        }
        assert_true(cited > 0);
    }
}

static void test_what_is_no_rule_set_and_no_step_has_none(void **state)
{
    (void)state;
    assert_null(rulebook_cite((enum rule_set)0, STEP_VALUE));
    assert_null(rulebook_cite(RULES_END, STEP_VALUE));
    assert_null(rulebook_cite(RULES_ERS97, STEP_NONE));
    assert_null(rulebook_cite(RULES_ERS97, RULEBOOK_STEPS));
    assert_null(rulebook_title(RULES_END));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_rule_set_cites_its_own_rules),
        cmocka_unit_test(test_every_rule_set_has_a_title_and_says_how_one_is_elected),
        cmocka_unit_test(test_a_step_some_rule_set_takes_has_a_number),
        cmocka_unit_test(test_what_is_no_rule_set_and_no_step_has_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
