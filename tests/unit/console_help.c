// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console_help.h"
#include "signin/sessions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void console_enter(struct town *town,
                   size_t officer,
                   char cookie[static CONSOLE_COOKIE_SIZE])
{
    const struct sign_key *key = &keyfile_person(town->officers[officer])->sign;
    struct sessions_grant grant;
    struct nonce challenge;
    struct visit visit;
    char path[CONSOLE_PATH_SIZE];

    visit_begin(&visit, town);
    assert_int_equal(sessions_challenge(visit.site.sessions, key, &challenge), 0);
    assert_int_equal(sessions_grant(visit.site.sessions, &challenge, key, &grant), 0);
    (void)snprintf(path, sizeof(path), "/console/enter/%s", grant.entry.text);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), 303);
    assert_string_equal(visit.reply.location, "/console");
    assert_non_null(strstr(visit.reply.cookies[0], "; Path=/console; "));
    (void)snprintf(cookie,
                   CONSOLE_COOKIE_SIZE,
                   "%.*s",
                   (int)strcspn(visit.reply.cookies[0], ";"),
                   visit.reply.cookies[0]);
    reply_deinit(&visit.reply);
    visit_expect(town, path, 404, "entrance-unknown");
}

unsigned console_ask(struct town *town,
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

void console_get(struct town *town,
                 const char *cookie,
                 const char *path,
                 const char *text)
{
    struct visit visit;

    assert_int_equal(console_ask(town, cookie, path, NULL, &visit), 200);
    if (strstr(buf_text(&visit.reply.body), text) == NULL) {
        print_error("%s lacks %s\n", path, text);
        fail();
    }
    reply_deinit(&visit.reply);
}

void console_post(struct town *town,
                  const char *cookie,
                  const char *path,
                  const char *body,
                  unsigned status)
{
    struct visit visit;

    assert_int_equal(console_ask(town, cookie, path, body, &visit), status);
    reply_deinit(&visit.reply);
}

void console_refuse(struct town *town,
                    const char *cookie,
                    const char *path,
                    const char *body,
                    enum problem problem)
{
    struct visit visit;

    assert_int_equal(console_ask(town, cookie, path, body, &visit),
                     problem_text(problem)->status);
    assert_int_equal(visit.reply.problem, problem);
    reply_deinit(&visit.reply);
}

void console_open(struct town *town,
                  size_t officer,
                  char cookie[static CONSOLE_COOKIE_SIZE])
{
    console_enter(town, officer, cookie);
    console_post(town,
                 cookie,
                 "/console/declaration",
                 "declared=yes&email=o%40quill.example",
                 303);
}
