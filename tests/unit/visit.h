/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One request to the daemon's handlers in a town, without a web server. */
#ifndef TESTS_VISIT_H
#define TESTS_VISIT_H

#include <stdbool.h>

#include "http/reply.h"
#include "http/request.h"
#include "serve.h"
#include "town.h"

/* The reply of one request, and a ticket that waits for whoever answers later. */
struct visit {
    struct ticket ticket; /* first */
    struct town *town;
    struct site site;
    struct request request;
    struct header headers[4];
    struct reply reply;
    bool is_answered;
};

/* For cmocka: *state is a town, and nobody is signed in. */
int visit_set_up(void **state);
int visit_tear_down(void **state);

/* A request; reply_deinit its reply afterwards. */
void visit_begin(struct visit *visit, struct town *town);
void visit_header(struct visit *visit, const char *name, const char *value);

/* As the web server would ask, its committer stepped by hand. The reply is finished;
 * gives its status. */
unsigned
visit_ask(struct visit *visit, enum verb verb, const char *path, struct span body);

/* GET: the status and, unless NULL, a text that the body holds. */
void visit_expect(struct town *town,
                  const char *path,
                  unsigned status,
                  const char *text);

/* POST: the problem. */
void visit_expect_problem(struct town *town,
                          const char *path,
                          struct span body,
                          enum problem problem);

/* After town_issue: the poll opens. */
void visit_open_poll(struct town *town);

/* The definition is there and nominations are open. */
void visit_define(struct town *town);

#define VISIT_TEST(function)                                                           \
    cmocka_unit_test_setup_teardown(function, visit_set_up, visit_tear_down)

#endif
