/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A request as handlers see it: finished, the body whole and within its route's limit,
 * the head checked by guard. Everything is borrowed and lasts until the reply is sent.
 * It knows no socket and no HTTP library, so that a test writes one by hand.
 */
#ifndef DAEMON_REQUEST_H
#define DAEMON_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum {
    REQUEST_CAPTURES = 2,
    REQUEST_HEADERS = 64,  /* more are refused */
    REQUEST_TARGET = 2048, /* bytes of path and query */
};

enum verb {
    VERB_OTHER,
    VERB_GET, /* HEAD too: the reply's body is left out when sent */
    VERB_POST,
    VERB_PUT,
    VERBS,
};

struct header {
    struct span name;
    struct span value;
};

struct request {
    enum verb verb;
    struct span path;
    struct span query; /* behind '?', as sent */
    struct span captures[REQUEST_CAPTURES];
    size_t header_count;
    const struct header *headers;
    struct span body;
    int64_t arrived; /* unix seconds at which the last byte was here */
};

/* "GET", "POST", "PUT"; and back: HEAD is VERB_GET, anything else VERB_OTHER. */
const char *request_verb_name(enum verb verb);
enum verb request_verb_find(const char *name);

/* The value of the first header of that name, in any case; empty when there is none. */
struct span request_header(const struct request *request, const char *name);

/* The value of the last header of that name; empty when there is none. */
struct span request_last(const struct request *request, const char *name);

/* How many headers have that name. */
size_t request_count(const struct request *request, const char *name);

#endif
