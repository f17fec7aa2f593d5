/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The herald (protocol.md §7): a process of its own, forked before any thread or
 * database is opened, that alone speaks with the witnesses. It is told their addresses
 * at its birth and goes nowhere else. It is handed requests of C2SP tlog-witness and
 * brings the answers, knowing nothing of what they say. Each witness has one thread
 * there and one request at a time, so that none waits for another.
 */
#ifndef POST_HERALD_H
#define POST_HERALD_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"

enum {
    HERALD_WITNESSES_MAX = 16,
    HERALD_BODY_MAX = 32 << 10, /* of a request, and of an answer */
    HERALD_TIMEOUT = 10,        /* seconds for a whole answer */
};

struct herald;

struct herald_options {
    size_t count;
    const char
        *addresses[HERALD_WITNESSES_MAX]; /* http or https: submission prefixes */
};

/* Forks. Call it before any thread, database or secret exists in this process. */
MUST_USE int herald_start(const struct herald_options *options, struct herald **out);
void herald_free(struct herald *herald);

size_t herald_count(const struct herald *herald);

enum herald_call {
    HERALD_ADD = 1, /* POST add-checkpoint: the body */
    HERALD_LATEST,  /* GET NAME/checkpoint: the name */
};

/* Only to one of whom no news is awaited. From one thread, as herald_read. */
MUST_USE int herald_send(struct herald *herald,
                         size_t witness,
                         enum herald_call call,
                         struct span bytes);

struct herald_news {
    size_t witness;
    unsigned status; /* of HTTP; 0: no whole answer came */
    struct span body;
};

typedef int (*herald_visit)(void *context, const struct herald_news *news);

/* Visits the news there are, having waited for the first of them for at most some
 * milliseconds. A fault when the child is gone. */
MUST_USE int
herald_read(struct herald *herald, int milliseconds, herald_visit visit, void *context);

OWNED(herald)

#endif
