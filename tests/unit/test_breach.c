// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/breach.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/moment.h"

enum {
    WORDS_MAX = 4096,
};

/* Mersey Care's calendar of 2020: the summer bank holiday counted as a working day. */
static const char *const mersey[STEPS] = {
    [STEP_NOTICE] = "30 July 2020 12:00",
    [STEP_NOMINATIONS_CLOSE] = "17 August 2020 17:00",
    [STEP_STATEMENT] = "18 August 2020 17:00",
    [STEP_WITHDRAWAL] = "20 August 2020 17:00",
    [STEP_NOTICE_OF_POLL] = "3 September 2020 09:00",
    [STEP_OPEN] = "3 September 2020 10:00",
    [STEP_CLOSE] = "24 September 2020 17:00",
};

static struct definition *definition;

static int set_up(void **state)
{
    int step;

    (void)state;
    definition = definition_new();
    if (definition == NULL) {
        return -1;
    }
    for (step = 0; step < STEPS; step++) {
        assert_int_equal(moment_parse_people(span_of_text(mersey[step]),
                                             &definition->timetable.at[step]),
                         0);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    definition_free(definition);
    return 0;
}

/* The breach at this place, in words. */
static void expect(size_t place, size_t count, const char *text)
{
    struct breach found[8];
    struct buf words;

    buf_init(&words, WORDS_MAX);
    assert_int_equal(timetable_check(&definition->timetable, NULL, found, 8), count);
    breach_put(definition, NULL, &found[place], &words);
    assert_int_equal(buf_status(&words), 0);
    assert_string_equal(buf_text(&words), text);
    buf_deinit(&words);
}

static void set(enum step step, const char *time)
{
    assert_int_equal(
        moment_parse_people(span_of_text(time), &definition->timetable.at[step]), 0);
}

static void test_a_calendar_one_day_short_names_the_holiday_it_forgot(void **state)
{
    (void)state;
    expect(0,
           4,
           "rule 2.1, 8: notice of election, midday on Thursday 30 July 2020, must be "
           "at least 40 working days before the close and is 39; not counted (rule 3): "
           "Monday 31 August 2020 (summer bank holiday); the last day allowed is "
           "Wednesday 29 July 2020");
    expect(3,
           4,
           "rule 2.1, 17: last withdrawals, 5pm on Thursday 20 August 2020, must be at "
           "least 25 working days before the close and is 24; not counted (rule 3): "
           "Monday 31 August 2020 (summer bank holiday); the last day allowed is "
           "Wednesday 19 August 2020");
}

static void test_the_trusts_own_number_stands_behind_each_rule(void **state)
{
    struct buf words;

    (void)state;
    definition->label_count = 2;
    definition->labels[0] = (struct label){"2.1", "4.2"};
    definition->labels[1] = (struct label){"17", "19A"};
    buf_init(&words, WORDS_MAX);
    breach_put_rule(definition, "2.1, 17", &words);
    breach_put_rule(definition, "2.10", &words);
    assert_string_equal(buf_text(&words),
                        "rule 2.1 (4.2 in the trust’s constitution), 17 (19A in the "
                        "trust’s constitution)rule 2.10");
    buf_deinit(&words);
}

static void test_a_day_that_is_no_working_day_says_why(void **state)
{
    (void)state;
    set(STEP_NOTICE, "25 July 2020 12:00");
    set(STEP_NOMINATIONS_CLOSE, "14 August 2020 17:00");
    set(STEP_STATEMENT, "17 August 2020 17:00");
    set(STEP_WITHDRAWAL, "19 August 2020 17:00");
    expect(
        0,
        1,
        "rule 2.1, 8: notice of election, midday on Saturday 25 July 2020, is not on "
        "a working day (rule 3): a weekend");
    set(STEP_NOTICE, "8 May 2020 09:00");
    definition->label_count = 1;
    definition->labels[0] = (struct label){"3", "5"};
    expect(0,
           1,
           "rule 2.1, 8: notice of election, 9am on Friday 8 May 2020, is not on a "
           "working day (rule 3 (5 in the trust’s constitution)): early May bank "
           "holiday, moved to VE Day");
}

static void test_hours_order_and_unknown_years_are_said(void **state)
{
    (void)state;
    set(STEP_NOTICE, "29 July 2020 12:00");
    set(STEP_NOMINATIONS_CLOSE, "14 August 2020 17:00");
    set(STEP_STATEMENT, "17 August 2020 17:00");
    set(STEP_WITHDRAWAL, "19 August 2020 17:00");
    set(STEP_CLOSE, "24 September 2020 17:30");
    expect(0,
           1,
           "rule 2.1: the poll closes, 5:30pm on Thursday 24 September 2020, is after "
           "5pm");
    set(STEP_CLOSE, "24 September 2020 17:00");
    set(STEP_OPEN, "3 September 2020 08:00");
    expect(
        0,
        1,
        "rule 23, 24: the poll opens, 8am on Thursday 3 September 2020, is not after "
        "the step before it, notice of poll");
    set(STEP_OPEN, "3 September 2020 10:00");
    definition->timetable.at[STEP_OPEN] += 1;
    expect(0,
           1,
           "rule 23, 24: the poll opens, 10am on Thursday 3 September 2020, is not a "
           "whole minute");
    set(STEP_OPEN, "3 September 2020 10:00");
    set(STEP_NOTICE, "29 July 2009 12:00");
    expect(0,
           1,
           "rule 2.1, 8: notice of election, midday on Wednesday 29 July 2009, is "
           "outside the years whose bank holidays are known here (2010 to 2040)");
}

static void test_holidays_between_two_days_are_listed(void **state)
{
    struct buf words;

    (void)state;
    buf_init(&words, WORDS_MAX);
    assert_int_equal(
        breach_put_holidays(
            (struct day){2022, 5, 31}, (struct day){2022, 6, 3}, NULL, &words),
        1);
    assert_int_equal(
        breach_put_holidays(
            (struct day){2022, 6, 3}, (struct day){2022, 6, 3}, NULL, &words),
        0);
    assert_string_equal(buf_text(&words),
                        "Thursday 2 June 2022 (spring bank holiday, moved)");
    buf_deinit(&words);
}

static void test_a_day_proclaimed_later_is_counted_and_named(void **state)
{
    struct holidays holidays = {.count = 0};
    struct breach found[8];
    struct buf words;

    (void)state;
    buf_init(&words, WORDS_MAX);
    assert_int_equal(
        holidays_add_all(&holidays, span_of_text("2020-09-21, 2020-09-22 Peace")), 0);
    assert_int_equal(breach_put_proclaimed(NULL, &words), 0);
    assert_int_equal(breach_put_proclaimed(&holidays, &words), 2);
    assert_string_equal(buf_text(&words),
                        "Monday 21 September 2020 (proclaimed later), Tuesday 22 "
                        "September 2020 (Peace, proclaimed later)");
    buf_reset(&words);
    set(STEP_NOTICE, "29 July 2020 12:00");
    set(STEP_NOMINATIONS_CLOSE, "14 August 2020 17:00");
    set(STEP_STATEMENT, "17 August 2020 17:00");
    set(STEP_WITHDRAWAL, "19 August 2020 17:00");
    assert_int_equal(timetable_check(&definition->timetable, NULL, found, 8), 0);
    assert_int_equal(timetable_check(&definition->timetable, &holidays, found, 8), 5);
    breach_put(definition, &holidays, &found[4], &words);
    assert_string_equal(
        buf_text(&words),
        "rule 2.1, 23: notice of poll, 9am on Thursday 3 September 2020, must be at "
        "least 15 working days before the close and is 13; not counted (rule 3): "
        "Monday "
        "21 September 2020 (proclaimed later), Tuesday 22 September 2020 (Peace, "
        "proclaimed later); the last day allowed is Tuesday 1 September 2020");
    buf_deinit(&words);
}

static void test_a_calendar_far_ahead_is_said_to_be_unsettled(void **state)
{
    struct buf words;

    (void)state;
    buf_init(&words, WORDS_MAX);
    assert_false(breach_put_unsettled(
        definition, (struct day){DAY_SETTLED_YEAR, 12, 31}, &words));
    assert_int_equal(words.size, 0);
    assert_true(breach_put_unsettled(
        definition, (struct day){DAY_SETTLED_YEAR + 1, 1, 4}, &words));
    assert_true(words.size > 0);
    buf_deinit(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_a_calendar_one_day_short_names_the_holiday_it_forgot,
            set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            test_the_trusts_own_number_stands_behind_each_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_day_that_is_no_working_day_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_hours_order_and_unknown_years_are_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_calendar_far_ahead_is_said_to_be_unsettled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_day_proclaimed_later_is_counted_and_named, set_up, tear_down),
        cmocka_unit_test(test_holidays_between_two_days_are_listed),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
