// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct values {
    char host[8];
    int64_t port;
    bool is_proxied;
};

static const struct setting table[] = {
    {"host",
     SETTING_TEXT,
     offsetof(struct values, host),
     8,
     0,
     0,
     "Where to listen.\nAn address."},
    {"port", SETTING_NUMBER, offsetof(struct values, port), 0, 1, 65535, "The port."},
    {"behind_proxy",
     SETTING_FLAG,
     offsetof(struct values, is_proxied),
     0,
     0,
     0,
     "Whether a proxy stands before it."},
};

static const struct settings settings = {table, ARRAY_SIZE(table)};
static struct settings_complaint why;

static int parse(const char *text, struct values *out)
{
    return settings_parse(&settings, span_of_text(text), out, &why);
}

static void test_settings_are_read_and_others_kept(void **state)
{
    struct values values = {"old", 8080, false};

    (void)state;
    assert_int_equal(parse("# a comment\n\n  port = 80  \nbehind_proxy=yes", &values),
                     0);
    assert_string_equal(values.host, "old");
    assert_int_equal(values.port, 80);
    assert_true(values.is_proxied);
    assert_int_equal(parse("host = a = b\nbehind_proxy = no\n", &values), 0);
    assert_string_equal(values.host, "a = b");
    assert_false(values.is_proxied);
    assert_int_equal(parse("", &values), 0);
}

static void test_each_wrong_line_is_refused_with_its_number(void **state)
{
    static const struct {
        const char *text;
        const char *complaint;
    } cases[] = {
        {"\nprot = 1\n", "line 2: not a setting known here"},
        {"port = 1\n# x\nport = 1\n", "line 3: this setting has been given before"},
        {"port\n", "line 1: not of the form name = value"},
        {"port = 0\n", "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"port = 65536\n", "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"port = 080\n", "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"port = -1\n", "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"port = 9999999999999999999\n",
         "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"port =\n", "line 1: \"port\" wants a whole number from 1 to 65535"},
        {"host =\n", "line 1: \"host\" wants a text of at most 7 bytes"},
        {"host = 12345678\n", "line 1: \"host\" wants a text of at most 7 bytes"},
        {"host = \xff\n", "line 1: \"host\" wants a text of at most 7 bytes"},
        {"behind_proxy = true\n", "line 1: \"behind_proxy\" wants yes or no"},
        {"= 1\n", "line 1: not a setting known here"},
    };
    struct values values = {"", 0, false};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(parse(cases[i].text, &values), SETTINGS_REFUSED);
        assert_string_equal(why.text, cases[i].complaint);
    }
}

static void test_a_file_is_written_explained_and_reads_back(void **state)
{
    struct values values = {"::1", 8080, true};
    struct values again = {"", 0, false};
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    settings_write(&settings, &values, &out);
    assert_string_equal(buf_text(&out),
                        "# Where to listen.\n# An address.\nhost = ::1\n\n# The port.\n"
                        "port = 8080\n\n# Whether a proxy stands before it.\n"
                        "behind_proxy = yes\n");
    assert_int_equal(settings_parse(&settings, buf_span(&out), &again, &why), 0);
    assert_string_equal(again.host, "::1");
    buf_reset(&out);
    values.host[0] = 0;
    settings_write(&settings, &values, &out);
    assert_non_null(strstr(buf_text(&out), "\n# host = \n"));
    assert_int_equal(settings_parse(&settings, buf_span(&out), &again, &why), 0);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_are_read_and_others_kept),
        cmocka_unit_test(test_each_wrong_line_is_refused_with_its_number),
        cmocka_unit_test(test_a_file_is_written_explained_and_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
