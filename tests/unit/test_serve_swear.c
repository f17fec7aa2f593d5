// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"

static void test_rule_69_is_declared_before_anything_else(void **state)
{
    static const char form[] = "declared=yes&email=dee%40quill.example";
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_define(town);
    console_enter(town, 1, cookie);
    assert_int_equal(console_ask(town, cookie, "/console", NULL, &visit), 303);
    assert_string_equal(visit.reply.location, "/console/declaration");
    reply_deinit(&visit.reply);
    console_refuse(town, cookie, "/console/log", NULL, PROBLEM_UNSWORN);
    console_refuse(town, cookie, "/console/box", "constituency=1", PROBLEM_UNSWORN);
    console_refuse(town, cookie, "/api/unsigned", NULL, PROBLEM_UNSWORN);
    console_get(town,
                cookie,
                "/console/declaration",
                "employed by or on behalf of a candidate");
    console_post(
        town, cookie, "/console/declaration", "email=dee%40quill.example", 200);
    console_post(town, cookie, "/console/declaration", "declared=yes&email=dee", 200);
    console_refuse(town, cookie, "/console/log", NULL, PROBLEM_UNSWORN);
    console_post(town, cookie, "/console/declaration", form, 303);
    console_get(town,
                cookie,
                "/console/log",
                "declared that nothing disqualifies them as an officer");
}

static void test_an_officer_who_is_or_becomes_a_member_is_barred(void **state)
{
    static const char form[] = "declared=yes&email=Ada%40example.org";
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char other[CONSOLE_COOKIE_SIZE];

    town_define(town);
    console_enter(town, 1, cookie);
    console_post(town, cookie, "/console/declaration", form, 303);
    console_get(town, cookie, "/console", "Signed in");
    town_enrol(town);
    console_refuse(town, cookie, "/console", NULL, PROBLEM_MEMBER);
    console_refuse(
        town, cookie, "/console/nominations/1", "decision=valid", PROBLEM_MEMBER);
    console_open(town, 0, other);
    console_get(town, other, "/console", "may not act: the email address of their");
    console_enter(town, 2, cookie);
    console_refuse(town, cookie, "/console/declaration", form, PROBLEM_MEMBER);
}

static void
test_nothing_signed_by_an_officer_who_has_not_declared_is_taken(void **state)
{
    struct town *town = *state;
    struct buf document;
    struct buf body;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    buf_init(&document, 1 << 20);
    buf_init(&body, 1 << 20);
    assert_int_equal(town_waiting(town, ENTRY_STATEMENT, &document), 0);
    town_submission(town, ENTRY_STATEMENT, buf_span(&document), TOWN_RETURNING, &body);
    visit_expect_problem(town, "/api/entries", buf_span(&body), PROBLEM_UNSWORN);
    console_open(town, 0, cookie);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_POST, "/api/entries", buf_span(&body)),
                     201);
    reply_deinit(&visit.reply);
    buf_deinit(&body);
    buf_deinit(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_rule_69_is_declared_before_anything_else),
        VISIT_TEST(test_an_officer_who_is_or_becomes_a_member_is_barred),
        VISIT_TEST(test_nothing_signed_by_an_officer_who_has_not_declared_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
