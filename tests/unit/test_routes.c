// SPDX-License-Identifier: AGPL-3.0-or-later
#include "routes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console/menu.h"
#include "console/office.h"
#include "console_help.h"
#include "httpd_help.h"
#include "signin/gate.h"
#include "signin/sessions.h"

/* The pattern as a path: every capture is "1". */
static bool path_of(const struct route *route, char out[static CONSOLE_PATH_SIZE])
{
    const char *at = route->pattern;
    size_t used = 0;

    if (strncmp(at, GATE_CONSOLE_PATH, strlen(GATE_CONSOLE_PATH)) != 0) {
        return false;
    }
    while (*at != '\0') {
        out[used] = *at;
        if (*at == '{') {
            out[used] = '1';
            at = strchr(at, '}');
        }
        used++;
        at++;
    }
    out[used] = '\0';
    return true;
}

static bool is_open_to_all(const char *path)
{
    return strncmp(path, "/console/enter/", strlen("/console/enter/")) == 0;
}

/* Sign-out ends a session, if there is one, and needs nobody's leave. */
static bool is_sign_out(const struct route *route)
{
    return route->verb == VERB_POST && strcmp(route->pattern, "/console") == 0;
}

static void test_no_form_of_the_console_is_taken_from_another_site(void **state)
{
    static const char *const from[] = {
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    };
    char path[CONSOLE_PATH_SIZE];
    char request[600];
    char answer[HELP_ANSWER];
    size_t walked = 0;
    size_t i;
    size_t k;

    (void)state;
    for (i = 0; i < routes_all.count; i++) {
        const struct route *route = &routes_all.table[i];

        if (route->verb == VERB_GET || !path_of(route, path)) {
            continue;
        }
        for (k = 0; k < ARRAY_SIZE(from); k++) {
            (void)snprintf(request,
                           sizeof(request),
                           "POST %s HTTP/1.1\r\nHost: a\r\n%s\r\n"
                           "Cookie: " GATE_CONSOLE_COOKIE "=1\r\nContent-Type: %s\r\n"
                           "Content-Length: 11\r\nConnection: close\r\n\r\nconfirm=yes",
                           path,
                           from[k],
                           route->type);
            help_ask(request, strlen(request), answer);
            assert_true(help_begins(answer, "HTTP/1.1 403"));
            assert_non_null(strstr(answer, "other-origin"));
        }
        walked++;
    }
    assert_true(walked >= 5);
}

static enum problem
ask(struct town *town, const char *cookie, const struct route *route, const char *path)
{
    struct visit visit;
    enum problem problem;

    (void)console_ask(
        town, cookie, path, route->verb == VERB_POST ? "a=b" : NULL, &visit);
    problem = visit.reply.problem;
    reply_deinit(&visit.reply);
    return problem;
}

static void test_every_page_and_form_of_the_console_asks_who_is_there(void **state)
{
    struct town *town = *state;
    char path[CONSOLE_PATH_SIZE];
    char unsworn[CONSOLE_COOKIE_SIZE];
    size_t i;

    town_define(town);
    console_enter(town, 0, unsworn);
    for (i = 0; i < routes_all.count; i++) {
        const struct route *route = &routes_all.table[i];

        if (!path_of(route, path) || is_open_to_all(path) || is_sign_out(route)) {
            continue;
        }
        assert_int_equal(ask(town, "a=b", route, path), PROBLEM_KEYLESS);
        if (strcmp(path, "/console") != 0 && strcmp(path, ROUTES_OATH_PATH) != 0) {
            assert_int_equal(ask(town, unsworn, route, path), PROBLEM_UNSWORN);
        }
    }
}

/* The third officer of the town may decide nominations and nothing else. */
static void test_every_page_and_form_of_the_console_goes_by_grants(void **state)
{
    struct town *town = *state;
    char path[CONSOLE_PATH_SIZE];
    char cookie[CONSOLE_COOKIE_SIZE];
    size_t refused = 0;
    size_t i;

    town_define(town);
    console_open(town, 2, cookie);
    for (i = 0; i < routes_all.count; i++) {
        const struct route *route = &routes_all.table[i];
        const struct menu_page *page;
        unsigned needs;

        if (!path_of(route, path) || is_open_to_all(path) || is_sign_out(route)) {
            continue;
        }
        page = menu_find(span_of_text(path));
        assert_non_null(page);
        needs = route->verb == VERB_POST && page->act != 0 ? page->act : page->see;
        if (needs != 0 && (needs & GRANT_NOMINATIONS) == 0) {
            assert_int_equal(ask(town, cookie, route, path), PROBLEM_GRANT);
            refused++;
        }
    }
    assert_true(refused >= 4);
}

static void test_the_consoles_cookie_goes_nowhere_else(void **state)
{
    struct town *town = *state;
    const struct sign_key *key = &keyfile_person(town->officers[0])->sign;
    struct sessions_grant grant;
    struct nonce challenge;
    struct visit visit;
    char path[CONSOLE_PATH_SIZE];

    town_define(town);
    visit_begin(&visit, town);
    assert_int_equal(sessions_challenge(visit.site.sessions, key, &challenge), 0);
    assert_int_equal(sessions_grant(visit.site.sessions, &challenge, key, &grant), 0);
    (void)snprintf(path, sizeof(path), "/console/enter/%s", grant.entry.text);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), 303);
    assert_int_equal(visit.reply.cookie_count, 1);
    assert_non_null(strstr(visit.reply.cookies[0], "; Path=/console; "));
    assert_non_null(strstr(visit.reply.cookies[0], "HttpOnly"));
    assert_non_null(strstr(visit.reply.cookies[0], "Secure"));
    assert_non_null(strstr(visit.reply.cookies[0], "SameSite=Strict"));
    reply_deinit(&visit.reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_no_form_of_the_console_is_taken_from_another_site,
            help_start_all,
            help_stop),
        VISIT_TEST(test_every_page_and_form_of_the_console_asks_who_is_there),
        VISIT_TEST(test_every_page_and_form_of_the_console_goes_by_grants),
        VISIT_TEST(test_the_consoles_cookie_goes_nowhere_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
