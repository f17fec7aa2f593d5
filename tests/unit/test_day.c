// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/moment.h"

static void test_weekends_are_not_working_days(void **state)
{
    (void)state;
    assert_true(day_is_working((struct day){2026, 11, 20}, NULL));
    assert_false(day_is_working((struct day){2026, 11, 21}, NULL));
    assert_false(day_is_working((struct day){2026, 11, 22}, NULL));
    assert_true(day_is_working((struct day){2026, 11, 23}, NULL));
    assert_true(day_is_working((struct day){2012, 2, 29}, NULL));
}

static void test_days_once_proclaimed_and_moved_are_known(void **state)
{
    static const struct {
        struct day day;
        bool is_working;
    } cases[] = {
        {{2011, 4, 29}, false},
        {{2012, 6, 4}, false},
        {{2012, 6, 5}, false},
        {{2012, 5, 28}, true}, /* the last Monday of May, moved away */
        {{2020, 5, 8}, false},
        {{2020, 5, 4}, true},
        {{2022, 6, 2}, false},
        {{2022, 6, 3}, false},
        {{2022, 5, 30}, true},
        {{2022, 9, 19}, false},
        {{2023, 5, 8}, false},
        {{2020, 8, 31}, false},
        {{2021, 12, 27}, false}, /* for Saturday 25 */
        {{2021, 12, 28}, false}, /* for Sunday 26 */
        {{2022, 12, 27}, false}, /* for Sunday 25 */
        {{2020, 12, 28}, false}, /* for Saturday 26 */
        {{2022, 1, 3}, false},   /* for Saturday 1 */
        {{2026, 12, 24}, true},  /* Christmas Eve counts */
        {{2026, 4, 3}, false},   /* Good Friday */
        {{2026, 4, 6}, false},   /* Easter Monday */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(day_is_working(cases[i].day, NULL), cases[i].is_working);
    }
}

static void test_what_is_due_within_days_is_counted_onwards(void **state)
{
    struct day day = {2026, 12, 22};
    struct day later = day_working_after(day, 3, NULL);

    (void)state;
    /* 23 and 24 December, then Christmas, the Saturday, its Monday: the 29th. */
    assert_int_equal(later.day, 29);
    assert_int_equal(later.month, 12);
    assert_int_equal(day_offset((struct day){2026, 12, 23}, later, NULL), 2);
    later = day_later(day, 21);
    assert_int_equal(later.year, 2027);
    assert_int_equal(later.month, 1);
    assert_int_equal(later.day, 12);
    later = day_of(day_midday(day));
    assert_int_equal(later.day, 22);
    assert_int_equal(day_midday((struct day){1970, 1, 2}), 86400 + 43200);
}

/* Easter Sunday by the anonymous Gregorian method, as March days (32 = 1 April). */
static int easter(int year)
{
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;

    return h + l - 7 * m + 22;
}

static struct day march(int day)
{
    return day > 31 ? (struct day){0, 4, day - 31} : (struct day){0, 3, day};
}

/* Days of the year that are no Saturday or Sunday. */
static int weekdays_in(int year)
{
    struct civil civil = {.year = year, .month = 1, .day = 1};
    int64_t moment;
    int count = 0;

    assert_int_equal(moment_of_civil(&civil, &moment), 0);
    for (; moment_civil(moment).year == year; moment += 86400) {
        count += moment_civil(moment).weekday % 6 != 0 ? 1 : 0;
    }
    return count;
}

/* Eight, and the one-offs. */
static int holidays_in(int year)
{
    return 8 + (year == 2022 ? 2 : year == 2011 || year == 2012 || year == 2023);
}

static void test_the_table_holds_every_easter_and_eight_days_a_year(void **state)
{
    int year;

    (void)state;
    for (year = 2010; year <= 2040; year++) {
        struct day friday = march(easter(year) - 2);
        struct day monday = march(easter(year) + 1);
        int working =
            day_offset((struct day){year, 1, 1}, (struct day){year + 1, 1, 1}, NULL);

        friday.year = year;
        monday.year = year;
        assert_false(day_is_working(friday, NULL));
        assert_false(day_is_working(monday, NULL));
        assert_int_equal(weekdays_in(year) - working, holidays_in(year));
    }
}

static void test_every_holiday_has_the_name_it_goes_by(void **state)
{
    static const struct {
        struct day day;
        const char *name;
    } cases[] = {
        {{2020, 8, 31}, "summer bank holiday"},
        {{2010, 12, 27}, "Christmas Day, substitute"},
        {{2010, 12, 28}, "Boxing Day, substitute"},
        {{2022, 12, 26}, "Boxing Day"},
        {{2022, 12, 27}, "Christmas Day, substitute"},
        {{2020, 12, 25}, "Christmas Day"},
        {{2020, 12, 28}, "Boxing Day, substitute"},
        {{2022, 1, 3}, "New Year’s Day, substitute"},
        {{2021, 1, 1}, "New Year’s Day"},
        {{2016, 3, 25}, "Good Friday"},
        {{2016, 3, 28}, "Easter Monday"},
        {{2011, 4, 29}, "royal wedding"},
        {{2011, 5, 2}, "early May bank holiday"},
        {{2020, 5, 8}, "early May bank holiday, moved to VE Day"},
        {{2023, 5, 1}, "early May bank holiday"},
        {{2023, 5, 8}, "coronation of King Charles III"},
        {{2023, 5, 29}, "spring bank holiday"},
        {{2012, 6, 4}, "spring bank holiday, moved"},
        {{2012, 6, 5}, "Diamond Jubilee"},
        {{2022, 9, 19}, "state funeral of Queen Elizabeth II"},
        {{2022, 9, 20}, NULL},
        {{2026, 11, 21}, NULL}, /* a Saturday has no name */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *name = day_holiday(cases[i].day, NULL);

        if (cases[i].name == NULL) {
            assert_null(name);
        } else {
            assert_non_null(name);
            assert_string_equal(name, cases[i].name);
        }
    }
    assert_true(day_is_weekend((struct day){2026, 11, 21}));
    assert_false(day_is_weekend((struct day){2026, 11, 23}));
    assert_int_equal(day_next((struct day){2027, 12, 31}).year, 2028);
    assert_true(day_is_before((struct day){2027, 12, 31}, (struct day){2028, 1, 1}));
    assert_false(day_is_before((struct day){2028, 1, 1}, (struct day){2028, 1, 1}));
}

static void test_the_offset_counts_from_the_day_up_to_the_close(void **state)
{
    (void)state;
    assert_int_equal(
        day_offset((struct day){2026, 11, 20}, (struct day){2026, 11, 23}, NULL), 1);
    assert_int_equal(
        day_offset((struct day){2026, 11, 21}, (struct day){2026, 11, 23}, NULL), 0);
    assert_int_equal(
        day_offset((struct day){2026, 11, 23}, (struct day){2026, 11, 23}, NULL), 0);
    assert_int_equal(
        day_offset((struct day){2026, 11, 24}, (struct day){2026, 11, 23}, NULL), 0);
    assert_int_equal(
        day_offset((struct day){2019, 12, 31}, (struct day){2020, 3, 2}, NULL), 43);
}

static void test_a_day_is_that_of_the_uk(void **state)
{
    struct day day = day_of(1781823600); /* 2026-06-18T23:00:00Z */

    (void)state;
    assert_int_equal(day.day, 19);
    assert_int_equal(day.month, 6);
    assert_int_equal(day.year, 2026);
}

static void test_years_beyond_the_table_are_not_known(void **state)
{
    (void)state;
    assert_false(day_is_known((struct day){2009, 12, 31}));
    assert_true(day_is_known((struct day){DAY_FIRST_YEAR, 1, 1}));
    assert_true(day_is_known((struct day){DAY_LAST_YEAR, 12, 31}));
    assert_false(day_is_known((struct day){2041, 1, 1}));
}

static void test_a_working_day_is_found_by_its_offset(void **state)
{
    struct day close = {2020, 9, 24};
    struct day day;
    int count;

    (void)state;
    for (count = 1; count <= 45; count++) {
        day = day_working_before(close, count, NULL);
        assert_true(day_is_working(day, NULL));
        assert_int_equal(day_offset(day, close, NULL), count);
    }
    day = day_working_from((struct day){2026, 12, 25}, NULL);
    assert_int_equal(day.day, 29);
    day = day_working_from((struct day){2026, 12, 29}, NULL);
    assert_int_equal(day.day, 29);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weekends_are_not_working_days),
        cmocka_unit_test(test_days_once_proclaimed_and_moved_are_known),
        cmocka_unit_test(test_what_is_due_within_days_is_counted_onwards),
        cmocka_unit_test(test_the_table_holds_every_easter_and_eight_days_a_year),
        cmocka_unit_test(test_every_holiday_has_the_name_it_goes_by),
        cmocka_unit_test(test_the_offset_counts_from_the_day_up_to_the_close),
        cmocka_unit_test(test_a_day_is_that_of_the_uk),
        cmocka_unit_test(test_a_working_day_is_found_by_its_offset),
        cmocka_unit_test(test_years_beyond_the_table_are_not_known),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
