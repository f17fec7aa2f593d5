/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An exchange: one request and its reply, from the first line to the last byte sent.
 * It is the state machine between libmicrohttpd's many calls and a handler's one: it
 * decides whether the request is taken or refused, keeps the body, runs the handler
 * and waits for who answers later. It knows neither sockets nor the library.
 */
#ifndef DAEMON_EXCHANGE_H
#define DAEMON_EXCHANGE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"

#include "guard.h"
#include "peers.h"
#include "reply.h"
#include "request.h"
#include "router.h"

/* What all exchanges of a daemon share. */
struct exchange_world {
    const struct site *site; /* given to handlers as it is */
    struct routes routes;
    const char *origin; /* of our own pages: scheme, host and port; NULL: any */
    /* Writes the page of a problem for people; NULL: everybody gets the document. */
    int (*explain)(const struct site *site,
                   enum problem problem,
                   const char *detail,
                   struct buf *out);
    int64_t (*now)(void *context); /* unix seconds */
    void *now_context;
    void (*suspend)(void *connection); /* stop reading and calling; until resume */
    void (*resume)(void *connection);  /* from any thread */
    struct peers
        *peers; /* counts requests by X-Forwarded-For; NULL: not to be believed */
};

enum exchange_state {
    EXCHANGE_HEAD,    /* only the first line is known */
    EXCHANGE_BODY,    /* the body is read */
    EXCHANGE_DRAIN,   /* refused: the body is read and thrown away, then answered */
    EXCHANGE_CLOSE,   /* refused: answered at once, the connection ends */
    EXCHANGE_RUNNING, /* in the handler */
    EXCHANGE_WAITING, /* suspended until the ticket is answered */
    EXCHANGE_READY,   /* the reply is finished */
};

struct exchange {
    struct ticket ticket; /* first: a ticket is its exchange */
    const struct exchange_world *world;
    void *connection;
    const struct route *route;
    struct request request;
    struct header headers[REQUEST_HEADERS];
    struct buf body;
    uint64_t drained;
    struct reply reply;
    pthread_mutex_t lock; /* of state and reply, from RUNNING on, and of holders */
    enum exchange_state state;
    unsigned holders; /* the connection, and the ticket while it is out */
    bool is_last;     /* the connection ends with this reply */
    bool has_peer;    /* counted among its peers */
    struct peer peer;
    const char *target_at; /* where it was: for guard only */
    size_t target_size;
    char target[REQUEST_TARGET + 1];
};

/* A request begins; `target` is as sent, NUL-terminated, and need not be sane. */
MUST_USE int exchange_new(const struct exchange_world *world,
                          void *connection,
                          const char *target,
                          struct exchange **out);

/* The connection is done with it; a ticket that is out keeps the rest alive. */
void exchange_free(struct exchange *exchange);

/* What an overfull or stopping daemon answers instead of looking at the request. */
void exchange_refuse(struct exchange *exchange, enum problem problem);

/*
 * The head is here: finds the route, or why not. Afterwards the state is BODY, DRAIN
 * or CLOSE; headers of `head` are copied, what they point to must last.
 */
void exchange_head(struct exchange *exchange,
                   const char *method,
                   const struct head *head);

/* A piece of the body. False: more than anybody may send; end the connection. */
bool exchange_data(struct exchange *exchange, struct span piece);

/*
 * All is here: runs the handler unless refused. True: the reply is ready to be sent.
 * False: suspended until who answers later has answered; then called again.
 */
MUST_USE bool exchange_end(struct exchange *exchange);

/* The deadline of who answers later has passed: READY with 503, if still WAITING. */
void exchange_expire(void *context);

OWNED(exchange)

#endif
