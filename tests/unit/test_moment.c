// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int64_t moment_at(const char *text)
{
    int64_t moment = 0;

    assert_int_equal(moment_parse(span_of_text(text), &moment), 0);
    return moment;
}

static void test_a_moment_is_read_and_written_the_same(void **state)
{
    static const struct {
        const char *text;
        int64_t moment;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2000-02-29T12:30:45Z", 951827445},
        {"2026-06-18T16:00:00Z", 1781798400},
        {"2038-01-19T03:14:08Z", 2147483648},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    char text[MOMENT_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(moment_at(cases[i].text), cases[i].moment);
        moment_write(cases[i].moment, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_other_forms_of_a_moment_are_refused(void **state)
{
    static const struct {
        const char *text;
        int refusal;
    } cases[] = {
        {"", MOMENT_MALFORMED},
        {"2026-06-18T16:00:00", MOMENT_MALFORMED},
        {"2026-06-18T16:00:00z", MOMENT_MALFORMED},
        {"2026-06-18t16:00:00Z", MOMENT_MALFORMED},
        {"2026-06-18T16:00:00+00:00", MOMENT_MALFORMED},
        {"2026-06-18T16:00:00Z ", MOMENT_MALFORMED},
        {"2026-06-18T16:00:00.0Z", MOMENT_MALFORMED},
        {"2026-06-18 16:00:00Z", MOMENT_MALFORMED},
        {"2026-6-18T16:00:00Z", MOMENT_MALFORMED},
        {"+026-06-18T16:00:00Z", MOMENT_MALFORMED},
        {"1969-12-31T23:59:59Z", MOMENT_NO_SUCH},
        {"2026-02-29T16:00:00Z", MOMENT_NO_SUCH},
        {"1900-02-29T16:00:00Z", MOMENT_NO_SUCH},
        {"2026-13-01T16:00:00Z", MOMENT_NO_SUCH},
        {"2026-00-01T16:00:00Z", MOMENT_NO_SUCH},
        {"2026-06-00T16:00:00Z", MOMENT_NO_SUCH},
        {"2026-06-18T24:00:00Z", MOMENT_NO_SUCH},
        {"2026-06-18T16:60:00Z", MOMENT_NO_SUCH},
        {"2026-06-18T16:00:60Z", MOMENT_NO_SUCH},
    };
    int64_t moment = 7;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(moment_parse(span_of_text(cases[i].text), &moment),
                         cases[i].refusal);
    }
    assert_int_equal(moment, 7);
}

static void test_people_read_uk_time(void **state)
{
    static const struct {
        const char *moment;
        const char *text;
    } cases[] = {
        {"2026-06-18T16:00:00Z", "5pm on Thursday 18 June 2026"},
        {"2026-01-05T17:30:00Z", "5:30pm on Monday 5 January 2026"},
        {"2026-06-18T11:00:00Z", "midday on Thursday 18 June 2026"},
        {"2026-06-17T23:00:00Z", "midnight on Thursday 18 June 2026"},
        {"2026-09-30T22:59:00Z", "11:59pm on Wednesday 30 September 2026"},
        {"2026-12-01T00:05:00Z", "12:05am on Tuesday 1 December 2026"},
        /* The hour that comes twice, and its neighbours. */
        {"2026-10-24T23:59:00Z", "12:59am on Sunday 25 October 2026"},
        {"2026-10-25T00:30:00Z", "1:30am summer time on Sunday 25 October 2026"},
        {"2026-10-25T01:30:00Z", "1:30am winter time on Sunday 25 October 2026"},
        {"2026-10-25T02:00:00Z", "2am on Sunday 25 October 2026"},
        {"2026-03-29T00:59:00Z", "12:59am on Sunday 29 March 2026"},
        {"2026-03-29T01:00:00Z", "2am on Sunday 29 March 2026"},
    };
    char text[MOMENT_PEOPLE_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        moment_people(moment_at(cases[i].moment), text);
        assert_string_equal(text, cases[i].text);
    }
    moment_day(moment_at("2026-06-17T23:00:00Z"), text);
    assert_string_equal(text, "Thursday 18 June 2026");
}

static void test_a_moment_near_is_said_by_its_day(void **state)
{
    static const struct {
        const char *moment;
        const char *now;
        const char *text;
    } cases[] = {
        {"2026-06-18T16:00:00Z", "2026-06-17T23:00:00Z", "today, 5pm"},
        {"2026-06-18T16:00:00Z", "2026-06-17T22:59:00Z", "tomorrow, 5pm"},
        {"2026-06-18T16:00:00Z", "2026-06-18T23:00:00Z", "yesterday, 5pm"},
        {"2026-06-18T16:00:00Z",
         "2026-06-16T12:00:00Z",
         "5pm on Thursday 18 June 2026"},
        {"2026-03-30T00:30:00Z", "2026-03-29T00:30:00Z", "tomorrow, 1:30am"},
        {"2026-10-25T23:59:00Z", "2026-10-24T23:00:00Z", "today, 11:59pm"},
        {"2027-01-01T12:00:00Z", "2026-12-31T23:59:00Z", "tomorrow, midday"},
    };
    char text[MOMENT_PEOPLE_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        moment_near(moment_at(cases[i].moment), moment_at(cases[i].now), text);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(
            moment_is_same_day(moment_at(cases[i].moment), moment_at(cases[i].now)),
            text[2] == 'd');
    }
}

static void test_a_day_ends_in_its_last_minute_by_the_uks_clocks(void **state)
{
    (void)state;
    assert_int_equal(moment_day_end(moment_at("2026-06-18T08:00:00Z")),
                     moment_at("2026-06-18T22:59:00Z"));
    assert_int_equal(moment_day_end(moment_at("2026-06-18T22:59:00Z")),
                     moment_at("2026-06-18T22:59:00Z"));
    assert_int_equal(moment_day_end(moment_at("2026-10-25T00:30:00Z")),
                     moment_at("2026-10-25T23:59:00Z"));
}

static void check_typed(const char *typed, const char *expected)
{
    char again[MOMENT_PEOPLE_SIZE];
    int64_t moment;

    assert_int_equal(moment_parse_people(span_of_text(typed), &moment), 0);
    assert_int_equal(moment, moment_at(expected));
    moment_typed(moment, again);
    assert_int_equal(moment_parse_people(span_of_text(again), &moment), 0);
    assert_int_equal(moment, moment_at(expected));
}

static void test_people_type_uk_time(void **state)
{
    static const char *const bad[] = {
        "18 June 2026",
        "18 Junius 2026 17:00",
        "18 June 2026 5pm",
        "31 June 2026 17:00",
        "29 March 2026 01:30", /* the clocks go forward over it */
        "18 June 2026 17:00 ",
        "18 June 2026 9:5",
        "18 June 2026 :30",
    };
    int64_t moment;
    size_t i;

    (void)state;
    check_typed("18 June 2026 17:00", "2026-06-18T16:00:00Z");
    check_typed("2026-01-05 17:00", "2026-01-05T17:00:00Z");
    check_typed("2026-06-18T17:00", "2026-06-18T16:00:00Z");
    check_typed("5 January 2026 00:00", "2026-01-05T00:00:00Z");
    check_typed("25 October 2026 01:30", "2026-10-25T00:30:00Z"); /* the first of two */
    check_typed("25 October 2026 02:00", "2026-10-25T02:00:00Z");
    check_typed("5 June 2026 9:30", "2026-06-05T08:30:00Z");
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_true(moment_parse_people(span_of_text(bad[i]), &moment) > 0);
    }
}

static void
test_an_hour_that_clocks_leave_out_is_no_time_and_neighbours_are(void **state)
{
    int64_t moment;

    (void)state;
    check_typed("28 March 2027 00:59", "2027-03-28T00:59:00Z");
    check_typed("28 March 2027 02:00", "2027-03-28T01:00:00Z");
    assert_int_equal(moment_parse_people(span_of_text("28 March 2027 01:00"), &moment),
                     MOMENT_NO_SUCH);
    assert_int_equal(moment_parse_people(span_of_text("28 March 2027 01:59"), &moment),
                     MOMENT_NO_SUCH);
}

static void test_the_clocks_change_at_one_in_the_morning_utc(void **state)
{
    (void)state;
    assert_int_equal(moment_civil(moment_at("2026-03-29T00:59:00Z")).hour, 0);
    assert_int_equal(moment_civil(moment_at("2026-03-29T01:00:00Z")).hour, 2);
    assert_int_equal(moment_civil(moment_at("2026-10-25T00:59:00Z")).hour, 1);
    assert_int_equal(moment_civil(moment_at("2026-10-25T01:00:00Z")).hour, 1);
    assert_int_equal(moment_civil(moment_at("2026-10-25T02:00:00Z")).hour, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_ends_in_its_last_minute_by_the_uks_clocks),
        cmocka_unit_test(test_a_moment_is_read_and_written_the_same),
        cmocka_unit_test(test_other_forms_of_a_moment_are_refused),
        cmocka_unit_test(test_people_read_uk_time),
        cmocka_unit_test(test_a_moment_near_is_said_by_its_day),
        cmocka_unit_test(test_people_type_uk_time),
        cmocka_unit_test(
            test_an_hour_that_clocks_leave_out_is_no_time_and_neighbours_are),
        cmocka_unit_test(test_the_clocks_change_at_one_in_the_morning_utc),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
