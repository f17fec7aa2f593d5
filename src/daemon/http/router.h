/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a route is, and how a request finds its own: 404 and 405 come from here alone.
 * A pattern's `{name}` is one segment of the path, `{name*}` all that is left; both are
 * captured as sent. Our paths need no percent signs, so none matches.
 */
#ifndef DAEMON_ROUTER_H
#define DAEMON_ROUTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

#include "reply.h"
#include "request.h"

struct site;

/* Who asks, and so in which words a problem is told. */
enum route_kind {
    ROUTE_PAGE,
    ROUTE_API,
    ROUTE_RECORD,
};

struct route {
    enum verb verb;
    enum route_kind kind;
    const char *pattern;
    size_t limit;     /* largest body in bytes; 0: none is taken */
    const char *type; /* the body's Content-Type, without parameters; NULL: any */

    /* Answers: 0 with the reply filled, a fault, or REPLY_LATER. */
    int (*serve)(const struct site *site,
                 const struct request *request,
                 struct reply *reply);

    /*
     * NULL, or asked before the body is read: what is refused, or PROBLEM_NONE and the
     * exact largest body in `limit`. Negative: a fault.
     */
    int (*admit)(const struct site *site, const struct request *request, size_t *limit);
};

struct routes {
    const struct route *table;
    size_t count;
};

/*
 * The route of the request's path and verb, its captures filled in; NULL: nothing at
 * this path, or not for this verb, in which case `allow` (REPLY_ALLOW_SIZE) is not "".
 */
const struct route *
router_find(const struct routes *routes, struct request *request, char *allow);

/* How problems are worded at this path, whether or not there is a route. */
enum reply_voice router_voice(struct span path);

#endif
