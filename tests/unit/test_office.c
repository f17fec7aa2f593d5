// SPDX-License-Identifier: AGPL-3.0-or-later
#include "office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "desk/decide.h"
#include "desk/nominate.h"
#include "visit.h"

enum {
    COOKIE_SIZE = 200,
    PATH_SIZE = 120,
};

/* As an officer whose challenge was answered rightly. */
static void
enter_console(struct town *town, size_t officer, char cookie[static COOKIE_SIZE])
{
    const struct sign_key *key = &keyfile_person(town->officers[officer])->sign;
    struct sessions_grant grant;
    struct nonce challenge;
    struct visit visit;
    char path[PATH_SIZE];

    visit_begin(&visit, town);
    assert_int_equal(sessions_challenge(visit.site.sessions, key, &challenge), 0);
    assert_int_equal(sessions_grant(visit.site.sessions, &challenge, key, &grant), 0);
    (void)snprintf(path, sizeof(path), "/console/enter/%s", grant.entry.text);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), 303);
    assert_string_equal(visit.reply.location, "/console");
    assert_non_null(strstr(visit.reply.cookies[0], "; Path=/console; "));
    (void)snprintf(cookie,
                   COOKIE_SIZE,
                   "%.*s",
                   (int)strcspn(visit.reply.cookies[0], ";"),
                   visit.reply.cookies[0]);
    reply_deinit(&visit.reply);
    visit_expect(town, path, 404, "entrance-unknown");
}

static unsigned answer_to(struct town *town,
                          const char *cookie,
                          const char *path,
                          const char *body,
                          struct visit *visit)
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

    assert_int_equal(answer_to(town, cookie, path, NULL, &visit), 200);
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
                 unsigned status)
{
    struct visit visit;

    assert_int_equal(answer_to(town, cookie, path, body, &visit), status);
    reply_deinit(&visit.reply);
}

static void refuse(struct town *town,
                   const char *cookie,
                   const char *path,
                   const char *body,
                   enum problem problem)
{
    struct visit visit;

    assert_int_equal(answer_to(town, cookie, path, body, &visit),
                     problem_text(problem)->status);
    assert_int_equal(visit.reply.problem, problem);
    reply_deinit(&visit.reply);
}

/* An officer in the console, who has declared what rule 69 asks. */
static void
open_console(struct town *town, size_t officer, char cookie[static COOKIE_SIZE])
{
    enter_console(town, officer, cookie);
    post(town,
         cookie,
         "/console/declaration",
         "declared=yes&email=o%40quill.example",
         303);
}

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
    char cookie[COOKIE_SIZE];

    town_nominate(town);
    open_console(town, 0, cookie);
    get(town, cookie, "/console", "opened the console");
    get(town, cookie, "/console/log", "opened the console");
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    get(town, cookie, "/console", "Statement of candidates");
    get(town, cookie, "/console", "This needs you now");
    get(town, cookie, "/console", "tally sign https://vote.example.nhs.uk --key");
    post(town, cookie, "/console", "act=sign-out", 303);
    post(town, cookie, "/console/box", "constituency=1", 401);
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

static void test_an_officer_decides_a_nomination_and_it_is_shown(void **state)
{
    struct town *town = *state;
    const struct nomination_attested by = {span_of_text("Dan Dale"),
                                           span_of_text("Ben Baker")};
    struct found found = {0};
    char cookie[COOKIE_SIZE];
    char path[PATH_SIZE];

    town_nominate(town);
    town_stand(town, "P4", false);
    assert_int_equal(desk_nominations(town->desk, keep_id, &found), 0);
    (void)snprintf(path, sizeof(path), "/console/nominations/%d", (int)found.id);
    open_console(town, 0, cookie);
    get(town, cookie, "/console/nominations", "Dan Dale");
    get(town, cookie, path, "Record my decision");
    post(town, cookie, path, "decision=perhaps", 200);
    post(town, cookie, path, "decision=signature", 303);
    get(town, cookie, "/console/nominations", "Invalid");
    post(town, cookie, "/console/nominations/999", "decision=valid", 404);
    post(town, cookie, "/console/nominations/0x1", "decision=valid", 404);
    get(town, cookie, "/console/log", "did not accept");
    assert_int_equal(desk_nomination_withdraw(town->desk, town_member(town, "P4"), &by),
                     0);
    get(town, cookie, path, "Witness: Ben Baker");
}

static void test_the_second_of_two_officers_sees_what_the_first_decided(void **state)
{
    struct town *town = *state;
    struct found found = {0};
    struct visit visit;
    char first[COOKIE_SIZE];
    char second[COOKIE_SIZE];
    char path[PATH_SIZE];

    town_nominate(town);
    town_stand(town, "P4", false);
    assert_int_equal(desk_nominations(town->desk, keep_id, &found), 0);
    (void)snprintf(path, sizeof(path), "/console/nominations/%d", (int)found.id);
    open_console(town, 0, first);
    open_console(town, 2, second);
    get(town, first, path, "name=\"version\" value=\"0\"");
    get(town, second, path, "name=\"version\" value=\"0\"");
    post(town, first, path, "decision=interests&version=0", 303);
    assert_int_equal(answer_to(town, second, path, "decision=valid&version=0", &visit),
                     409);
    assert_non_null(strstr(buf_text(&visit.reply.body), "was not recorded"));
    assert_non_null(
        strstr(buf_text(&visit.reply.body), town->definition->officers[0].name));
    assert_non_null(strstr(buf_text(&visit.reply.body), "It is now: Invalid"));
    assert_null(strstr(buf_text(&visit.reply.body), "value=\"0\""));
    reply_deinit(&visit.reply);
    get(town, second, "/console/nominations", "Invalid");
    /* The candidate sends another form while somebody decides. */
    town_stand(town, "P4", false);
    post(town, first, path, "decision=valid&version=0", 404);
}

static void test_a_replacement_is_asked_for_once_and_its_errors_shown(void **state)
{
    struct town *town = *state;
    char cookie[COOKIE_SIZE];

    town_begin(town);
    open_console(town, 0, cookie);
    get(town, cookie, "/console/replacements", "Lost, or never arrived");
    post(town, cookie, "/console/replacements", "member=&register=lost", 200);
    post(town, cookie, "/console/replacements", "member=P1", 200);
    post(town, cookie, "/console/replacements", "member=X1&register=lost", 200);
    post(town, cookie, "/console/replacements", "member=P1&register=lost", 303);
    post(town, cookie, "/console/replacements", "member=P1&register=lost", 200);
    get(town, cookie, "/console", "Replacement of a voting code to sign");

    /* The third officer may only decide nominations. */
    open_console(town, 2, cookie);
    post(town, cookie, "/console/replacements", "member=P2&register=lost", 403);
}

static void test_figures_for_the_box_are_taken_from_who_may_give_them(void **state)
{
    struct town *town = *state;
    char cookie[COOKIE_SIZE];

    town_begin(town);
    town_end(town);
    open_console(town, 2, cookie);
    post(town, cookie, "/console/box", "constituency=1&waive=yes", 403);
    open_console(town, 0, cookie);
    post(town, cookie, "/console/box", "constituency=&waive=yes", 400);
    post(town, cookie, "/console/box", "constituency=1&features=-1", 400);
    post(town, cookie, "/console/box", "constituency=9", 409);
    post(town, cookie, "/console/box", "constituency=1&waive=yes&features=21", 303);
    get(town, cookie, "/console/box", "name=\"features\"");
    get(town, cookie, "/console/box", "value=\"21\"");
    get(town, cookie, "/console/box", "Votes online");
}

static void test_before_the_opening_there_are_no_figures_to_give(void **state)
{
    struct town *town = *state;
    char cookie[COOKIE_SIZE];

    town_issue(town);
    open_console(town, 0, cookie);
    get(town, cookie, "/console/box", "There are no figures to give now");
}

static void test_rule_69_is_declared_before_anything_else(void **state)
{
    static const char form[] = "declared=yes&email=dee%40quill.example";
    struct town *town = *state;
    char cookie[COOKIE_SIZE];
    struct visit visit;

    town_define(town);
    enter_console(town, 1, cookie);
    assert_int_equal(answer_to(town, cookie, "/console", NULL, &visit), 303);
    assert_string_equal(visit.reply.location, "/console/declaration");
    reply_deinit(&visit.reply);
    refuse(town, cookie, "/console/log", NULL, PROBLEM_UNSWORN);
    refuse(town, cookie, "/console/box", "constituency=1", PROBLEM_UNSWORN);
    refuse(town, cookie, "/api/unsigned", NULL, PROBLEM_UNSWORN);
    get(town,
        cookie,
        "/console/declaration",
        "employed by or on behalf of a candidate");
    post(town, cookie, "/console/declaration", "email=dee%40quill.example", 200);
    post(town, cookie, "/console/declaration", "declared=yes&email=dee", 200);
    refuse(town, cookie, "/console/log", NULL, PROBLEM_UNSWORN);
    post(town, cookie, "/console/declaration", form, 303);
    get(town, cookie, "/console/log", "declared that rule 69 does not disqualify them");
}

static void test_an_officer_who_is_or_becomes_a_member_is_barred(void **state)
{
    static const char form[] = "declared=yes&email=Ada%40example.org";
    struct town *town = *state;
    char cookie[COOKIE_SIZE];
    char other[COOKIE_SIZE];

    town_define(town);
    enter_console(town, 1, cookie);
    post(town, cookie, "/console/declaration", form, 303);
    get(town, cookie, "/console", "Signed in");
    town_enrol(town);
    refuse(town, cookie, "/console", NULL, PROBLEM_MEMBER);
    refuse(town, cookie, "/console/nominations/1", "decision=valid", PROBLEM_MEMBER);
    open_console(town, 0, other);
    get(town, other, "/console", "may not act: the email address of their");
    enter_console(town, 2, cookie);
    refuse(town, cookie, "/console/declaration", form, PROBLEM_MEMBER);
}

static void
test_nothing_signed_by_an_officer_who_has_not_declared_is_taken(void **state)
{
    struct town *town = *state;
    struct buf document;
    struct buf body;
    char cookie[COOKIE_SIZE];
    struct visit visit;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    buf_init(&document, 1 << 20);
    buf_init(&body, 1 << 20);
    assert_int_equal(town_waiting(town, ENTRY_STATEMENT, &document), 0);
    town_submission(town, ENTRY_STATEMENT, buf_span(&document), TOWN_RETURNING, &body);
    visit_expect_problem(town, "/api/entries", buf_span(&body), PROBLEM_UNSWORN);
    open_console(town, 0, cookie);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_POST, "/api/entries", buf_span(&body)),
                     201);
    reply_deinit(&visit.reply);
    buf_deinit(&body);
    buf_deinit(&document);
}

/* Pages a deputy may not use are not offered, and answer 403. */
static void test_a_deputy_is_offered_what_the_definition_grants(void **state)
{
    struct town *town = *state;
    char cookie[COOKIE_SIZE];
    struct visit visit;

    town_nominate(town);
    open_console(town, 2, cookie);
    assert_int_equal(answer_to(town, cookie, "/console", NULL, &visit), 200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "/console/nominations"));
    assert_null(strstr(buf_text(&visit.reply.body), "/console/box"));
    assert_null(strstr(buf_text(&visit.reply.body), "/console/replacements"));
    reply_deinit(&visit.reply);
    refuse(town, cookie, "/console/box", NULL, PROBLEM_GRANT);
    refuse(town, cookie, "/console/replacements", NULL, PROBLEM_GRANT);
    refuse(town, cookie, "/console/replacements", "member=P1", PROBLEM_GRANT);
}

static void test_the_sessions_of_a_revoked_key_end_at_once(void **state)
{
    struct town *town = *state;
    CLEANUP(document_freep) struct document *document = NULL;
    char cookie[COOKIE_SIZE];
    struct visit visit;

    town_define(town);
    open_console(town, 1, cookie);
    get(town, cookie, "/console", "Signed in");
    document = town_document(town, ENTRY_NOTE, 0);
    document->of.note.kind = NOTE_REVOKE;
    document->of.note.key = keyfile_person(town->officers[1])->sign;
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    refuse(town, cookie, "/console", NULL, PROBLEM_KEYLESS);
    refuse(town, cookie, "/api/unsigned", NULL, PROBLEM_KEYLESS);
    visit_begin(&visit, town);
    assert_int_equal(sessions_officer(visit.site.sessions,
                                      span_of_text(strchr(cookie, '=') + 1),
                                      &document->of.note.key),
                     SESSIONS_UNKNOWN);
    reply_deinit(&visit.reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_rule_69_is_declared_before_anything_else),
        VISIT_TEST(test_an_officer_who_is_or_becomes_a_member_is_barred),
        VISIT_TEST(test_nothing_signed_by_an_officer_who_has_not_declared_is_taken),
        VISIT_TEST(test_a_deputy_is_offered_what_the_definition_grants),
        VISIT_TEST(test_the_sessions_of_a_revoked_key_end_at_once),
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
