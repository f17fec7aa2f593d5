// SPDX-License-Identifier: AGPL-3.0-or-later
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/tick.h"
#include "http/router.h"
#include "routes.h"
#include "signin/sessions.h"

static struct sessions *sessions;

static void take_answer(struct ticket *ticket, struct reply *reply)
{
    struct visit *visit = (struct visit *)(void *)ticket;

    reply_move(&visit->reply, reply);
    visit->is_answered = true;
}

void visit_begin(struct visit *visit, struct town *town)
{
    *visit = (struct visit){.ticket = {take_answer}, .town = town};
    visit->site = (struct site){.desk = town->desk, .sessions = sessions};
    visit->request.headers = visit->headers;
    reply_init(&visit->reply);
    visit->reply.ticket = &visit->ticket;
}

void visit_header(struct visit *visit, const char *name, const char *value)
{
    visit->headers[visit->request.header_count++] =
        (struct header){span_of_text(name), span_of_text(value)};
}

/* As the web server would, without one. The reply is finished; its status. */
unsigned
visit_ask(struct visit *visit, enum verb verb, const char *path, struct span body)
{
    char allow[REPLY_ALLOW_SIZE];
    const struct route *route;
    size_t told = 0;
    int r;

    visit->request.verb = verb;
    visit->request.path = span_of_text(path);
    visit->request.query = span_of_text("");
    visit->request.body = body;
    visit->request.arrived = desk_now(visit->town->desk);
    route = router_find(&routes_all, &visit->request, allow);
    assert_non_null(route);
    assert_true(body.size <= route->limit);
    r = route->serve(&visit->site, &visit->request, &visit->reply);
    if (r == REPLY_LATER) {
        assert_int_equal(desk_step(visit->town->desk, &told), 0);
        assert_true(visit->is_answered);
        r = 0;
    }
    assert_int_equal(r, 0);
    assert_int_equal(reply_finish(&visit->reply), 0);
    return visit->reply.status;
}

/* Status and, unless NULL, a text that the body holds. */
void visit_expect(struct town *town,
                  const char *path,
                  unsigned status,
                  const char *text)
{
    struct visit visit;

    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), status);
    if (text != NULL) {
        if (strstr(buf_text(&visit.reply.body), text) == NULL) {
            print_error("%s lacks: %s\n", path, text);
            fail();
        }
    }
    reply_deinit(&visit.reply);
}

void visit_expect_problem(struct town *town,
                          const char *path,
                          struct span body,
                          enum problem problem)
{
    struct visit visit;

    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_POST, path, body),
                     problem_text(problem)->status);
    assert_int_equal(visit.reply.problem, problem);
    reply_deinit(&visit.reply);
}

void visit_open_poll(struct town *town)
{
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
}

void visit_define(struct town *town)
{
    town_define(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
}

int visit_set_up(void **state)
{
    return sessions_new(sessions_monotonic, &sessions) != 0 || town_set_up(state) != 0;
}

int visit_tear_down(void **state)
{
    sessions_free(sessions);
    return town_tear_down(state);
}
