// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/urlform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_what_a_browser_sends_is_read_back(void **state)
{
    static const char body[] =
        "name=Ann+O%27Neill&text=a%26b%3Dc%0D%0A%C3%A9&empty=&a_b-1=*-._";
    struct urlform form;

    (void)state;
    assert_int_equal(urlform_parse(span_of_text(body), &form), 0);
    assert_int_equal(form.count, 4);
    assert_true(
        span_is_equal(urlform_value(&form, "name"), span_of_text("Ann O'Neill")));
    assert_true(
        span_is_equal(urlform_value(&form, "text"), span_of_text("a&b=c\r\n\xc3\xa9")));
    assert_true(urlform_has(&form, "empty"));
    assert_int_equal(urlform_value(&form, "empty").size, 0);
    assert_true(span_is_equal(urlform_value(&form, "a_b-1"), span_of_text("*-._")));
    assert_false(urlform_has(&form, "none"));
    assert_int_equal(urlform_value(&form, "none").size, 0);
    urlform_deinit(&form);
}

static void test_no_body_is_a_form_without_fields(void **state)
{
    struct urlform form;

    (void)state;
    assert_int_equal(urlform_parse(span_of_text(""), &form), 0);
    assert_int_equal(form.count, 0);
    urlform_deinit(&form);
}

static void test_what_no_browser_sends_is_refused(void **state)
{
    static const struct {
        const char *body;
        int refusal;
    } cases[] = {
        {"a=1&a=2", URLFORM_TWICE},
        {"a", URLFORM_MALFORMED},
        {"=1", URLFORM_MALFORMED},
        {"a=1&", URLFORM_MALFORMED},
        {"&a=1", URLFORM_MALFORMED},
        {"a=1&&b=2", URLFORM_MALFORMED},
        {"a=%", URLFORM_MALFORMED},
        {"a=%4", URLFORM_MALFORMED},
        {"a=%4g", URLFORM_MALFORMED},
        {"a=%00", URLFORM_MALFORMED},
        {"a=1 2", URLFORM_MALFORMED},
        {"a=b=c", URLFORM_MALFORMED},
        {"a=\xc3", URLFORM_MALFORMED},
        {"a%20b=1", URLFORM_MALFORMED},
        {"a=<b>", URLFORM_MALFORMED},
        {"a=1\n", URLFORM_MALFORMED},
        {"a;b=1", URLFORM_MALFORMED},
        {"a=1;b=2", URLFORM_MALFORMED},
    };
    struct urlform form;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(urlform_parse(span_of_text(cases[i].body), &form),
                         cases[i].refusal);
        urlform_deinit(&form);
    }
}

static void test_more_fields_than_any_form_has_are_refused(void **state)
{
    struct urlform form;
    struct buf body;
    int i;

    (void)state;
    buf_init(&body, URLFORM_BODY_MAX);
    for (i = 0; i <= URLFORM_MAX; i++) {
        buf_printf(&body, "%sf%d=x", i > 0 ? "&" : "", i);
    }
    assert_int_equal(urlform_parse(buf_span(&body), &form), URLFORM_FULL);
    urlform_deinit(&form);
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

        assert_true(span_is_equal(urlform_cookie(&request, "__Host-me"),
                                  span_of_text(cases[i].found)));
    }
}

static void test_a_number_is_digits_alone(void **state)
{
    static const char body[] = "a=12&b=&c=1x&d=-1&e=1234567890&f=000000007";
    struct urlform form;
    uint64_t number = 99;

    (void)state;
    assert_int_equal(urlform_parse(span_of_text(body), &form), 0);
    assert_true(urlform_number(&form, "a", &number));
    assert_int_equal(number, 12);
    assert_true(urlform_number(&form, "f", &number));
    assert_int_equal(number, 7);
    assert_false(urlform_number(&form, "c", &number));
    assert_false(urlform_number(&form, "d", &number));
    assert_false(urlform_number(&form, "e", &number));
    assert_int_equal(number, 7);
    assert_true(urlform_number(&form, "b", &number));
    assert_int_equal(number, 0);
    assert_true(urlform_number(&form, "absent", &number));
    assert_int_equal(number, 0);
    urlform_deinit(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_number_is_digits_alone),
        cmocka_unit_test(test_what_a_browser_sends_is_read_back),
        cmocka_unit_test(test_no_body_is_a_form_without_fields),
        cmocka_unit_test(test_what_no_browser_sends_is_refused),
        cmocka_unit_test(test_more_fields_than_any_form_has_are_refused),
        cmocka_unit_test(test_a_cookie_is_found_once_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
