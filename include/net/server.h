/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A small HTTP server for one purpose: bytes in and out on one thread, GET and POST. It
 * speaks no TLS and forwards nothing; a proxy before it does. It takes no body longer
 * than it was told and closes a connection that is silent for as long as it was told.
 */
#ifndef NET_SERVER_H
#define NET_SERVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum server_refusal {
    SERVER_ADDRESS = 1, /* not an address of this machine, or in use */
};

enum server_verb {
    SERVER_GET,
    SERVER_POST,
};

/* Borrowed for the call. */
struct server_request {
    enum server_verb verb;
    const char *path; /* without a query */
    struct span body;
};

struct server_reply {
    unsigned status;
    const char *type; /* of the body; a literal */
    struct buf body;
};

/* Fills in the reply, whose body has a ceiling of body_max. A fault ends the server. */
typedef int (*server_answer)(void *context,
                             const struct server_request *request,
                             struct server_reply *reply);

struct server_options {
    const char *address; /* in figures */
    uint16_t port;       /* 0: any that is free */
    size_t body_max;
    unsigned silence; /* seconds */
    server_answer answer;
    void *context;
};

struct server;

/* Listens from now on, answers in server_run. The context is borrowed. */
MUST_USE int server_new(const struct server_options *options, struct server **out);
void server_free(struct server *server);

uint16_t server_port(const struct server *server);

/* Answers until SIGINT, SIGTERM, server_stop or a fault. */
MUST_USE int server_run(struct server *server);

/* From any thread. */
void server_stop(struct server *server);

OWNED(server)

#endif
