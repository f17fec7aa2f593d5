/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The web server: connections, deadlines and limits around libmicrohttpd, which only
 * this module and reply know. Poll mode with a pool of threads, never epoll: that mode
 * stalls at 128 ready connections and spins on silent TLS handshakes.
 */
#ifndef DAEMON_HTTPD_H
#define DAEMON_HTTPD_H

#include <stdint.h>

#include "base/attr.h"

#include "router.h"

struct httpd;

/* Milliseconds. */
struct httpd_deadlines {
    int64_t headers; /* a new connection's first head; any later head once begun */
    int64_t request; /* the body, and all of the request */
    int64_t idle;    /* kept alive, nothing sent yet */
    int64_t later;   /* until who answers later has answered */
    int64_t reply;   /* the reply is fetched, and one second a 32 KiB more */
};

extern const struct httpd_deadlines httpd_deadlines_usual;

struct httpd_options {
    const char *address; /* numeric, IPv4 or IPv6 */
    uint16_t port;       /* 0: any free one */
    unsigned threads;
    unsigned per_thread;     /* connections a thread */
    unsigned per_address;    /* connections of one address; 0: no limit */
    unsigned per_forwarded;  /* behind a proxy that appends to X-Forwarded-For: requests
                                under way of one address; 0: nobody's word is taken */
    const char *certificate; /* PEM texts; NULL: plain HTTP */
    const char *key;
    struct httpd_deadlines deadlines;
    const struct site *site;
    struct routes routes;
    const char *origin; /* of our own pages; NULL: any may send forms */
    /* NULL: problems are told in one way to people and programs. */
    int (*explain)(const struct site *site,
                   enum problem problem,
                   const char *detail,
                   struct buf *out);
    int64_t (*now)(void *context);
    void *now_context;
};

enum httpd_refusal {
    HTTPD_ADDRESS = 1, /* not an address of this machine, or in use */
    HTTPD_TLS,         /* certificate and key do not serve */
    HTTPD_FILES,       /* the system allows too few open files for that many */
};

/* Listens and serves. Site, routes and texts must outlive it. */
MUST_USE int httpd_start(const struct httpd_options *options, struct httpd **out);

uint16_t httpd_port(const struct httpd *httpd);

/* Takes no new connection, answers what is under way, for so long at most. */
void httpd_drain(struct httpd *httpd, int64_t milliseconds);

/* Ends all that is left, and the threads. */
void httpd_free(struct httpd *httpd);

OWNED(httpd)

#endif
