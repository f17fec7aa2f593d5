// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "counted.h"

static const struct fact *
find(const struct story *story, enum fact_kind kind, unsigned section)
{
    for (size_t i = 0; i < story->count; i++) {
        if (story->facts[i].kind == kind && story->facts[i].section == section) {
            return &story->facts[i];
        }
    }
    return NULL;
}

static void test_a_surplus_is_told_with_its_papers_value_and_loss(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct fact *fact = find(counted.story, FACT_SURPLUS, 2);

    (void)state;
    assert_non_null(fact);
    assert_int_equal(fact->who[0], 1);
    assert_int_equal(fact->votes, 1100);
    assert_int_equal(fact->step, STEP_SURPLUS);
    fact = find(counted.story, FACT_EXAMINED_FIRST, 2);
    assert_int_equal(fact->papers, 29);
    fact = find(counted.story, FACT_VALUE, 2);
    assert_int_equal(fact->papers, 24);
    assert_int_equal(fact->value, 45);
    fact = find(counted.story, FACT_GIVEN, 2);
    assert_int_equal(fact->who[0], 2);
    assert_int_equal(fact->votes, 1080);
    fact = find(counted.story, FACT_LOST, 2);
    assert_int_equal(fact->papers, 5);
    assert_int_equal(fact->votes, 20);
    fact = find(counted.story, FACT_EXAMINED_LAST, 3);
    assert_int_equal(fact->papers, 24);
    assert_int_equal(fact->value, 45);
}

static void test_before_and_after_the_stages_stands_what_belongs_to_all(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct story *story = counted.story;
    const struct fact *facts;

    (void)state;
    assert_int_equal(story->sections, 6);
    assert_int_equal(find(story, FACT_VALID, 0)->papers, 70);
    assert_int_equal(find(story, FACT_BLANK, 0)->papers, 2);
    assert_int_equal(find(story, FACT_PASSED_OVER, 0)->who[0], 6);
    assert_non_null(find(story, FACT_TOGETHER, 0));
    assert_int_equal(find(story, FACT_SURPLUS_LEFT, 5)->who[0], 4);
    assert_int_equal(find(story, FACT_NOT_ELECTED, 5)->who[0], 3);
    assert_int_equal(story_section(story, 0, &facts), 4);
    assert_int_equal(facts[0].kind, FACT_VALID);
    assert_int_equal(story_section(story, 6, &facts), 0);
    assert_null(facts);
}

static void test_standings_and_votes_are_those_at_the_end_of_a_stage(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct story *story = counted.story;

    (void)state;
    assert_int_equal(story_standing(story, 1, 1), STORY_ELECTED);
    assert_int_equal(story_standing(story, 1, 2), STORY_CONTINUING);
    assert_int_equal(story_standing(story, 2, 2), STORY_ELECTED);
    assert_int_equal(story_standing(story, 3, 5), STORY_CONTINUING);
    assert_int_equal(story_standing(story, 4, 5), STORY_EXCLUDED);
    assert_int_equal(story_standing(story, 1, 6), STORY_WITHDRAWN);
    assert_int_equal(story_votes(story, 0, 1), 0);
    assert_int_equal(story_votes(story, 1, 1), 2900);
    assert_int_equal(story_votes(story, 9, 1), 1800);
    assert_int_equal(story_lost(story, 3), 28);
    assert_int_equal(story_quota(story, 3), 1800);
}

static void test_a_surplus_that_waits_says_what_for(void **state)
{
    static const char text[] = "4 2\n8 1 4 0\n5 2 0\n1 3 2 0\n4 4 0\n0\n\"A\"\n\"B\"\n"
                               "\"C\"\n\"D\"\n\"t\"\n";
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(text, RULES_NHS_2014_STV);
    const struct fact *fact = find(counted.story, FACT_DEFERRED, 2);

    (void)state;
    assert_non_null(fact);
    assert_int_equal(fact->who[0], 1);
    assert_int_equal(fact->votes, 100);
    assert_int_equal(fact->papers, 1);
    assert_int_equal(fact->other, 300);
    fact = find(counted.story, FACT_ELECTED_LAST, 2);
    assert_int_equal(fact->who[0], 2);
    assert_int_equal(fact->other, 500);
}

static void
test_level_ones_are_told_by_the_stage_or_the_lot_that_parted_them(void **state)
{
    static const char stage[] =
        "5 1\n10 1 0\n9 2 0\n5 3 1 0\n3 4 2 0\n2 5 4 1 0\n0\n\"A\"\n\"B\"\n\"C\"\n"
        "\"D\"\n\"E\"\n\"t\"\n";
    static const char lot[] =
        "3 1\n4 1 0\n3 2 3 0\n3 3 2 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"t\"\n";
    CLEANUP(counted_deinit)
    struct counted by_stage = counted_of(stage, RULES_NI_1985);
    CLEANUP(counted_deinit) struct counted by_lot = counted_of(lot, RULES_NI_1985);
    const struct fact *fact = find(by_stage.story, FACT_LOOKED_BACK, 3);

    (void)state;
    assert_non_null(fact);
    assert_int_equal(fact->who[0], 4);
    assert_int_equal(fact->who[1], 3);
    assert_int_equal(fact->back, 1);
    assert_int_equal(fact->votes, 300);
    assert_int_equal(fact->other, 500);
    assert_null(find(by_stage.story, FACT_LOT, 3));
    fact = find(by_lot.story, FACT_LOT, 2);
    assert_non_null(fact);
    assert_int_equal(fact->chosen, 3);
    assert_int_equal(fact->who_count, 2);
    assert_null(find(by_lot.story, FACT_LOOKED_BACK, 2));
}

static void test_an_exclusion_cut_short_says_so(void **state)
{
    static const char text[] =
        "4 2\n20 1 4 0\n11 2 0\n11 3 0\n9 4 2 0\n0\n\"A\"\n\"B\"\n"
        "\"C\"\n\"D\"\n\"t\"\n";
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(text, RULES_NHS_2014_STV);
    const struct fact *fact = find(counted.story, FACT_STOPPED, 3);

    (void)state;
    assert_non_null(fact);
    assert_int_equal(fact->who[0], 4);
    assert_int_equal(fact->votes, 200);
    assert_int_equal(find(counted.story, FACT_ELECTED, 3)->votes, 2000);
}

static void test_what_the_officer_chose_is_told(void **state)
{
    static const char text[] =
        "4 1\n9 1 0\n8 2 1 0\n3 3 2 0\n2 4 2 0\n0\n\"A\"\n\"B\"\n"
        "\"C\"\n\"D\"\n\"t\"\n";
    const unsigned alone[] = {2};
    struct count_input input = {
        .rules = RULES_NHS_2014_STV,
        .reading = READING_LITERAL,
        .ending = ENDING_RUN_ON,
        .alone = alone,
        .alone_count = 1,
    };
    CLEANUP(counted_deinit) struct counted counted = counted_by(text, &input);

    (void)state;
    assert_non_null(find(counted.story, FACT_APART, 0));
    assert_non_null(find(counted.story, FACT_RUN_ON, 0));
    assert_non_null(find(counted.story, FACT_EXCLUDED_ALONE, 2));
}

static void test_candidates_for_every_place_are_elected_as_the_rest(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted =
        counted_of("2 3\n3 1 0\n0\n\"A\"\n\"B\"\n\"t\"\n", RULES_NHS_2014_STV);
    const struct fact *fact = find(counted.story, FACT_ELECTED_REST, 1);

    (void)state;
    assert_non_null(find(counted.story, FACT_ELECTED, 1)); /* who has the quota of 1 */
    assert_non_null(fact);
    assert_int_equal(fact->who[0], 2);
    assert_int_equal(find(counted.story, FACT_UNFILLED, 2)->papers, 1);
}

static void test_every_rule_set_can_be_told(void **state)
{
    (void)state;
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        CLEANUP(counted_deinit)
        struct counted counted = counted_of(counted_ward, (enum rule_set)rules);
        size_t told = 0;

        for (unsigned i = 0; i < counted.story->sections; i++) {
            const struct fact *facts;

            told += story_section(counted.story, i, &facts);
        }
        assert_int_equal(told, counted.story->count);
        assert_true(told > 5);
    }
}

static void test_figures_that_no_count_has_are_refused(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    struct story *story = NULL;
    int64_t before = counted.sheet->stages[1].totals[1];

    (void)state;
    counted.sheet->stages[1].totals[1] = INT64_MAX;
    assert_int_equal(story_new(counted.sheet, counted.blt.slate, &story),
                     STORY_SENSELESS);
    counted.sheet->stages[1].totals[1] = before;
    counted.sheet->stages[1].parcels[0].value = INT64_MAX;
    assert_int_equal(story_new(counted.sheet, counted.blt.slate, &story),
                     STORY_SENSELESS);
    assert_null(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_surplus_is_told_with_its_papers_value_and_loss),
        cmocka_unit_test(test_before_and_after_the_stages_stands_what_belongs_to_all),
        cmocka_unit_test(test_standings_and_votes_are_those_at_the_end_of_a_stage),
        cmocka_unit_test(test_a_surplus_that_waits_says_what_for),
        cmocka_unit_test(
            test_level_ones_are_told_by_the_stage_or_the_lot_that_parted_them),
        cmocka_unit_test(test_an_exclusion_cut_short_says_so),
        cmocka_unit_test(test_what_the_officer_chose_is_told),
        cmocka_unit_test(test_candidates_for_every_place_are_elected_as_the_rest),
        cmocka_unit_test(test_every_rule_set_can_be_told),
        cmocka_unit_test(test_figures_that_no_count_has_are_refused),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
