// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/log.h"
#include "scratch.h"

static struct scratch scratch;

static int set_up(void **state)
{
    (void)state;
    log_silence();
    return scratch_make(&scratch);
}

static int tear_down(void **state)
{
    (void)state;
    return scratch_remove(&scratch);
}

static const char *path(void)
{
    return scratch_path(&scratch, "clock");
}

static void set(const char *text)
{
    assert_int_equal(file_replace(path(), span_of_text(text), 0600), 0);
}

static void test_the_system_clock_is_the_systems(void **state)
{
    struct clock *clock = NULL;
    int64_t before = (int64_t)time(NULL);
    int64_t now;

    (void)state;
    assert_int_equal(clock_new_system(&clock), 0);
    now = clock_now(clock);
    assert_in_range(now, before, time(NULL));
    clock_free(clock);
}

static void test_a_file_clock_says_what_the_file_says_now(void **state)
{
    struct clock *clock = NULL;

    (void)state;
    set("1970-01-01T00:01:00Z\n");
    assert_int_equal(clock_new_file(path(), &clock), 0);
    assert_int_equal(clock_now(clock), 60);
    set("1970-01-01T00:02:00Z");
    assert_int_equal(clock_now(clock), 120);
    set("half a ti");
    assert_int_equal(clock_now(clock), 120);
    assert_int_equal(remove(path()), 0);
    assert_int_equal(clock_now(clock), 120);
    set("1970-01-01T00:03:00Z\n");
    assert_int_equal(clock_now(clock), 180);
    clock_free(clock);
}

static void test_a_clock_that_is_put_back_stands_still_until_then(void **state)
{
    struct clock *clock = NULL;

    (void)state;
    set("1970-01-01T02:00:00Z\n");
    assert_int_equal(clock_new_file(path(), &clock), 0);
    set("1970-01-01T01:00:00Z\n");
    assert_int_equal(clock_now(clock), 7200);
    set("1970-01-01T01:59:59Z\n");
    assert_int_equal(clock_now(clock), 7200);
    set("1970-01-01T02:00:01Z\n");
    assert_int_equal(clock_now(clock), 7201);
    clock_hold(clock, 7000);
    assert_int_equal(clock_now(clock), 7201);
    clock_hold(clock, 7300);
    assert_int_equal(clock_now(clock), 7300);
    clock_free(clock);
}

static void test_a_file_without_a_time_is_refused(void **state)
{
    struct clock *clock = NULL;

    (void)state;
    assert_int_equal(clock_new_file(path(), &clock), CLOCK_ABSENT);
    set("yesterday");
    assert_int_equal(clock_new_file(path(), &clock), CLOCK_MALFORMED);
    set("1970-01-01T00:01:00Z\n\n");
    assert_int_equal(clock_new_file(path(), &clock), CLOCK_MALFORMED);
    set("1970-01-01T00:01:00Z and a text that is longer than any time could ever be");
    assert_int_equal(clock_new_file(path(), &clock), CLOCK_MALFORMED);
    set("");
    assert_int_equal(clock_new_file(path(), &clock), CLOCK_MALFORMED);
    assert_null(clock);
    clock_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_the_system_clock_is_the_systems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_file_clock_says_what_the_file_says_now, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_clock_that_is_put_back_stands_still_until_then, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_file_without_a_time_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
