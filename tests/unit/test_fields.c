// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_what_a_browser_sends_is_read_back(void **state)
{
    static const char body[] =
        "name=Ann+O%27Neill&text=a%26b%3Dc%0D%0A%C3%A9&empty=&a_b-1=*-._";
    struct fields fields;

    (void)state;
    assert_int_equal(fields_parse(span_of_text(body), &fields), 0);
    assert_int_equal(fields.count, 4);
    assert_true(span_is_equal(fields_value(&fields, "name"), span_of_text("Ann O'Neill")));
    assert_true(
        span_is_equal(fields_value(&fields, "text"), span_of_text("a&b=c\r\n\xc3\xa9")));
    assert_true(fields_has(&fields, "empty"));
    assert_int_equal(fields_value(&fields, "empty").size, 0);
    assert_true(span_is_equal(fields_value(&fields, "a_b-1"), span_of_text("*-._")));
    assert_false(fields_has(&fields, "none"));
    assert_int_equal(fields_value(&fields, "none").size, 0);
    fields_deinit(&fields);
}

static void test_no_body_is_a_form_without_fields(void **state)
{
    struct fields fields;

    (void)state;
    assert_int_equal(fields_parse(span_of_text(""), &fields), 0);
    assert_int_equal(fields.count, 0);
    fields_deinit(&fields);
}

static void test_what_no_browser_sends_is_refused(void **state)
{
    static const struct {
        const char *body;
        int refusal;
    } cases[] = {
        {"a=1&a=2", FIELDS_TWICE},
        {"a", FIELDS_MALFORMED},
        {"=1", FIELDS_MALFORMED},
        {"a=1&", FIELDS_MALFORMED},
        {"&a=1", FIELDS_MALFORMED},
        {"a=1&&b=2", FIELDS_MALFORMED},
        {"a=%", FIELDS_MALFORMED},
        {"a=%4", FIELDS_MALFORMED},
        {"a=%4g", FIELDS_MALFORMED},
        {"a=%00", FIELDS_MALFORMED},
        {"a=1 2", FIELDS_MALFORMED},
        {"a=b=c", FIELDS_MALFORMED},
        {"a=\xc3", FIELDS_MALFORMED},
        {"a%20b=1", FIELDS_MALFORMED},
        {"a=<b>", FIELDS_MALFORMED},
        {"a=1\n", FIELDS_MALFORMED},
        {"a;b=1", FIELDS_MALFORMED},
        {"a=1;b=2", FIELDS_MALFORMED},
    };
    struct fields fields;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(fields_parse(span_of_text(cases[i].body), &fields),
                         cases[i].refusal);
        fields_deinit(&fields);
    }
}

static void test_more_fields_than_any_form_has_are_refused(void **state)
{
    struct fields fields;
    struct buf body;
    int i;

    (void)state;
    buf_init(&body, FIELDS_BODY_MAX);
    for (i = 0; i <= FIELDS_MAX; i++) {
        buf_printf(&body, "%sf%d=x", i > 0 ? "&" : "", i);
    }
    assert_int_equal(fields_parse(buf_span(&body), &fields), FIELDS_FULL);
    fields_deinit(&fields);
    buf_deinit(&body);
}

static void test_a_cookie_is_found_once_or_not_at_all(void **state)
{
    static const struct {
        const char *first;
        const char *second;
        const char *found;
    } cases[] = {
        {"__Host-me=abc", "", "abc"},
        {"x=1; __Host-me=abc; y=2", "", "abc"},
        {"x=1", "__Host-me=abc", "abc"},
        {"__Host-me=abc; __Host-me=def", "", ""},
        {"__Host-me=abc", "__Host-me=abc", ""},
        {"__Host-me2=abc; a__Host-me=1", "", ""},
        {"x=__Host-me=abc", "", ""},
        {"", ";;=;", ""},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct header headers[] = {
            {span_of_text("cookie"), span_of_text(cases[i].first)},
            {span_of_text("Cookie"), span_of_text(cases[i].second)}};
        const struct request request = {.headers = headers, .header_count = 2};

        assert_true(span_is_equal(fields_cookie(&request, "__Host-me"),
                                  span_of_text(cases[i].found)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_browser_sends_is_read_back),
        cmocka_unit_test(test_no_body_is_a_form_without_fields),
        cmocka_unit_test(test_what_no_browser_sends_is_refused),
        cmocka_unit_test(test_more_fields_than_any_form_has_are_refused),
        cmocka_unit_test(test_a_cookie_is_found_once_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
