/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An HTTP client: bytes in and out, over http and https, one connection kept alive. It
 * follows no redirection, uses no proxy and no cookies, takes no answer longer than it
 * was told, waits no longer than it was told, and knows nothing of what it carries.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    HTTP_ADDRESS_SIZE = 1024,
    HTTP_TYPE_SIZE = 128,
    HTTP_TIMEOUT = 60, /* seconds, unless the request says otherwise */
};

enum http_refusal {
    HTTP_ADDRESS = 1, /* not an http or https address, or too long */
    HTTP_UNREACHABLE, /* no connection, no trusted certificate, or no whole answer */
    HTTP_TIMED_OUT,
    HTTP_TOO_LARGE, /* the answer would pass the ceiling of its buf */
};

enum http_verb {
    HTTP_GET,
    HTTP_POST,
    HTTP_PUT,
};

struct http_request {
    enum http_verb verb;
    const char *address;
    const char *type;   /* of the body; NULL where there is none */
    const char *bearer; /* for Authorization, or NULL; wiped by its owner */
    struct span body;
    unsigned timeout; /* seconds; 0 for HTTP_TIMEOUT */
};

struct http_answer {
    unsigned status;
    char type[HTTP_TYPE_SIZE]; /* "" when the server names none */
};

/* One client serves one thread at a time. */
struct http;

MUST_USE int http_new(struct http **out);
void http_free(struct http *http);

/*
 * Sends the request and appends the answer's body to `body`, whose ceiling bounds it.
 * 0 means that a whole answer came, whatever its status.
 */
MUST_USE int http_send(struct http *http,
                       const struct http_request *request,
                       struct buf *body,
                       struct http_answer *out);

/* base ‖ path, one slash between: HTTP_ADDRESS when it is no http address or does not
 * fit. base may end in a slash, path begins with one. */
MUST_USE int
http_address(const char *base, const char *path, char out[HTTP_ADDRESS_SIZE]);

/* A refusal for people: "no connection", … */
const char *http_refusal_name(int refusal);

OWNED(http)

#endif
