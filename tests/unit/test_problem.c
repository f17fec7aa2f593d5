// SPDX-License-Identifier: AGPL-3.0-or-later
#include "problem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_the_slug_is_the_last_part_of_the_type(void **state)
{
    static const struct {
        const char *answer;
        const char *slug;
    } cases[] = {
        {"{\"type\":\"/problems/credential-spent\",\"title\":\"T\",\"status\":409}",
         "credential-spent"},
        {"{\"type\":\"https://a.example/problems/too-large\"}", "too-large"},
        {"{\"type\":\"/problems/\"}", ""},
        {"{\"type\":\"about:blank\",\"detail\":\"a\\nb\"}", "blank"},
        {"{\"type\":\"/problems/x\\u001b[31m\"}", ""},
        {"{\"type\":\"/problems/<b>evil\"}", "evil"},
        {"{\"type\":7}", ""},
        {"{}", ""},
        {"[]", ""},
        {"<html>", ""},
        {"", ""},
        {"{\"type\":\"/a-slug-that-is-longer-than-the-room-for-it\"}", ""},
    };
    char slug[24];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(
            problem_slug(span_of_text(cases[i].answer), slug, sizeof(slug)), 0);
        assert_string_equal(slug, cases[i].slug);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_slug_is_the_last_part_of_the_type),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
