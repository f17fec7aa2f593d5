// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "desk/decide.h"
#include "desk/nominate.h"

static void test_the_console_is_closed_to_everybody_else(void **state)
{
    static const char *const paths[] = {"/console",
                                        "/console/log",
                                        "/console/nominations",
                                        "/console/nominations/1",
                                        "/console/replacements"};
    struct town *town = *state;
    size_t i;

    town_define(town);
    for (i = 0; i < ARRAY_SIZE(paths); i++) {
        visit_expect(town, paths[i], 401, "console-closed");
    }
    visit_expect_problem(town,
                         "/console/nominations/1",
                         span_of_text("decision=valid"),
                         PROBLEM_KEYLESS);
    visit_expect_problem(town,
                         "/console/replacements",
                         span_of_text("member=P1&register=lost"),
                         PROBLEM_KEYLESS);
    visit_expect_problem(town,
                         "/console/box",
                         span_of_text("constituency=1&waive=yes"),
                         PROBLEM_KEYLESS);
}

static void test_the_first_page_says_what_waits_and_who_acted(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_nominate(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console", "opened the console");
    console_get(town, cookie, "/console/log", "opened the console");
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    console_get(town, cookie, "/console", "Statement of candidates");
    console_get(town, cookie, "/console", "This needs you now");
    console_get(
        town, cookie, "/console", "tally sign https://vote.example.nhs.uk --key");
    console_post(town, cookie, "/console", "act=sign-out", 303);
    console_post(town, cookie, "/console/box", "constituency=1", 401);
}

struct found {
    int64_t id;
};

static int
keep_id(void *context, const struct nomination *nomination, const struct member *member)
{
    struct found *found = context;

    if (strcmp(member->number, "P4") == 0) {
        found->id = nomination->form.id;
    }
    return 0;
}

/* The address of the page of a nomination that waits. */
static void one_to_decide(struct town *town, char path[static CONSOLE_PATH_SIZE])
{
    struct found found = {0};

    town_nominate(town);
    town_stand(town, "P4", false);
    assert_int_equal(desk_nominations(town->desk, keep_id, &found), 0);
    (void)snprintf(path, CONSOLE_PATH_SIZE, "/console/nominations/%d", (int)found.id);
}

static void test_an_officer_decides_a_nomination_and_it_is_shown(void **state)
{
    struct town *town = *state;
    const struct nomination_attested by = {span_of_text("Dan Dale"),
                                           span_of_text("Ben Baker")};
    char cookie[CONSOLE_COOKIE_SIZE];
    char path[CONSOLE_PATH_SIZE];

    one_to_decide(town, path);
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console/nominations", "Dan Dale");
    console_get(town, cookie, path, "Record my decision");
    console_post(town, cookie, path, "decision=perhaps", 200);
    console_post(town, cookie, path, "decision=signature&confirm=yes", 303);
    console_get(town, cookie, "/console/nominations", "Invalid");
    console_post(town, cookie, "/console/nominations/999", "decision=valid", 404);
    console_post(town, cookie, "/console/nominations/0x1", "decision=valid", 404);
    console_get(town, cookie, "/console/log", "did not accept");
    assert_int_equal(desk_nomination_withdraw(town->desk, town_member(town, "P4"), &by),
                     0);
    console_get(town, cookie, path, "Witness: Ben Baker");
}

static void test_the_second_of_two_officers_sees_what_the_first_decided(void **state)
{
    struct town *town = *state;
    struct visit visit;
    char first[CONSOLE_COOKIE_SIZE];
    char second[CONSOLE_COOKIE_SIZE];
    char path[CONSOLE_PATH_SIZE];

    one_to_decide(town, path);
    console_open(town, 0, first);
    console_open(town, 2, second);
    console_get(town, first, path, "name=\"version\" value=\"0\"");
    console_get(town, second, path, "name=\"version\" value=\"0\"");
    console_post(town, first, path, "decision=interests&version=0&confirm=yes", 303);
    assert_int_equal(
        console_ask(town, second, path, "decision=valid&version=0&confirm=yes", &visit),
        409);
    assert_non_null(strstr(buf_text(&visit.reply.body), "was not recorded"));
    assert_non_null(
        strstr(buf_text(&visit.reply.body), town->definition->officers[0].name));
    assert_non_null(strstr(buf_text(&visit.reply.body), "It is now: Invalid"));
    assert_null(strstr(buf_text(&visit.reply.body), "value=\"0\""));
    reply_deinit(&visit.reply);
    console_get(town, second, "/console/nominations", "Invalid");
    /* The candidate sends another form while somebody decides. */
    town_stand(town, "P4", false);
    console_post(town, first, path, "decision=valid&version=0&confirm=yes", 404);
}

static void test_a_replacement_is_asked_for_once_and_its_errors_shown(void **state)
{
    static const char good[] =
        "member=P1&register=lost&identity=yes&received=yes&declared=yes&confirm=yes";
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_begin(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console/replacements", "Lost, or never arrived");
    console_post(town, cookie, "/console/replacements", "member=&register=lost", 200);
    console_post(town, cookie, "/console/replacements", "member=P1", 200);
    console_post(town,
                 cookie,
                 "/console/replacements",
                 "member=X1&register=lost&confirm=yes",
                 200);
    console_post(town, cookie, "/console/replacements", "member=P1&register=lost", 200);
    console_post(town,
                 cookie,
                 "/console/replacements",
                 "member=P1&register=lost&identity=yes&received=yes&confirm=yes",
                 200);
    console_post(town, cookie, "/console/replacements", good, 303);
    console_post(town, cookie, "/console/replacements", good, 200);
    console_get(town, cookie, "/console", "Replacement of a voting code to sign");

    /* The third officer may only decide nominations. */
    console_open(town, 2, cookie);
    console_post(town, cookie, "/console/replacements", "member=P2&register=lost", 403);
}

static void test_figures_for_the_box_are_taken_from_who_may_give_them(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_begin(town);
    town_end(town);
    console_open(town, 2, cookie);
    console_post(town, cookie, "/console/box", "constituency=1&waive=yes", 403);
    console_open(town, 0, cookie);
    console_post(town, cookie, "/console/box", "constituency=&waive=yes", 400);
    console_post(town, cookie, "/console/box", "constituency=1&features=-1", 400);
    console_post(town, cookie, "/console/box", "constituency=9", 409);
    console_post(town,
                 cookie,
                 "/console/box",
                 "constituency=1&waive=yes&features=21&confirm=yes",
                 303);
    console_get(town, cookie, "/console/box", "name=\"features\"");
    console_get(town, cookie, "/console/box", "value=\"21\"");
    console_get(town, cookie, "/console/box", "Votes online");
    console_get(town, cookie, "/console/box", "What became of the votes, Public");
}

static void test_before_the_opening_there_are_no_figures_to_give(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_issue(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console/box", "There are no figures to give now");
}

/* The page was looked at before, the form comes after: the act asks for itself. */
static void test_a_phase_that_ends_between_a_page_and_its_form_refuses_it(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char other[CONSOLE_COOKIE_SIZE];
    char path[CONSOLE_PATH_SIZE];

    one_to_decide(town, path);
    console_open(town, 0, cookie);
    console_open(town, 0, other); /* the same officer twice: two sessions */
    console_get(town, cookie, path, "Record my decision");
    console_post(town, other, path, "decision=late&version=0&confirm=yes", 303);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    console_refuse(
        town, cookie, path, "decision=signature&version=1&confirm=yes", PROBLEM_PHASE);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    visit_open_poll(town);
    console_get(town, cookie, "/console/replacements", "Lost, or never arrived");
    console_post(town, cookie, "/console/replacements", "member=P1&register=lost", 200);
    town_end(town);
    console_refuse(town,
                   cookie,
                   "/console/replacements",
                   "member=P1&register=lost&confirm=yes",
                   PROBLEM_PHASE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_a_phase_that_ends_between_a_page_and_its_form_refuses_it),
        VISIT_TEST(test_the_console_is_closed_to_everybody_else),
        VISIT_TEST(test_the_first_page_says_what_waits_and_who_acted),
        VISIT_TEST(test_an_officer_decides_a_nomination_and_it_is_shown),
        VISIT_TEST(test_the_second_of_two_officers_sees_what_the_first_decided),
        VISIT_TEST(test_a_replacement_is_asked_for_once_and_its_errors_shown),
        VISIT_TEST(test_figures_for_the_box_are_taken_from_who_may_give_them),
        VISIT_TEST(test_before_the_opening_there_are_no_figures_to_give),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
