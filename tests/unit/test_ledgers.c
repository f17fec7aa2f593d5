// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/ledgers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "desk/overview.h"

/* The download of this name holds the text and is a file. */
static void
expect(struct town *town, const char *cookie, const char *name, const char *text)
{
    struct visit visit;
    char path[CONSOLE_PATH_SIZE];

    (void)snprintf(path, sizeof(path), "/console/exports/%s.csv", name);
    assert_int_equal(console_ask(town, cookie, path, NULL, &visit), 200);
    if (strstr(buf_text(&visit.reply.body), text) == NULL) {
        print_error("%s lacks %s\n%s", path, text, buf_text(&visit.reply.body));
        fail();
    }
    assert_non_null(strstr(visit.reply.file, "PRACTICE-"));
    assert_non_null(strstr(visit.reply.file, name));
    assert_int_equal(strncmp(visit.reply.type, "text/csv", 8), 0);
    reply_deinit(&visit.reply);
}

static void test_every_register_is_a_table(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_begin(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console/exports", "/console/exports/acts.csv");
    expect(town, cookie, "acts", "time,officer,act\r\n");
    expect(town, cookie, "acts", "accepted a nomination");
    expect(town, cookie, "nominations", ",P1,Ada,Able,Public – Town,Valid,\r\n");
    expect(town, cookie, "statement", "Public – Town,1,Ada Able,");
    expect(town, cookie, "replacements", "constituency,register,state,recorded\r\n");
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), 0);
    expect(town, cookie, "replacements", "Public – Town,lost,waits for a signature,");
    console_get(town, cookie, "/console/exports", "/console/roll/voters.csv");
    console_refuse(
        town, cookie, "/console/exports/voters.csv", NULL, PROBLEM_NOT_FOUND);
    expect(town, cookie, "disqualified", "constituency,number,channel,reason,");
    expect(town, cookie, "late", "day,what,channel,constituency,number,");
    expect(town, cookie, "failed-deliveries", "number,forenames,surname,");
    console_refuse(town, cookie, "/console/exports/acts", NULL, PROBLEM_NOT_FOUND);
    console_refuse(town, cookie, "/console/exports/lunch.csv", NULL, PROBLEM_NOT_FOUND);
}

static void test_a_register_goes_to_those_it_is_granted_to(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_define(town);
    console_open(town, 2, cookie);
    expect(town, cookie, "nominations", "received,");
    console_refuse(
        town, cookie, "/console/exports/replacements.csv", NULL, PROBLEM_GRANT);
    assert_int_equal(console_ask(town, cookie, "/console/exports", NULL, &visit), 200);
    assert_null(strstr(buf_text(&visit.reply.body), "replacements.csv"));
    reply_deinit(&visit.reply);
}

static void test_the_log_is_paged_and_nothing_of_it_is_lost(void **state)
{
    struct town *town = *state;
    struct acted acted = {.at = TOWN_START, .kind = ACTED_REPLACE};
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;
    int i;

    town_define(town);
    for (i = 0; i < OVERVIEW_LOG; i++) {
        (void)snprintf(acted.subject, sizeof(acted.subject), "number %d", i);
        assert_int_equal(desk_acted(town->desk, &acted), 0);
    }
    console_open(town, 0, cookie);
    console_get(town, cookie, "/console/log", "/console/log?page=2");
    assert_int_equal(console_ask(town, cookie, "/console/log", NULL, &visit), 200);
    assert_null(strstr(buf_text(&visit.reply.body), "number 0<"));
    reply_deinit(&visit.reply);
    expect(town, cookie, "acts", "asked for a replacement: number 0\r\n");
    expect(town, cookie, "acts", "signed: definition\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_every_register_is_a_table),
        VISIT_TEST(test_a_register_goes_to_those_it_is_granted_to),
        VISIT_TEST(test_the_log_is_paged_and_nothing_of_it_is_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
