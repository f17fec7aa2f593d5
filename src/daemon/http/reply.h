/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A reply that a handler fills and the daemon sends. The handler answers once: 0 and a
 * filled reply, a fault, or REPLY_LATER when it has handed the ticket to somebody who
 * will answer. Security headers have their one home in reply.c, which also knows how
 * libmicrohttpd sends a reply; handlers need not.
 */
#ifndef DAEMON_REPLY_H
#define DAEMON_REPLY_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

#include "problem.h"

struct MHD_Connection;
struct reply;

enum {
    REPLY_LATER = 1,
    REPLY_COOKIES = 2,
    REPLY_COOKIE_SIZE = 200,
    REPLY_LOCATION_SIZE = 256,
    REPLY_ALLOW_SIZE = 64,
    REPLY_FILE_SIZE = 64,
    REPLY_BODY_MAX = 64 << 20,
};

/* How problems are worded: a document for programs, a page for people. */
enum reply_voice {
    REPLY_PROGRAM,
    REPLY_PERSON,
};

enum reply_cache {
    REPLY_NO_STORE, /* the rule */
    REPLY_KEEP,     /* never changes: assets, and tiles and objects once published */
};

/* A promise of a reply: whoever holds it answers once, from any thread. */
struct ticket {
    void (*answer)(struct ticket *ticket, struct reply *reply);
};

struct reply {
    unsigned status;
    const char *type; /* a literal */
    struct buf body;
    struct span fixed; /* sent in place of body: bytes that outlive the reply */
    enum reply_cache cache;
    enum reply_voice voice;
    enum problem problem; /* not NONE: the body is made of it when sent */
    char *detail;         /* NULL: the table's advice */
    unsigned retry_after; /* seconds; 0: no such header */
    char allow[REPLY_ALLOW_SIZE];
    char location[REPLY_LOCATION_SIZE];
    char file[REPLY_FILE_SIZE]; /* "": not a download */
    size_t cookie_count;
    char cookies[REPLY_COOKIES][REPLY_COOKIE_SIZE];
    struct ticket *ticket; /* for REPLY_LATER; never NULL in a handler */
};

void reply_init(struct reply *reply);
void reply_deinit(struct reply *reply);

/* Moves all but the ticket from `from`, which is empty afterwards. */
void reply_move(struct reply *reply, struct reply *from);

/* Starts a reply of this status and type; what is put to the buf is its body. */
struct buf *reply_begin(struct reply *reply, unsigned status, const char *type);

/* The body is these bytes, which never change nor go away. */
void reply_fixed(struct reply *reply, const char *type, struct span bytes);

/* A refusal; 0, so that a handler may end with it. The detail is copied. */
int reply_problem(struct reply *reply, enum problem problem);
int reply_problem_detail(struct reply *reply, enum problem problem, const char *detail);

/* 303: the answer to a form's POST. The location is one of ours: a path. */
int reply_see(struct reply *reply, const char *location);

/* Sets a cookie: HttpOnly, SameSite=Strict, Secure, for the path given; gone after
 * seconds, at once when 0. Name and value are tokens of ours. */
MUST_USE int reply_cookie(struct reply *reply,
                          const char *path,
                          const char *name,
                          const char *value,
                          unsigned seconds);

/* Makes the body of a problem, and a fault's answer of a body that failed. */
MUST_USE int reply_finish(struct reply *reply);

/* The status of a problem, nothing of what was begun, and a body of this type. */
struct buf *reply_begin_problem(struct reply *reply, const char *type);

/* Answers whoever waits; the reply's contents are handed over. */
void reply_answer(struct ticket *ticket, struct reply *reply);

/* A whole response of HTTP/1.1 that closes: for a client whose request never ended. */
MUST_USE int reply_write_raw(enum problem problem, struct buf *out);

/* Queues the reply; its bytes must last until the request is completed. */
MUST_USE int reply_send(const struct reply *reply, struct MHD_Connection *connection);
MUST_USE int reply_send_last(const struct reply *reply,
                             struct MHD_Connection *connection);

#endif
