// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/hole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static void test_five_symbols_are_escaped(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    assert_int_equal(hole_text(&out, "a<b>&\"c'", "x", 1), 0);
    assert_string_equal(buf_text(&out), "a&lt;b&gt;&amp;&quot;c&#39;");
    buf_reset(&out);
    assert_int_equal(hole_text(&out, "", "x", 1), 0);
    assert_string_equal(buf_text(&out), "");
    buf_deinit(&out);
}

static void test_counts_are_grouped_and_numbers_are_not(void **state)
{
    static const struct {
        uint64_t value;
        const char *count;
        const char *number;
    } cases[] = {
        {0, "0", "0"},
        {999, "999", "999"},
        {1000, "1,000", "1000"},
        {1234567, "1,234,567", "1234567"},
        {UINT64_MAX, "18,446,744,073,709,551,615", "18446744073709551615"},
    };
    struct buf out;
    size_t i;

    (void)state;
    buf_init(&out, 100);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        buf_reset(&out);
        assert_int_equal(hole_count(&out, cases[i].value, "x", 1), 0);
        assert_string_equal(buf_text(&out), cases[i].count);
        buf_reset(&out);
        assert_int_equal(hole_number(&out, cases[i].value, "x", 1), 0);
        assert_string_equal(buf_text(&out), cases[i].number);
    }
    buf_deinit(&out);
}

static void test_times_are_those_of_the_uk(void **state)
{
    static const struct {
        int64_t value;
        const char *time;
    } cases[] = {
        {1781798400, "5pm on Thursday 18 June 2026"},
        {1781798460, "5:01pm on Thursday 18 June 2026"},
        {1767225600, "midnight on Thursday 1 January 2026"},
        {1767268800, "midday on Thursday 1 January 2026"},
        {1767226140, "12:09am on Thursday 1 January 2026"},
    };
    struct buf out;
    size_t i;

    (void)state;
    buf_init(&out, 100);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        buf_reset(&out);
        assert_int_equal(hole_time(&out, cases[i].value, "x", 1), 0);
        assert_string_equal(buf_text(&out), cases[i].time);
    }
    buf_reset(&out);
    assert_int_equal(hole_day(&out, 1781798400, "x", 1), 0);
    assert_string_equal(buf_text(&out), "Thursday 18 June 2026");
    buf_deinit(&out);
}

static void test_what_is_missing_is_a_fault(void **state)
{
    struct buf out;

    (void)state;
    log_silence();
    buf_init(&out, 3);
    assert_int_equal(hole_text(&out, NULL, "x", 1), FAULT_BUG);
    assert_int_equal(hole_time(&out, 0, "x", 1), FAULT_BUG);
    assert_int_equal(hole_day(&out, 0, "x", 1), FAULT_BUG);
    assert_int_equal(hole_list(NULL, 1, "x", 1), FAULT_BUG);
    assert_int_equal(hole_list(NULL, 0, "x", 1), 0);
    assert_int_equal(hole_part(NULL, "x", 1), FAULT_BUG);
    assert_int_equal(hole_end(&out, "x"), 0);
    assert_int_equal(hole_text(&out, "long", "x", 1), 0);
    assert_int_equal(hole_end(&out, "x"), FAULT_BUG);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_symbols_are_escaped),
        cmocka_unit_test(test_counts_are_grouped_and_numbers_are_not),
        cmocka_unit_test(test_times_are_those_of_the_uk),
        cmocka_unit_test(test_what_is_missing_is_a_fault),
    };

    if (setenv("TZ", "Europe/London", 1) != 0) {
        return 1;
    }
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
