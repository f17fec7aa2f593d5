// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fault.h"

enum {
    DRAIN_MAX = 16 << 20, /* so that a client that sends first still reads why not */
};

static void release(struct exchange *exchange)
{
    reply_deinit(&exchange->reply);
    buf_deinit(&exchange->body);
    (void)pthread_mutex_destroy(&exchange->lock);
    free(exchange);
}

/* Unlocks, and releases after the last holder. */
static void let_go(struct exchange *exchange)
{
    unsigned left = --exchange->holders;

    (void)pthread_mutex_unlock(&exchange->lock);
    if (left == 0) {
        release(exchange);
    }
}

/* People get a page of it, programs and everybody else the document. */
static int finish_problem(struct exchange *exchange)
{
    const struct exchange_world *world = exchange->world;
    struct reply *reply = &exchange->reply;

    if (world->explain == NULL || reply->voice == REPLY_PROGRAM) {
        return reply_finish(reply);
    }
    return world->explain(world->site,
                          reply->problem,
                          reply->detail,
                          reply_begin_problem(reply, "text/html; charset=utf-8"));
}

/* Whatever went wrong, the client is told something. */
static void finish(struct exchange *exchange, int result)
{
    struct reply *reply = &exchange->reply;

    if (result == 0) {
        result = reply->problem != PROBLEM_NONE ? finish_problem(exchange)
                                                : reply_finish(reply);
    }
    if (result < 0) {
        /* The fault was logged where it was born. */
        reply_deinit(reply);
        reply_init(reply);
        reply->ticket = &exchange->ticket;
        if (reply_problem(reply, PROBLEM_FAULT) != 0 || reply_finish(reply) != 0) {
            exchange->is_last = true;
        }
    }
    exchange->state = EXCHANGE_READY;
}

static void answer(struct ticket *ticket, struct reply *reply)
{
    struct exchange *exchange = (struct exchange *)(void *)ticket;
    enum exchange_state before;

    (void)pthread_mutex_lock(&exchange->lock);
    before = exchange->state;
    if (before == EXCHANGE_RUNNING || before == EXCHANGE_WAITING) {
        reply_move(&exchange->reply, reply);
        finish(exchange, 0);
    }
    if (before == EXCHANGE_WAITING) {
        exchange->world->resume(exchange->connection);
    }
    let_go(exchange);
}

int exchange_new(const struct exchange_world *world,
                 void *connection,
                 const char *target,
                 struct exchange **out)
{
    struct exchange *exchange = calloc(1, sizeof(*exchange));
    size_t size = strlen(target);

    if (exchange == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    exchange->ticket.answer = answer;
    exchange->world = world;
    exchange->connection = connection;
    exchange->holders = 1;
    exchange->target_at = target;
    exchange->target_size = size;
    if (size <= REQUEST_TARGET) {
        memcpy(exchange->target, target, size + 1);
    }
    reply_init(&exchange->reply);
    exchange->reply.ticket = &exchange->ticket;
    buf_init(&exchange->body, 0);
    (void)pthread_mutex_init(&exchange->lock, NULL);
    *out = exchange;
    return 0;
}

void exchange_free(struct exchange *exchange)
{
    if (exchange == NULL) {
        return;
    }
    if (exchange->has_peer) {
        peers_leave(exchange->world->peers, &exchange->peer);
    }
    (void)pthread_mutex_lock(&exchange->lock);
    /* Whoever still has the ticket finds nobody waiting. */
    exchange->state = EXCHANGE_READY;
    let_go(exchange);
}

void exchange_refuse(struct exchange *exchange, enum problem problem)
{
    exchange->state = EXCHANGE_CLOSE;
    exchange->is_last = true;
    (void)reply_problem(&exchange->reply, problem);
}

/* Refused, but the client may send what it announced before it reads the answer. */
static void refuse_kindly(struct exchange *exchange, enum problem problem)
{
    const struct request *request = &exchange->request;
    bool waits = request_count(request, "Expect") > 0;
    uint64_t length = guard_length(request);

    (void)reply_problem(&exchange->reply, problem);
    if (length > DRAIN_MAX || (waits && length > 0)) {
        exchange_refuse(exchange, problem);
        return;
    }
    exchange->state = EXCHANGE_DRAIN;
}

static void split_target(struct exchange *exchange)
{
    char *query = strchr(exchange->target, '?');
    size_t size =
        query != NULL ? (size_t)(query - exchange->target) : exchange->target_size;

    exchange->request.path = span_of(exchange->target, size);
    exchange->request.query = query != NULL ? span_of_text(query + 1) : span_of("", 0);
    /* Who signs in by a header and not by a cookie is a tool, and reads no pages. */
    exchange->reply.voice = request_header(&exchange->request, "Authorization").size > 0
                                ? REPLY_PROGRAM
                                : router_voice(exchange->request.path);
}

static enum problem check_head(struct exchange *exchange, const struct head *head)
{
    enum problem problem;

    if (head->header_count > REQUEST_HEADERS) {
        return PROBLEM_HEADERS;
    }
    if (exchange->target_size > REQUEST_TARGET) {
        return PROBLEM_TARGET;
    }
    memcpy(
        exchange->headers, head->headers, head->header_count * sizeof(*head->headers));
    exchange->request.headers = exchange->headers;
    exchange->request.header_count = head->header_count;
    problem = guard_target(exchange->target);
    return problem != PROBLEM_NONE ? problem : guard_head(head);
}

static bool is_type(const struct request *request, const char *wanted)
{
    struct span type = request_header(request, "Content-Type");
    size_t size = strlen(wanted);

    if (type.size < size || strncasecmp((const char *)type.data, wanted, size) != 0) {
        return false;
    }
    return type.size == size || type.data[size] == ';' || type.data[size] == ' ';
}

/*
 * Whether a POST or PUT may come from where it says it comes. Pages that say no
 * referrer send the origin "null" with their forms: then the browser's other word
 * decides. Programs say neither, and carry no cookie that a stranger's page could
 * misuse.
 */
static bool is_origin_ours(const struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    const char *ours = exchange->world->origin;
    struct span origin = request_header(request, "Origin");
    struct span site = request_header(request, "Sec-Fetch-Site");

    if (ours == NULL || request->verb == VERB_GET) {
        return true;
    }
    if (request_count(request, "Origin") > 1) {
        return false;
    }
    if (origin.size > 0 && !span_is_equal(origin, span_of_text("null"))) {
        return span_is_equal(origin, span_of_text(ours));
    }
    if (site.size > 0) {
        return span_is_equal(site, span_of_text("same-origin"));
    }
    return origin.size == 0;
}

static enum problem check_body(const struct exchange *exchange, size_t limit)
{
    uint64_t length = guard_length(&exchange->request);

    if (length > limit) {
        return PROBLEM_TOO_LARGE;
    }
    if (exchange->route->type != NULL
        && !is_type(&exchange->request, exchange->route->type)) {
        return PROBLEM_MEDIA;
    }
    return PROBLEM_NONE;
}

static enum problem find_route(struct exchange *exchange)
{
    const struct exchange_world *world = exchange->world;
    struct request *request = &exchange->request;
    size_t limit;
    int r = 0;

    exchange->route = router_find(&world->routes, request, exchange->reply.allow);
    if (exchange->route == NULL) {
        return exchange->reply.allow[0] != '\0' ? PROBLEM_METHOD : PROBLEM_NOT_FOUND;
    }
    exchange->reply.allow[0] = '\0';
    if (!is_origin_ours(exchange)) {
        return PROBLEM_ORIGIN;
    }
    limit = exchange->route->limit;
    if (exchange->route->admit != NULL) {
        r = exchange->route->admit(world->site, request, &limit);
    }
    if (r != 0) {
        return r < 0 ? PROBLEM_FAULT : (enum problem)r;
    }
    buf_init(&exchange->body, limit);
    return check_body(exchange, limit);
}

/* Who a proxy says it comes from has not too many under way. The proxy appends what it
 * sees to the last such header; without one the request is the proxy's own. */
static enum problem check_peer(struct exchange *exchange)
{
    struct peers *peers = exchange->world->peers;

    if (peers == NULL
        || peers_read(request_last(&exchange->request, "X-Forwarded-For"),
                      &exchange->peer)
               != 0) {
        return PROBLEM_NONE;
    }
    exchange->has_peer = peers_enter(peers, &exchange->peer) == 0;
    return exchange->has_peer ? PROBLEM_NONE : PROBLEM_BUSY;
}

void exchange_head(struct exchange *exchange,
                   const char *method,
                   const struct head *head)
{
    enum problem problem = check_head(exchange, head);

    if (problem == PROBLEM_NONE) {
        problem = check_peer(exchange);
    }
    if (problem != PROBLEM_NONE) {
        exchange_refuse(exchange, problem);
        return;
    }
    exchange->request.verb = request_verb_find(method);
    split_target(exchange);
    problem = find_route(exchange);
    if (problem != PROBLEM_NONE) {
        refuse_kindly(exchange, problem);
        return;
    }
    exchange->state = EXCHANGE_BODY;
}

bool exchange_data(struct exchange *exchange, struct span piece)
{
    if (exchange->state == EXCHANGE_BODY) {
        buf_put_span(&exchange->body, piece);
        return true;
    }
    exchange->drained += piece.size;
    return exchange->drained <= DRAIN_MAX;
}

static int run(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    int r = buf_status(&exchange->body);

    if (r != 0) {
        return r < 0 ? r : reply_problem(&exchange->reply, PROBLEM_TOO_LARGE);
    }
    request->body = buf_span(&exchange->body);
    request->arrived = exchange->world->now(exchange->world->now_context);
    return exchange->route->serve(exchange->world->site, request, &exchange->reply);
}

/* After REPLY_LATER: the answer may have come while the handler still ran. */
static bool wait_or_finish(struct exchange *exchange, int result)
{
    bool is_ready = true;

    (void)pthread_mutex_lock(&exchange->lock);
    if (result == REPLY_LATER && exchange->state == EXCHANGE_RUNNING) {
        exchange->state = EXCHANGE_WAITING;
        exchange->world->suspend(exchange->connection);
        is_ready = false;
    } else if (result != REPLY_LATER) {
        finish(exchange, result <= 0 ? result : FAULT(FAULT_BUG));
        exchange->holders--; /* the ticket was never used */
    }
    (void)pthread_mutex_unlock(&exchange->lock);
    return is_ready;
}

bool exchange_end(struct exchange *exchange)
{
    if (exchange->state == EXCHANGE_READY) {
        return true;
    }
    if (exchange->state != EXCHANGE_BODY) {
        finish(exchange, 0);
        return true;
    }
    exchange->holders++;
    exchange->state = EXCHANGE_RUNNING;
    return wait_or_finish(exchange, run(exchange));
}

void exchange_expire(void *context)
{
    struct exchange *exchange = context;

    (void)pthread_mutex_lock(&exchange->lock);
    if (exchange->state == EXCHANGE_WAITING) {
        (void)reply_problem(&exchange->reply, PROBLEM_BUSY);
        finish(exchange, 0);
        exchange->world->resume(exchange->connection);
    }
    (void)pthread_mutex_unlock(&exchange->lock);
}
