// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/holidays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_a_day_is_read_with_its_name_or_without(void **state)
{
    struct holidays holidays = {.count = 0};

    (void)state;
    assert_int_equal(holidays_add(&holidays, span_of_text(" 2027-05-10 ")), 0);
    assert_int_equal(holidays_add(&holidays, span_of_text("2028-02-29  Jubilee")), 0);
    assert_int_equal(holidays.count, 2);
    assert_string_equal(holidays_find(&holidays, (struct day){2027, 5, 10}),
                        "proclaimed later");
    assert_string_equal(holidays_find(&holidays, (struct day){2028, 2, 29}),
                        "Jubilee, proclaimed later");
    assert_null(holidays_find(&holidays, (struct day){2027, 5, 11}));
    assert_null(holidays_find(NULL, (struct day){2027, 5, 10}));
}

static void test_what_is_no_day_is_refused(void **state)
{
    static const char *const bad[] = {"",
                                      "2027",
                                      "10 May 2027",
                                      "2027-5-10",
                                      "2027/05/10",
                                      "2027-00-10",
                                      "2027-13-10",
                                      "2027-05-00",
                                      "2027-05-32",
                                      "2027-02-29",
                                      "2009-12-31",
                                      "2041-01-01",
                                      "2027-05-1x",
                                      "2027-05-10Jubilee",
                                      "2027-05-10 a\nb"};
    char lengthy[100] = "2027-05-10 ";
    struct holidays holidays = {.count = 0};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(holidays_add(&holidays, span_of_text(bad[i])),
                         HOLIDAYS_UNREADABLE);
    }
    memset(lengthy + 11, 'a', 61);
    assert_int_equal(holidays_add(&holidays, span_of_text(lengthy)),
                     HOLIDAYS_UNREADABLE);
    assert_int_equal(holidays.count, 0);
}

static void test_a_list_is_read_as_a_whole_or_not(void **state)
{
    static const char two[] = "2027-05-10 Jubilee , 2027-05-11";
    struct holidays holidays = {.count = 0};
    size_t i;

    (void)state;
    assert_int_equal(holidays_add_all(&holidays, span_of_text("")), 0);
    assert_int_equal(holidays_add_all(&holidays, span_of_text(two)), 0);
    assert_int_equal(holidays.count, 2);
    assert_int_equal(holidays_add_all(&holidays, span_of_text("2027-05-12, tomorrow")),
                     HOLIDAYS_UNREADABLE);
    assert_int_equal(holidays.count, 2);
    for (i = 2; i < HOLIDAYS_MAX; i++) {
        assert_int_equal(holidays_add(&holidays, span_of_text("2027-05-12")), 0);
    }
    assert_int_equal(holidays_add(&holidays, span_of_text("2027-05-12")),
                     HOLIDAYS_FULL);
}

static void test_a_day_proclaimed_later_is_no_working_day(void **state)
{
    const struct day monday = {2027, 5, 10};
    const struct day tuesday = {2027, 5, 11};
    struct holidays holidays = {.count = 0};
    struct day before;

    (void)state;
    assert_true(day_is_working(monday, &holidays));
    assert_int_equal(holidays_add(&holidays, span_of_text("2027-05-10")), 0);
    assert_false(day_is_working(monday, &holidays));
    assert_string_equal(day_holiday(monday, &holidays), "proclaimed later");
    assert_int_equal(day_offset(monday, tuesday, NULL), 1);
    assert_int_equal(day_offset(monday, tuesday, &holidays), 0);
    before = day_working_before(tuesday, 1, &holidays);
    assert_int_equal(before.day, 7);
    assert_int_equal(day_working_from(monday, &holidays).day, tuesday.day);
    assert_int_equal(day_working_after(before, 1, &holidays).day, tuesday.day);
    /* What recurs keeps its name. */
    assert_int_equal(holidays_add(&holidays, span_of_text("2027-12-27 Late")), 0);
    assert_string_equal(day_holiday((struct day){2027, 12, 27}, &holidays),
                        "Christmas Day, substitute");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_is_read_with_its_name_or_without),
        cmocka_unit_test(test_what_is_no_day_is_refused),
        cmocka_unit_test(test_a_list_is_read_as_a_whole_or_not),
        cmocka_unit_test(test_a_day_proclaimed_later_is_no_working_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
