// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/timetable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/moment.h"
#include "core/day.h"

/* The UK moment of a day of a calendar. */
static int64_t at(struct day day, int hour)
{
    struct civil civil = {day.year, day.month, day.day, hour, 0, 0};
    int64_t moment = 0;

    assert_int_equal(moment_of_civil(&civil, &moment), 0);
    return moment;
}

/* Five calendars trusts really published; {0} where they named no day. */
static const struct {
    const char *trust;
    struct day days[STEPS];
    int offsets[STEPS];
} calendars[] = {
    {"Royal Free 2018",
     {{2018, 2, 1},
      {2018, 2, 19},
      {2018, 2, 20},
      {2018, 2, 22},
      {2018, 3, 8},
      {0},
      {2018, 3, 29}},
     {40, 28, 27, 25, 15, 0, 0}},
    {"Great Western 2012",
     {{2012, 9, 20},
      {2012, 10, 5},
      {0},
      {2012, 10, 10},
      {2012, 10, 25},
      {0},
      {2012, 11, 14}},
     {39, 28, 0, 25, 14, 0, 0}},
    {"EPUT 2019",
     {{2019, 4, 24}, {2019, 5, 10}, {0}, {0}, {2019, 5, 31}, {0}, {2019, 6, 20}},
     {39, 28, 0, 0, 14, 0, 0}},
    {"Chelsea and Westminster 2014",
     {{2014, 10, 3}, {2014, 10, 20}, {0}, {0}, {2014, 11, 6}, {0}, {2014, 11, 27}},
     {39, 28, 0, 0, 15, 0, 0}},
    {"Mersey Care 2020",
     {{2020, 7, 30},
      {2020, 8, 17},
      {2020, 8, 18},
      {2020, 8, 20},
      {2020, 9, 3},
      {0},
      {2020, 9, 24}},
     {39, 27, 26, 24, 15, 0, 0}},
};

static void check_offset(size_t calendar, enum step step)
{
    struct day day = calendars[calendar].days[step];

    if (day.year != 0) {
        assert_int_equal(day_offset(day, calendars[calendar].days[STEP_CLOSE], NULL),
                         calendars[calendar].offsets[step]);
    }
}

static void test_the_golden_calendars_have_their_offsets(void **state)
{
    size_t i;
    int step;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(calendars); i++) {
        for (step = 0; step < STEPS; step++) {
            check_offset(i, (enum step)step);
        }
    }
}

/* The calendar as a timetable: noon, the close at 5 pm, the poll with its notice. */
static struct timetable timetable_of(size_t calendar)
{
    struct timetable timetable;
    int step;

    for (step = 0; step < STEPS; step++) {
        struct day day = calendars[calendar].days[step];

        timetable.at[step] = day.year == 0 ? 0 : at(day, step == STEP_CLOSE ? 17 : 12);
    }
    timetable.at[STEP_OPEN] = timetable.at[STEP_NOTICE_OF_POLL];
    return timetable;
}

static void test_a_right_calendar_has_no_breach(void **state)
{
    struct timetable timetable = timetable_of(0);
    struct breach breach;

    (void)state;
    assert_int_equal(timetable_check(&timetable, NULL, &breach, 1), 0);
    assert_true(timetable_is_ordered(&timetable));
}

static void test_mersey_care_is_caught(void **state)
{
    static const struct breach expected[] = {
        {STEP_NOTICE, BREACH_LATE, 40, 39},
        {STEP_NOMINATIONS_CLOSE, BREACH_LATE, 28, 27},
        {STEP_STATEMENT, BREACH_LATE, 27, 26},
        {STEP_WITHDRAWAL, BREACH_LATE, 25, 24},
    };
    struct timetable timetable = timetable_of(4);
    struct breach breaches[8];
    size_t i;

    (void)state;
    assert_int_equal(timetable_check(&timetable, NULL, breaches, 8),
                     ARRAY_SIZE(expected));
    for (i = 0; i < ARRAY_SIZE(expected); i++) {
        assert_int_equal(breaches[i].step, expected[i].step);
        assert_int_equal(breaches[i].kind, expected[i].kind);
        assert_int_equal(breaches[i].needed, expected[i].needed);
        assert_int_equal(breaches[i].found, expected[i].found);
    }
    assert_true(timetable_is_ordered(&timetable));
}

/* One thing changed in a right calendar gives exactly this breach first. */
static void check_breach(enum step step, int64_t moment, enum breach_kind kind)
{
    struct timetable timetable = timetable_of(0);
    struct breach breach = {0};

    timetable.at[step] = moment;
    assert_true(timetable_check(&timetable, NULL, &breach, 1) >= 1);
    assert_int_equal(breach.kind, kind);
}

static void test_each_breach_is_found(void **state)
{
    struct timetable timetable = timetable_of(0);

    (void)state;
    check_breach(STEP_CLOSE, timetable.at[STEP_CLOSE] + 60, BREACH_HOUR);
    check_breach(STEP_OPEN, timetable.at[STEP_OPEN] + 1, BREACH_MINUTE);
    check_breach(STEP_OPEN, timetable.at[STEP_NOTICE_OF_POLL] - 60, BREACH_ORDER);
    check_breach(STEP_STATEMENT, timetable.at[STEP_NOMINATIONS_CLOSE], BREACH_ORDER);
    check_breach(STEP_STATEMENT, timetable.at[STEP_WITHDRAWAL], BREACH_LATE);
    check_breach(STEP_WITHDRAWAL, timetable.at[STEP_STATEMENT], BREACH_ORDER);
    check_breach(STEP_NOTICE, at((struct day){2018, 1, 27}, 12), BREACH_HOLIDAY);
    check_breach(STEP_NOTICE, at((struct day){2009, 1, 27}, 12), BREACH_UNKNOWN);
}

static void test_seconds_and_order_bind_every_election(void **state)
{
    struct timetable timetable = timetable_of(0);

    (void)state;
    timetable.at[STEP_CLOSE] += 1;
    assert_false(timetable_is_ordered(&timetable));
    timetable.at[STEP_CLOSE] = timetable.at[STEP_OPEN];
    assert_false(timetable_is_ordered(&timetable));
    timetable.at[STEP_CLOSE] = timetable.at[STEP_OPEN] + 60;
    assert_true(timetable_is_ordered(&timetable));
}

static void test_more_breaches_than_room_are_counted(void **state)
{
    struct timetable timetable = {{0}};
    struct breach breach;

    (void)state;
    assert_true(timetable_check(&timetable, NULL, &breach, 1) > 6);
}

static void test_every_step_has_a_name_and_a_rule(void **state)
{
    int step;

    (void)state;
    for (step = 0; step < STEPS; step++) {
        assert_non_null(timetable_step_name((enum step)step));
        assert_non_null(timetable_step_rule((enum step)step));
        assert_non_null(timetable_step_words((enum step)step));
    }
    assert_int_equal(timetable_step_days(STEP_NOTICE), 40);
    assert_int_equal(timetable_step_days(STEP_CLOSE), 0);
    assert_string_equal(timetable_step_name(STEP_NOTICE_OF_POLL), "notice_of_poll");
}

static void test_the_latest_timetable_is_lawful_and_nothing_in_it_can_wait(void **state)
{
    int64_t close = at((struct day){2020, 9, 24}, 17);
    struct timetable timetable = {{0}};
    struct breach breach;
    int step;

    (void)state;
    assert_int_equal(timetable_latest(close, NULL, &timetable), 0);
    assert_int_equal(timetable_check(&timetable, NULL, &breach, 1), 0);
    for (step = STEP_NOTICE; step < STEP_OPEN; step++) {
        struct timetable later = timetable;

        later.at[step] += INT64_C(86400);
        assert_true(timetable_check(&later, NULL, &breach, 1) > 0);
    }
    assert_int_equal(day_of(timetable.at[STEP_NOTICE]).day, 29);
    assert_int_equal(
        timetable_latest(at((struct day){2050, 9, 23}, 17), NULL, &timetable),
        TIMETABLE_BEYOND);
}

/* Offsets are days, and hours are those on the wall: both changes of the clocks. */
static void test_a_calendar_over_a_change_of_clocks_keeps_its_hours(void **state)
{
    static const struct {
        struct day close;
        struct day notice;
        struct day notice_of_poll;
    } cases[] = {
        {{2026, 4, 16}, {2026, 2, 17}, {2026, 3, 24}},  /* forward on 29 March */
        {{2026, 11, 5}, {2026, 9, 10}, {2026, 10, 15}}, /* back on 25 October */
    };
    struct timetable timetable;
    struct breach breach;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(timetable_latest(at(cases[i].close, 17), NULL, &timetable), 0);
        assert_int_equal(timetable_check(&timetable, NULL, &breach, 1), 0);
        assert_int_equal(timetable.at[STEP_NOTICE], at(cases[i].notice, 9));
        assert_int_equal(timetable.at[STEP_NOTICE_OF_POLL],
                         at(cases[i].notice_of_poll, 9));
        /* An hour more by the clock of the day is after 5pm, whatever UTC says. */
        timetable.at[STEP_CLOSE] += 3600;
        assert_int_equal(timetable_check(&timetable, NULL, &breach, 1), 1);
        assert_int_equal(breach.kind, BREACH_HOUR);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_golden_calendars_have_their_offsets),
        cmocka_unit_test(test_a_right_calendar_has_no_breach),
        cmocka_unit_test(test_mersey_care_is_caught),
        cmocka_unit_test(test_each_breach_is_found),
        cmocka_unit_test(
            test_the_latest_timetable_is_lawful_and_nothing_in_it_can_wait),
        cmocka_unit_test(test_seconds_and_order_bind_every_election),
        cmocka_unit_test(test_more_breaches_than_room_are_counted),
        cmocka_unit_test(test_a_calendar_over_a_change_of_clocks_keeps_its_hours),
        cmocka_unit_test(test_every_step_has_a_name_and_a_rule),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
