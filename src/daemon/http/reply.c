// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reply.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

#include "base/fault.h"

static const char *const problem_type = "application/problem+json";

/* The one home of the headers that every reply carries. */
static const struct {
    const char *name;
    const char *value;
} security[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
     "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};

static const char *const caches[] = {
    [REPLY_NO_STORE] = "no-store",
    [REPLY_KEEP] = "public, max-age=31536000, immutable",
};

void reply_init(struct reply *reply)
{
    *reply = (struct reply){.status = 500};
    buf_init(&reply->body, REPLY_BODY_MAX);
}

void reply_deinit(struct reply *reply)
{
    buf_deinit(&reply->body);
    free(reply->detail);
    reply->detail = NULL;
}

void reply_move(struct reply *reply, struct reply *from)
{
    struct ticket *ticket = reply->ticket;
    enum reply_voice voice = reply->voice;

    reply_deinit(reply);
    *reply = *from;
    reply->ticket = ticket;
    reply->voice = voice;
    reply_init(from);
}

struct buf *reply_begin(struct reply *reply, unsigned status, const char *type)
{
    buf_reset(&reply->body);
    reply->status = status;
    reply->type = type;
    return &reply->body;
}

void reply_fixed(struct reply *reply, const char *type, struct span bytes)
{
    reply->status = 200;
    reply->type = type;
    reply->fixed = bytes;
}

int reply_problem(struct reply *reply, enum problem problem)
{
    return reply_problem_detail(reply, problem, NULL);
}

int reply_problem_detail(struct reply *reply, enum problem problem, const char *detail)
{
    char *copy = NULL;

    if (detail != NULL) {
        copy = strdup(detail);
        if (copy == NULL) {
            return FAULT(FAULT_MEMORY);
        }
    }
    free(reply->detail);
    reply->detail = copy;
    reply->problem = problem;
    if (problem == PROBLEM_BUSY || problem == PROBLEM_STOPPING) {
        reply->retry_after = 5;
    }
    return 0;
}

int reply_see(struct reply *reply, const char *location)
{
    if (location[0] != '/' || strlen(location) >= sizeof(reply->location)) {
        return FAULT(FAULT_BUG);
    }
    reply_begin(reply, 303, NULL);
    memcpy(reply->location, location, strlen(location) + 1);
    return 0;
}

int reply_cookie(struct reply *reply,
                 const char *path,
                 const char *name,
                 const char *value,
                 unsigned seconds)
{
    char *cookie;
    int wrote;

    if (reply->cookie_count == REPLY_COOKIES) {
        return FAULT(FAULT_BUG);
    }
    cookie = reply->cookies[reply->cookie_count];
    wrote = snprintf(cookie,
                     REPLY_COOKIE_SIZE,
                     "%s=%s; Path=%s; Max-Age=%u; Secure; HttpOnly; SameSite=Strict",
                     name,
                     value,
                     path,
                     seconds);
    if (wrote < 0 || wrote >= REPLY_COOKIE_SIZE) {
        return FAULT(FAULT_BUG);
    }
    reply->cookie_count++;
    return 0;
}

struct buf *reply_begin_problem(struct reply *reply, const char *type)
{
    reply->fixed = span_of(NULL, 0);
    reply->cache = REPLY_NO_STORE;
    reply->cookie_count = 0;
    return reply_begin(reply, problem_text(reply->problem)->status, type);
}

int reply_finish(struct reply *reply)
{
    int r;

    if (reply->problem != PROBLEM_NONE) {
        problem_write(
            reply->problem, reply->detail, reply_begin_problem(reply, problem_type));
    }
    r = buf_status(&reply->body);
    return r <= 0 ? r : FAULT(FAULT_BUG);
}

void reply_answer(struct ticket *ticket, struct reply *reply)
{
    ticket->answer(ticket, reply);
}

int reply_write_raw(enum problem problem, struct buf *out)
{
    const struct problem_text *text = problem_text(problem);
    struct buf body;
    size_t i;
    int r;

    buf_init(&body, REPLY_BODY_MAX);
    problem_write(problem, NULL, &body);
    buf_printf(out,
               "HTTP/1.1 %u Refused\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
               "Cache-Control: %s\r\nConnection: close\r\n",
               text->status,
               problem_type,
               body.size,
               caches[REPLY_NO_STORE]);
    for (i = 0; i < ARRAY_SIZE(security); i++) {
        buf_printf(out, "%s: %s\r\n", security[i].name, security[i].value);
    }
    buf_put_text(out, "\r\n");
    buf_put_span(out, buf_span(&body));
    r = buf_status(&body);
    buf_deinit(&body);
    return r != 0 ? FOLD(r) : FOLD(buf_status(out));
}

/* libmicrohttpd 0.9 takes even constant bodies as void *. */
static struct MHD_Response *response_of(struct span bytes)
{
    union {
        const uint8_t *given;
        void *taken;
    } data;

    data.given = bytes.data;
    return MHD_create_response_from_buffer(
        bytes.size, bytes.size > 0 ? data.taken : NULL, MHD_RESPMEM_PERSISTENT);
}

static bool
put_header(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

/* Those that only some replies carry. */
static bool put_own_headers(struct MHD_Response *response, const struct reply *reply)
{
    char text[REPLY_FILE_SIZE + 32];
    bool is_put = true;
    size_t i;

    if (reply->type != NULL) {
        is_put = put_header(response, "Content-Type", reply->type);
    }
    if (reply->retry_after > 0) {
        (void)snprintf(text, sizeof(text), "%u", reply->retry_after);
        is_put = is_put && put_header(response, "Retry-After", text);
    }
    if (reply->allow[0] != '\0') {
        is_put = is_put && put_header(response, "Allow", reply->allow);
    }
    if (reply->location[0] != '\0') {
        is_put = is_put && put_header(response, "Location", reply->location);
    }
    if (reply->file[0] != '\0') {
        (void)snprintf(text, sizeof(text), "attachment; filename=\"%s\"", reply->file);
        is_put = is_put && put_header(response, "Content-Disposition", text);
    }
    for (i = 0; i < reply->cookie_count; i++) {
        is_put = is_put && put_header(response, "Set-Cookie", reply->cookies[i]);
    }
    return is_put;
}

static bool put_headers(struct MHD_Response *response, const struct reply *reply)
{
    bool is_put = put_own_headers(response, reply);
    size_t i;

    for (i = 0; i < ARRAY_SIZE(security); i++) {
        is_put = is_put && put_header(response, security[i].name, security[i].value);
    }
    return is_put && put_header(response, "Cache-Control", caches[reply->cache]);
}

static int
send_it(const struct reply *reply, struct MHD_Connection *connection, bool is_last)
{
    struct span bytes =
        reply->fixed.data != NULL ? reply->fixed : buf_span(&reply->body);
    struct MHD_Response *response = response_of(bytes);
    bool is_sent;

    if (response == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    is_sent = put_headers(response, reply)
              && (!is_last || put_header(response, "Connection", "close"))
              && MHD_queue_response(connection, reply->status, response) == MHD_YES;
    MHD_destroy_response(response);
    return is_sent ? 0 : FAULT(FAULT_MEMORY);
}

int reply_send(const struct reply *reply, struct MHD_Connection *connection)
{
    return send_it(reply, connection, false);
}

int reply_send_last(const struct reply *reply, struct MHD_Connection *connection)
{
    return send_it(reply, connection, true);
}
