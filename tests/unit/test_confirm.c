// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/confirm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "desk/overview.h"

/* An act that cannot be undone is asked once more, its form carried over. */
static void test_before_what_cannot_be_undone_the_officer_is_asked_again(void **state)
{
    struct town *town = *state;
    struct overview overview;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_begin(town);
    console_open(town, 0, cookie);
    assert_int_equal(console_ask(town,
                                 cookie,
                                 "/console/replacements",
                                 "member=P1%22%3Cb%3E&register=lost",
                                 &visit),
                     200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "Nothing has been done yet"));
    assert_non_null(strstr(buf_text(&visit.reply.body),
                           "name=\"member\" value=\"P1&quot;&lt;b&gt;\""));
    assert_non_null(
        strstr(buf_text(&visit.reply.body), "name=\"confirm\" value=\"yes\""));
    reply_deinit(&visit.reply);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.waiting.replacements, 0);
    console_refuse(town,
                   cookie,
                   "/console/replacements",
                   "member=%FF&register=lost",
                   PROBLEM_FORM);
    town_end(town);
    console_post(town, cookie, "/console/box", "constituency=1&features=2", 303);
    console_post(town, cookie, "/console/box", "constituency=1&waive=yes", 200);
    console_get(town, cookie, "/console/box", "value=\"2\"");
    console_post(
        town, cookie, "/console/box", "constituency=1&waive=yes&confirm=no", 200);
    console_post(
        town, cookie, "/console/box", "constituency=1&waive=yes&confirm=yes", 303);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_before_what_cannot_be_undone_the_officer_is_asked_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
