// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counted.h"

enum {
    ROOM = 1 << 20,
    WIDTH = 78,
};

static void expect(struct buf *text, const char *part)
{
    if (strstr(buf_text(text), part) == NULL) {
        fail_msg("not in the report: %s", part);
    }
}

static void test_the_report_has_every_stage_its_rules_and_its_table(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct report report = {.story = counted.story, .warning = "PRACTICE"};
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    report_text(&report, &text);
    expect(&text, "PRACTICE\n\nA ward\n======\n");
    expect(&text, "transferable vote: 3 seats, 70");
    expect(&text, "  1. Ann Ash\n  2. Bo Birch\n  3. Di Dean\n");
    expect(&text, "\nStage 2: Surplus of Ann Ash\n---------------------------\n");
    expect(&text,
           "  - Ann Ash's surplus of 11.00 is transferred. [rules STV47.9, 48.1]");
    expect(
        &text,
        "  Bo Birch                                  +10.80         24.80  elected\n");
    expect(&text, "  Non-transferable                           +0.20          0.20\n");
    expect(&text, "The end of the count");
}

static void test_no_line_is_wider_than_a_terminal(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NI_1985);
    const struct report report = {.story = counted.story};
    CLEANUP(buf_deinit) struct buf text;
    const char *line;

    (void)state;
    buf_init(&text, ROOM);
    report_text(&report, &text);
    for (line = buf_text(&text); *line != '\0'; line += strcspn(line, "\n") + 1) {
        assert_true(strcspn(line, "\n") <= WIDTH);
    }
}

static void test_one_candidate_s_part_is_the_candidate_s_alone(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct report report = {.story = counted.story};
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    report_candidate(&report, 5, &text);
    expect(&text, "Ed East: Excluded at stage 4.");
    expect(&text, "Votes after this stage: 7.00; quota 18");
    expect(&text, "Ed East has the fewest votes, 7.00, and is excluded.");
    expect(&text, "Di Dean receives 7 ballots at 1.00"); /* of Ed East */
    assert_null(strstr(buf_text(&text), "Bo Birch receives"));
}

static void test_a_seed_is_told_where_a_lot_was_drawn(void **state)
{
    static const char level[] =
        "3 1\n4 1 0\n3 2 0\n3 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"t\"\n";
    CLEANUP(counted_deinit)
    struct counted drawn = counted_of(level, RULES_NHS_2014_STV);
    CLEANUP(counted_deinit)
    struct counted plain = counted_of(counted_ward, RULES_NHS_2014_STV);
    struct report report = {.story = drawn.story, .seed = "abcd"};
    CLEANUP(buf_deinit) struct buf with;
    CLEANUP(buf_deinit) struct buf without;

    (void)state;
    buf_init(&with, ROOM);
    buf_init(&without, ROOM);
    report_text(&report, &with);
    report.story = plain.story;
    report_text(&report, &without);
    expect(&with, "published seed abcd");
    assert_null(strstr(buf_text(&without), "seed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_report_has_every_stage_its_rules_and_its_table),
        cmocka_unit_test(test_no_line_is_wider_than_a_terminal),
        cmocka_unit_test(test_one_candidate_s_part_is_the_candidate_s_alone),
        cmocka_unit_test(test_a_seed_is_told_where_a_lot_was_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
