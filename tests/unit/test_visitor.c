// SPDX-License-Identifier: AGPL-3.0-or-later
#include "member/visitor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "desk/tick.h"
#include "visit.h"

enum {
    COOKIE_SIZE = 200,
};

static const char *const typed =
    "address=1+High+St%0D%0ATown&email=ada%40example.org&statement=I+will+listen.&"
    "interests=none&interests_text=&party=none&party_text=&qualification=I+live+here&"
    "confirm_wish=yes&confirm_age=yes&confirm_solvent=yes&"
    "confirm_creditors=yes&confirm_sentence=yes&confirm_constitution=yes&"
    "confirm_true=yes&signature=Ada+Able&day=1&month=6&year=2026";

static unsigned visit_as(struct visit *visit,
                         struct town *town,
                         const char *cookie,
                         const char *path,
                         const char *body)
{
    visit_begin(visit, town);
    visit_header(visit, "Cookie", cookie);
    return visit_ask(visit,
                     body != NULL ? VERB_POST : VERB_GET,
                     path,
                     span_of_text(body != NULL ? body : ""));
}

static void
get(struct town *town, const char *cookie, const char *path, const char *text)
{
    struct visit visit;

    assert_int_equal(visit_as(&visit, town, cookie, path, NULL), 200);
    if (strstr(buf_text(&visit.reply.body), text) == NULL) {
        print_error("%s lacks %s\n", path, text);
        fail();
    }
    reply_deinit(&visit.reply);
}

static void post(struct town *town,
                 const char *cookie,
                 const char *path,
                 const char *body,
                 const char *location)
{
    struct visit visit;

    assert_int_equal(visit_as(&visit, town, cookie, path, body), 303);
    assert_string_equal(visit.reply.location, location);
    reply_deinit(&visit.reply);
}

/* Asks for a link and opens it. The link's path on this site. */
static void ask_for_link(struct town *town, char path[static COOKIE_SIZE])
{
    const struct town_parcel *parcel;

    post(town, "", "/sign-in", "number=P1&email=ada%40example.org", "/sign-in/sent");
    assert_int_equal(desk_tick(town->desk), 0);
    assert_int_not_equal(town->parcel_count, 0);
    parcel = &town->parcels[town->parcel_count - 1];
    assert_int_equal(parcel->kind, PARCEL_SIGN_IN);
    (void)snprintf(path, COOKIE_SIZE, "%s", strstr(parcel->link, "/sign-in/"));
}

static void enter(struct town *town, char cookie[static COOKIE_SIZE])
{
    struct visit visit;
    char path[COOKIE_SIZE];

    ask_for_link(town, path);
    get(town, "", path, "once");
    get(town, "", path, "once");
    assert_int_equal(visit_as(&visit, town, "", path, ""), 303);
    assert_string_equal(visit.reply.location, "/me");
    assert_int_equal(visit.reply.cookie_count, 1);
    assert_non_null(strstr(visit.reply.cookies[0], "; Path=/me; "));
    assert_non_null(
        strstr(visit.reply.cookies[0], "; Secure; HttpOnly; SameSite=Strict"));
    (void)snprintf(cookie,
                   COOKIE_SIZE,
                   "%.*s",
                   (int)strcspn(visit.reply.cookies[0], ";"),
                   visit.reply.cookies[0]);
    reply_deinit(&visit.reply);
    visit_expect_problem(town, path, span_of_text(""), PROBLEM_LINK);
}

static void begin_nominations(struct town *town)
{
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
}

static void test_a_link_is_sent_to_a_member_and_nobody_learns_who_is_one(void **state)
{
    struct town *town = *state;
    size_t before;

    begin_nominations(town);
    before = town->parcel_count;
    post(town, "", "/sign-in", "number=P1&email=eve%40example.org", "/sign-in/sent");
    post(town, "", "/sign-in", "number=X9&email=ada%40example.org", "/sign-in/sent");
    assert_int_equal(desk_tick(town->desk), 0);
    assert_int_equal(town->parcel_count, before);
    post(town, "", "/sign-in", "number=P1&email=ada%40example.org", "/sign-in/sent");
    assert_int_equal(desk_tick(town->desk), 0);
    assert_int_equal(town->parcel_count, before + 1);
    get(town, "", "/sign-in/sent", "60");
}

static void test_a_sign_in_form_says_what_it_lacks(void **state)
{
    struct town *town = *state;
    struct visit visit;

    begin_nominations(town);
    assert_int_equal(visit_as(&visit, town, "", "/sign-in", "number=&email=no"), 200);
    assert_non_null(
        strstr(buf_text(&visit.reply.body), "Enter your membership number"));
    assert_non_null(strstr(buf_text(&visit.reply.body), "Enter your email address"));
    assert_non_null(strstr(buf_text(&visit.reply.body), "<title>Error: "));
    reply_deinit(&visit.reply);
    visit_expect_problem(town, "/sign-in", span_of_text("number=<"), PROBLEM_FORM);
    get(town, "", "/sign-in", "Send me a link");
}

static void test_members_pages_need_a_session(void **state)
{
    static const char *const paths[] = {"/me",
                                        "/me/nomination",
                                        "/me/nomination/check",
                                        "/me/nomination/done",
                                        "/me/nomination/form",
                                        "/me/nomination/print",
                                        "/me/nomination/withdraw"};
    struct town *town = *state;
    size_t i;

    begin_nominations(town);
    for (i = 0; i < ARRAY_SIZE(paths); i++) {
        visit_expect(town, paths[i], 401, "sign-in-needed");
    }
    visit_expect_problem(town, "/me/nomination", span_of_text(typed), PROBLEM_SIGN_IN);
    visit_expect_problem(
        town, "/me/nomination/check", span_of_text(""), PROBLEM_SIGN_IN);
}

static void test_a_member_nominates_sees_it_back_submits_and_withdraws(void **state)
{
    struct town *town = *state;
    struct visit visit;
    char cookie[COOKIE_SIZE];

    begin_nominations(town);
    enter(town, cookie);
    get(town, cookie, "/me", "Start your nomination");
    get(town, cookie, "/me/nomination", "Ada Able");
    get(town, cookie, "/me/nomination/print", "Tick each statement");
    get(town, cookie, "/me/nomination/form", "Post me a form");
    post(town, cookie, "/me/nomination/form", "", "/me/nomination/form");
    get(town, cookie, "/me/nomination/form", "You asked for a form");

    /* What is missing is said beside its field, and what was typed is kept. */
    assert_int_equal(
        visit_as(&visit, town, cookie, "/me/nomination", "statement=Only+this"), 200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "Only this"));
    assert_non_null(strstr(buf_text(&visit.reply.body), "Enter your contact address"));
    assert_non_null(strstr(buf_text(&visit.reply.body), "#address"));
    reply_deinit(&visit.reply);
    post(town, cookie, "/me/nomination/check", "", "/me/nomination");

    post(town, cookie, "/me/nomination", typed, "/me/nomination/check");
    get(town, cookie, "/me/nomination/check", "I will listen.");
    post(town, cookie, "/me/nomination/check", "", "/me/nomination/done");
    get(town, cookie, "/me/nomination/done", "Nomination submitted");
    get(town, cookie, "/me", "We received your nomination");
    assert_int_equal(town->parcels[town->parcel_count - 1].kind, PARCEL_ACKNOWLEDGED);

    get(town, cookie, "/me/nomination/withdraw", "cannot undo");
    assert_int_equal(
        visit_as(
            &visit, town, cookie, "/me/nomination/withdraw", "signature=+&witness="),
        200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "saw you sign"));
    reply_deinit(&visit.reply);
    assert_int_equal(visit_as(&visit,
                              town,
                              cookie,
                              "/me/nomination/withdraw",
                              "signature=Ada+Able&witness=ada+able"),
                     200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "must be somebody else"));
    reply_deinit(&visit.reply);
    post(town,
         cookie,
         "/me/nomination/withdraw",
         "signature=Ada+Able&witness=Ben+Baker",
         "/me");
    get(town, cookie, "/me", "You have withdrawn");
}

static void test_signing_out_ends_the_session(void **state)
{
    struct town *town = *state;
    char cookie[COOKIE_SIZE];
    struct visit visit;

    begin_nominations(town);
    enter(town, cookie);
    post(town, cookie, "/me", "act=sign-out", "/");
    assert_int_equal(visit_as(&visit, town, cookie, "/me", NULL), 401);
    reply_deinit(&visit.reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_a_link_is_sent_to_a_member_and_nobody_learns_who_is_one),
        VISIT_TEST(test_a_sign_in_form_says_what_it_lacks),
        VISIT_TEST(test_members_pages_need_a_session),
        VISIT_TEST(test_a_member_nominates_sees_it_back_submits_and_withdraws),
        VISIT_TEST(test_signing_out_ends_the_session),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
