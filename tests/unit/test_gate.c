// SPDX-License-Identifier: AGPL-3.0-or-later
#include "signin/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "signin/sessions.h"

/* Pages a deputy may not use are not offered, and answer 403. */
static void test_a_deputy_is_offered_what_the_definition_grants(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_nominate(town);
    console_open(town, 2, cookie);
    assert_int_equal(console_ask(town, cookie, "/console", NULL, &visit), 200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "/console/nominations"));
    assert_null(strstr(buf_text(&visit.reply.body), "/console/box"));
    assert_null(strstr(buf_text(&visit.reply.body), "/console/replacements"));
    reply_deinit(&visit.reply);
    console_refuse(town, cookie, "/console/box", NULL, PROBLEM_GRANT);
    console_refuse(town, cookie, "/console/replacements", NULL, PROBLEM_GRANT);
    console_refuse(town, cookie, "/console/replacements", "member=P1", PROBLEM_GRANT);
}

static void test_the_sessions_of_a_revoked_key_end_at_once(void **state)
{
    struct town *town = *state;
    CLEANUP(document_freep) struct document *document = NULL;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_define(town);
    console_open(town, 1, cookie);
    console_get(town, cookie, "/console", "Signed in");
    document = town_document(town, ENTRY_NOTE, 0);
    document->of.note.kind = NOTE_REVOKE;
    document->of.note.key = keyfile_person(town->officers[1])->sign;
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    console_refuse(town, cookie, "/console", NULL, PROBLEM_KEYLESS);
    console_refuse(town, cookie, "/api/unsigned", NULL, PROBLEM_KEYLESS);
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
        VISIT_TEST(test_a_deputy_is_offered_what_the_definition_grants),
        VISIT_TEST(test_the_sessions_of_a_revoked_key_end_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
