// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "core/definition.h"
#include "desk/oath.h"
#include "seal/sign.h"
#include "visit.h"

static void test_the_election_is_told_as_it_is_signed_and_hashed(void **state)
{
    struct town *town = *state;
    struct eid eid;
    char hex[2 * EID_SIZE + 1];

    visit_expect(town, "/api/election", 404, "/problems/no-election");
    visit_define(town);
    eid = desk_eid(town->desk);
    hex_encode(SPAN(eid), hex);
    visit_expect(town, "/api/election", 200, hex);
    visit_expect(town, "/api/election", 200, "\"statement\": null");
    visit_expect(town, "/api/election", 200, "\"phase\": \"nominations\"");
}

static void test_candidates_are_told_once_the_statement_is_signed(void **state)
{
    struct town *town = *state;

    town_settle(town);
    visit_expect(town, "/api/election", 200, "\"statement\": \"{");
    visit_expect(town, "/api/election", 200, "\"constituency\": 3,");
}

static void cast_expecting(struct town *town,
                           const uint8_t ballot[static BALLOT_SIZE],
                           unsigned status,
                           enum problem problem)
{
    struct visit visit;

    visit_begin(&visit, town);
    assert_int_equal(
        visit_ask(&visit, VERB_POST, "/api/ballots", span_of(ballot, BALLOT_SIZE)),
        status);
    assert_int_equal(visit.reply.problem, problem);
    if (problem == PROBLEM_NONE) {
        assert_non_null(strstr(buf_text(&visit.reply.body), "c2sp.org/tlog-proof"));
    }
    reply_deinit(&visit.reply);
}

static void test_a_ballot_gets_its_receipt_as_often_as_it_is_sent(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    uint8_t other[BALLOT_SIZE];
    char path[200] = "/api/ballots/";

    town_issue(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    cast_expecting(town, ballot, 409, PROBLEM_NOT_OPEN);
    visit_open_poll(town);
    hex_encode(span_of(ballot + 43, SIGN_KEY_SIZE), path + strlen(path));
    visit_expect(town, path, 404, "no-ballot");
    cast_expecting(town, ballot, 201, PROBLEM_NONE);
    cast_expecting(town, ballot, 200, PROBLEM_NONE);
    visit_expect(town, path, 200, "c2sp.org/tlog-proof");

    town_ballot(town, town_token(town, "Ada Able"), 1, other);
    cast_expecting(town, other, 409, PROBLEM_SPENT);
    town_ballot(town, town_token(town, "Ben Baker"), 1, other);
    town_end(town);
    cast_expecting(town, other, 409, PROBLEM_CLOSED);
    cast_expecting(town, ballot, 200, PROBLEM_NONE);
}

static void test_a_changed_ballot_is_told_what_is_wrong_and_not_stored(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    uint8_t changed[BALLOT_SIZE];
    struct visit visit;
    size_t i;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    for (i = 0; i < BALLOT_SIZE; i += 7) {
        memcpy(changed, ballot, sizeof(changed));
        changed[i] ^= 1;
        visit_begin(&visit, town);
        assert_in_range(
            visit_ask(
                &visit, VERB_POST, "/api/ballots", span_of(changed, sizeof(changed))),
            400,
            499);
        assert_int_not_equal(visit.reply.problem, PROBLEM_NONE);
        reply_deinit(&visit.reply);
    }
    visit_expect_problem(
        town, "/api/ballots", span_of(ballot, BALLOT_SIZE / 2), PROBLEM_BALLOT);
    visit_expect_problem(town, "/api/ballots", span_of_text(""), PROBLEM_BALLOT);
    cast_expecting(town, ballot, 201, PROBLEM_NONE);
}

/* Asks for a challenge, signs it and answers; gives the bearer. */
static unsigned
sign_in(struct town *town, const struct keyfile *keyfile, char bearer[static 300])
{
    const struct sign_key *key = &keyfile_person(keyfile)->sign;
    struct sign_login login = {.eid = desk_eid(town->desk),
                               .origin = desk_definition(town->desk)->origin,
                               .key = *key};
    struct signature signature;
    struct visit visit;
    char hex[2 * SIGNATURE_SIZE + 1];
    char text[300];
    char path[200];
    unsigned status;

    hex_encode(SPAN(*key), hex);
    (void)snprintf(text, sizeof(text), "{\"key\":\"%s\"}", hex);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_POST, "/api/sessions", span_of_text(text)),
                     201);
    assert_int_equal(
        hex_decode(span_of(strchr(buf_text(&visit.reply.body), ':') + 3, 64),
                   login.challenge.bytes,
                   sizeof(login.challenge.bytes)),
        0);
    reply_deinit(&visit.reply);

    sign_console(keyfile_sign(town->officers[0]), &login, &signature);
    hex_encode(SPAN(signature), hex);
    (void)snprintf(text, sizeof(text), "{\"signature\":\"%s\"}", hex);
    hex_encode(SPAN(login.challenge), hex);
    (void)snprintf(path, sizeof(path), "/api/sessions/%s", hex);
    visit_begin(&visit, town);
    status = visit_ask(&visit, VERB_POST, path, span_of_text(text));
    if (status == 201) {
        const char *at = strstr(buf_text(&visit.reply.body), "\"bearer\": \"");

        assert_non_null(strstr(buf_text(&visit.reply.body), "\"/console/enter/"));
        (void)snprintf(bearer, 300, "Bearer %.64s", at + strlen("\"bearer\": \""));
    }
    reply_deinit(&visit.reply);
    if (status == 201) {
        visit_expect_problem(town, path, span_of_text(text), PROBLEM_CHALLENGE);
    }
    return status;
}

static void test_an_officer_signs_in_by_key_and_nobody_else(void **state)
{
    struct town *town = *state;
    struct visit visit;
    char bearer[300] = "";
    char stranger[100];

    town_define(town);
    visit_expect(town, "/api/unsigned", 401, "console-closed");
    assert_int_equal(sign_in(town, town->officers[0], bearer), 201);
    assert_int_equal(desk_swear(town->desk,
                                &keyfile_person(town->officers[0])->sign,
                                span_of_text("ro@quill.example")),
                     0);
    visit_begin(&visit, town);
    visit_header(&visit, "Authorization", bearer);
    assert_int_equal(visit_ask(&visit, VERB_GET, "/api/unsigned", span_of_text("")),
                     200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "\"waiting\""));
    reply_deinit(&visit.reply);

    /* The deputy's challenge is not answered by the returning officer's key. */
    assert_int_equal(sign_in(town, town->officers[1], bearer), 403);
    (void)snprintf(stranger, sizeof(stranger), "{\"key\":\"%064d\"}", 1);
    visit_expect_problem(town, "/api/sessions", span_of_text(stranger), PROBLEM_KEY);
    visit_expect_problem(town, "/api/sessions", span_of_text("{}"), PROBLEM_JSON);
    visit_expect_problem(town, "/api/sessions", span_of_text("[1"), PROBLEM_JSON);
    visit_expect_problem(town,
                         "/api/sessions",
                         span_of_text("{\"key\":\"00\",\"key\":\"00\"}"),
                         PROBLEM_JSON);
}

static void test_only_expected_objects_and_lawful_entries_are_taken(void **state)
{
    struct town *town = *state;
    struct visit visit;
    size_t limit = 1000;
    char path[100] = "";

    town_define(town);
    visit_expect_problem(
        town, "/api/entries", span_of_text("\x0c what?"), PROBLEM_ENTRY);
    visit_expect_problem(town, "/api/entries", span_of_text(""), PROBLEM_ENTRY);
    visit_begin(&visit, town);
    (void)snprintf(path, sizeof(path), "%064d", 7);
    visit.request.captures[0] = span_of_text(path);
    assert_int_equal(serve_objects_admit(&visit.site, &visit.request, &limit),
                     PROBLEM_OBJECT_UNEXPECTED);
    visit.request.captures[0] = span_of_text("ABC");
    assert_int_equal(serve_objects_admit(&visit.site, &visit.request, &limit),
                     PROBLEM_NOT_FOUND);
    reply_deinit(&visit.reply);
}

static void test_who_voted_is_withheld_until_the_close(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    cast_expecting(town, ballot, 201, PROBLEM_NONE);
    visit_expect(town, "/record/tile/0/000.p/5", 200, NULL);
    visit_expect(town, "/record/tile/entries/000.p/4", 200, NULL);
    visit_expect(town, "/record/tile/entries/000.p/5", 404, "withheld");
    town_end(town);
    visit_expect(town, "/record/tile/entries/000.p/5", 200, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_the_election_is_told_as_it_is_signed_and_hashed),
        VISIT_TEST(test_candidates_are_told_once_the_statement_is_signed),
        VISIT_TEST(test_a_ballot_gets_its_receipt_as_often_as_it_is_sent),
        VISIT_TEST(test_a_changed_ballot_is_told_what_is_wrong_and_not_stored),
        VISIT_TEST(test_an_officer_signs_in_by_key_and_nobody_else),
        VISIT_TEST(test_only_expected_objects_and_lawful_entries_are_taken),
        VISIT_TEST(test_who_voted_is_withheld_until_the_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
