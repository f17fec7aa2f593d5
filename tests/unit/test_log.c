// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capture.h"

static void say_two(void)
{
    log_say(LOG_ENTRY, LOG_NUMBER("type", 3), LOG_NUMBER("index", -7));
    log_say(LOG_PHASE, LOG_WORD("phase", "poll"));
}

static void test_an_event_is_one_line_of_its_fields(void **state)
{
    char text[200];

    (void)state;
    capture(say_two, text, sizeof(text));
    assert_string_equal(text, "entry type=3 index=-7\nphase phase=poll\n");
}

static void say_every(void)
{
    int event;

    for (event = 0; event < LOG_EVENTS; event++) {
        log_say((enum log_event)event, LOG_NUMBER("n", event));
    }
}

static void test_every_event_has_a_name(void **state)
{
    char text[400];
    const char *at = text;
    int lines = 0;

    (void)state;
    capture(say_every, text, sizeof(text));
    for (; (at = strchr(at, '\n')) != NULL; at++) {
        lines++;
    }
    assert_int_equal(lines, LOG_EVENTS);
    assert_null(strstr(text, "null"));
}

static void say_much(void)
{
    static char word[600];

    memset(word, 'x', sizeof(word) - 1);
    log_say(LOG_LIMIT, LOG_WORD("which", word), LOG_NUMBER("n", 1));
}

static void test_a_line_too_long_is_cut_and_still_a_line(void **state)
{
    char text[1000];

    (void)state;
    capture(say_much, text, sizeof(text));
    assert_true(strlen(text) < 600);
    assert_int_equal(text[strlen(text) - 1], '\n');
    assert_memory_equal(text, "limit", 5);
}

static void test_silence_is_kept(void **state)
{
    char text[100];

    (void)state;
    log_silence();
    capture(say_two, text, sizeof(text));
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_event_is_one_line_of_its_fields),
        cmocka_unit_test(test_every_event_has_a_name),
        cmocka_unit_test(test_a_line_too_long_is_cut_and_still_a_line),
        cmocka_unit_test(test_silence_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
