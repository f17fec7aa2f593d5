// SPDX-License-Identifier: AGPL-3.0-or-later
#include "httpd_help.h"

#include "routes.h"
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct httpd *help_httpd;
_Atomic(struct ticket *) help_kept;
atomic_int help_stored;

int64_t help_time(void *context)
{
    (void)context;
    return 1781000000;
}

static int
serve_hello(const struct site *site, const struct request *request, struct reply *reply)
{
    (void)site;
    (void)request;
    buf_put_text(reply_begin(reply, 200, "text/plain"), "hello");
    return 0;
}

static int
serve_echo(const struct site *site, const struct request *request, struct reply *reply)
{
    (void)site;
    atomic_fetch_add(&help_stored, 1);
    buf_put_span(reply_begin(reply, 201, "application/octet-stream"), request->body);
    return 0;
}

/* Answers from another thread, some of them before the handler has returned. */
static void *answer_soon(void *context)
{
    struct reply reply;

    reply_init(&reply);
    buf_put_text(reply_begin(&reply, 200, "text/plain"), "later");
    reply_answer(context, &reply);
    reply_deinit(&reply);
    return NULL;
}

static int
serve_later(const struct site *site, const struct request *request, struct reply *reply)
{
    pthread_t thread;

    (void)site;
    (void)request;
    if (pthread_create(&thread, NULL, answer_soon, reply->ticket) != 0) {
        return -1;
    }
    (void)pthread_detach(thread);
    return REPLY_LATER;
}

static int
serve_never(const struct site *site, const struct request *request, struct reply *reply)
{
    (void)site;
    (void)request;
    atomic_store(&help_kept, reply->ticket);
    return REPLY_LATER;
}

static int
serve_fault(const struct site *site, const struct request *request, struct reply *reply)
{
    (void)site;
    (void)request;
    buf_put_text(reply_begin(reply, 200, "text/plain"), "half a secret");
    return -1;
}

static int
admit_none(const struct site *site, const struct request *request, size_t *limit)
{
    (void)site;
    if (!span_is_equal(request->captures[0], span_of_text("wanted"))) {
        return PROBLEM_OBJECT_UNEXPECTED;
    }
    *limit = HELP_BIG;
    return 0;
}

static const struct route table[] = {
    {.verb = VERB_GET, .pattern = "/hello", .serve = serve_hello},
    {.verb = VERB_POST,
     .kind = ROUTE_API,
     .pattern = "/api/echo",
     .limit = 1000,
     .type = "application/octet-stream",
     .serve = serve_echo},
    {.verb = VERB_POST, .pattern = "/api/later", .limit = 1000, .serve = serve_later},
    {.verb = VERB_POST, .pattern = "/api/never", .limit = 1000, .serve = serve_never},
    {.verb = VERB_GET, .pattern = "/api/fault", .serve = serve_fault},
    {.verb = VERB_PUT,
     .pattern = "/api/objects/{name}",
     .limit = HELP_BIG,
     .serve = serve_echo,
     .admit = admit_none},
};

/* Nobody is cut off however slow the machine is. */
const struct httpd_deadlines help_patient = {.headers = PATIENCE,
                                             .request = 2L * PATIENCE,
                                             .idle = PATIENCE,
                                             .later = PATIENCE,
                                             .reply = PATIENCE};

static int start(struct httpd_options options)
{
    options.address = "127.0.0.1";
    options.threads = 2;
    if (options.routes.count == 0) {
        options.routes = (struct routes){table, ARRAY_SIZE(table)};
    }
    options.origin = "https://vote.example";
    options.now = help_time;
    return httpd_start(&options, &help_httpd);
}

int help_start_with(unsigned per_thread, unsigned per_address, unsigned per_forwarded)
{
    return start((struct httpd_options){
        .per_thread = per_thread,
        .per_address = per_address,
        .per_forwarded = per_forwarded,
        .deadlines = help_patient,
    });
}

int help_start_all(void **state)
{
    (void)state;
    return start((struct httpd_options){
        .routes = routes_all, .per_thread = 200, .deadlines = help_patient});
}

int help_start_patient(void **state)
{
    (void)state;
    return help_start_with(200, 0, 0);
}

int help_start_within(struct httpd_deadlines deadlines)
{
    return start((struct httpd_options){.per_thread = 200, .deadlines = deadlines});
}

int help_start(void **state)
{
    struct httpd_deadlines deadlines = help_patient;

    (void)state;
    deadlines.idle = 200;
    return help_start_within(deadlines);
}

int help_stop(void **state)
{
    (void)state;
    httpd_free(help_httpd);
    help_httpd = NULL;
    return 0;
}

int help_call(void)
{
    struct sockaddr_in place = {.sin_family = AF_INET,
                                .sin_port = htons(httpd_port(help_httpd))};
    struct timeval limit = {.tv_sec = PATIENCE / 1000};
    int file = socket(AF_INET, SOCK_STREAM, 0);

    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_true(file >= 0);
    assert_int_equal(connect(file, (struct sockaddr *)&place, sizeof(place)), 0);
    (void)setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    return file;
}

void help_say(int file, const void *data, size_t size)
{
    const char *at = data;

    while (size > 0) {
        ssize_t sent = send(file, at, size, MSG_NOSIGNAL);

        if (sent <= 0) {
            return; /* it hung up: what it said is read next */
        }
        at += sent;
        size -= (size_t)sent;
    }
}

/* All until the other side closes. */
void help_hear(int file, char out[static HELP_ANSWER])
{
    size_t size = 0;
    ssize_t got;

    while (size < HELP_ANSWER - 1
           && (got = recv(file, out + size, HELP_ANSWER - 1 - size, 0)) > 0) {
        size += (size_t)got;
    }
    out[size] = '\0';
    (void)close(file);
}

void help_ask(const char *request, size_t size, char out[static HELP_ANSWER])
{
    int file = help_call();

    help_say(file, request, size);
    help_hear(file, out);
}

bool help_begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

int64_t help_milliseconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char help_hello[] =
    "GET /hello HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
