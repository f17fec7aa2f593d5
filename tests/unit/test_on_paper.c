// SPDX-License-Identifier: AGPL-3.0-or-later
/* Nominations on paper, through the pages of officers and members. */
#include "console/nomination_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "desk/asking.h"
#include "desk/nominate.h"

enum {
    PATH_SIZE = REPLY_LOCATION_SIZE,
};

static const char *const said =
    "address=4+High+St%0D%0ATown&email=&statement=I+will+listen.&interests=none&"
    "interests_text=&party=none&party_text=&qualification=I+live+here&confirm_wish=yes&"
    "confirm_age=yes&confirm_solvent=yes&confirm_creditors=yes&confirm_sentence=yes&"
    "confirm_constitution=yes&confirm_true=yes&day=1&month=6&year=2026&signature=";

static void open_nominations(struct town *town)
{
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 3600);
}

/* Posts a paper form; gives the status, and where it leads. */
static unsigned key(struct town *town,
                    const char *cookie,
                    const char *more,
                    char place[static PATH_SIZE])
{
    struct visit visit;
    struct buf body;
    char path[PATH_SIZE];
    unsigned status;

    buf_init(&body, 4000);
    buf_printf(&body, "%s%s", said, more);
    (void)snprintf(
        path, sizeof(path), "/console/forms/%d/paper", (int)town_member(town, "P4"));
    status = console_ask(town, cookie, path, buf_text(&body), &visit);
    (void)snprintf(place, PATH_SIZE, "%s", visit.reply.location);
    reply_deinit(&visit.reply);
    buf_deinit(&body);
    return status;
}

static void test_a_paper_form_is_found_keyed_decided_and_told_by_letter(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char place[PATH_SIZE];
    char letter[PATH_SIZE + 8];
    char path[PATH_SIZE];

    open_nominations(town);
    console_open(town, 2, cookie);
    (void)snprintf(
        path, sizeof(path), "/console/forms/%d/paper", (int)town_member(town, "P4"));
    console_get(town, cookie, "/console/forms", "Membership number");
    console_post(town, cookie, "/console/forms", "act=find&member=X9&what=enter", 200);
    console_post(town, cookie, "/console/forms", "act=find&member=P4", 200);
    console_post(town, cookie, "/console/forms", "act=find&member=P4&what=enter", 303);
    console_get(town, cookie, path, "Dan Dale");
    console_get(town, cookie, "/console/forms", "Nobody waits");

    /* 13:00 in summer: the hour before now. */
    assert_int_equal(key(town, cookie, "Dan+Dale&received=tomorrow", place), 200);
    assert_int_equal(key(town, cookie, "&received=1+June+2026+13%3A30", place), 200);
    assert_int_equal(key(town, cookie, "Dan+Dale&received=1+June+2026+13%3A30", place),
                     303);
    assert_memory_equal(place, "/console/nominations/", 21);
    console_get(town, cookie, place, "on paper. Entered by");
    console_get(town, cookie, place, "gives no email address");
    console_post(town, cookie, place, "decision=valid&confirm=yes", 303);
    (void)snprintf(letter, sizeof(letter), "%s/letter", place);
    console_get(town, cookie, letter, "Your nomination for Public – Town is valid");
    console_get(town, cookie, letter, "4 High St");
}

static void test_a_paper_that_lacks_something_is_shown_with_what_it_lacks(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char place[PATH_SIZE];
    struct visit visit;

    open_nominations(town);
    console_open(town, 0, cookie);
    assert_int_equal(
        key(town, cookie, "&received=1+June+2026+13%3A30&lacking=yes", place), 303);
    console_get(town, cookie, place, "cannot be found valid");
    console_get(town, cookie, place, "Sign by typing your full name");
    assert_int_equal(
        console_ask(town, cookie, place, "decision=valid&confirm=yes", &visit), 200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "Choose the ground"));
    reply_deinit(&visit.reply);
    console_post(town, cookie, place, "decision=signature&confirm=yes", 303);
    console_get(town, cookie, place, "Invalid");
}

static void test_a_withdrawal_on_paper_and_a_death_are_recorded(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char place[PATH_SIZE];
    char leave[PATH_SIZE + 8];

    open_nominations(town);
    console_open(town, 0, cookie);
    assert_int_equal(key(town, cookie, "Dan+Dale&received=1+June+2026+13%3A30", place),
                     303);
    (void)snprintf(leave, sizeof(leave), "%s/leave", place);
    console_get(town, cookie, place, leave);
    console_get(town, cookie, leave, "You cannot undo this");
    console_post(town,
                 cookie,
                 leave,
                 "act=withdrawal&version=0&signature=Dan+Dale&witness=Dan+dale&"
                 "received=1+June+2026+13%3A40",
                 200);
    console_post(town,
                 cookie,
                 leave,
                 "act=withdrawal&version=0&signature=Dan+Dale&witness=Eve&received=x",
                 200);
    console_post(town, cookie, leave, "act=death&version=0&proof=", 200);
    console_post(town, cookie, leave, "act=death&version=9&proof=seen", 409);
    console_post(
        town, cookie, leave, "act=death&version=0&proof=certificate+seen", 303);
    console_get(town, cookie, place, "certificate seen");
    console_get(town, cookie, place, "The candidate has died");
    console_get(town, cookie, "/console/log", "recorded a candidate");
    console_post(town,
                 cookie,
                 leave,
                 "act=withdrawal&version=0&signature=Dan+Dale&witness=Eve&"
                 "received=1+June+2026+13%3A40",
                 409);
}

static void test_a_form_is_prepared_for_a_member_and_posted_when_asked_for(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char path[PATH_SIZE];
    int64_t member;

    open_nominations(town);
    member = town_member(town, "P4");
    console_open(town, 0, cookie);
    (void)snprintf(path, sizeof(path), "/console/forms/%d/print", (int)member);
    console_get(town, cookie, path, "Dan Dale");
    console_get(town, cookie, path, "4 High St");
    console_get(town, cookie, path, "I am 16 or over");
    console_get(town, cookie, path, "returning officer");
    assert_int_equal(desk_asking(town->desk, member), 0);
    console_get(town, cookie, "/console/forms", "Asked for a form");
    console_get(town, cookie, "/console", "nomination form to post");
    console_post(town, cookie, "/console/forms", "act=sent&request=1", 303);
    console_post(town, cookie, "/console/forms", "act=sent&request=1", 409);
    console_get(town, cookie, "/console/forms", "Nobody waits");
    console_get(town, cookie, "/console/log", "posted a nomination form: P4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_a_paper_form_is_found_keyed_decided_and_told_by_letter),
        VISIT_TEST(test_a_paper_that_lacks_something_is_shown_with_what_it_lacks),
        VISIT_TEST(test_a_withdrawal_on_paper_and_a_death_are_recorded),
        VISIT_TEST(test_a_form_is_prepared_for_a_member_and_posted_when_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
