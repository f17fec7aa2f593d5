/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A process of its own at the other end of a socket pair, forked early. */
#ifndef POST_CHILD_H
#define POST_CHILD_H

#include <sys/types.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

struct child {
    pid_t pid;
    int socket;
};

/* What it does until the socket ends: its exit code. */
typedef int (*child_life)(int socket, const void *options);

/* Forks. Of the daemon's files the child keeps standard error and its socket. */
MUST_USE int child_start(child_life life, const void *options, struct child *out);

/* It sees the end of the socket, has some tenths of a second to finish, and is ended.
 * Of one that was never started (pid and socket -1): nothing. */
void child_end(struct child *child, unsigned tenths);

/* Reads exactly size bytes; 1 at the end of the stream. */
MUST_USE int child_get(int socket, void *out, size_t size);

/* The same, appended to out; 1 too when they do not fit. */
MUST_USE int child_take(int socket, size_t size, struct buf *out);

/* Writes all bytes. */
MUST_USE int child_put(int socket, struct span bytes);

#endif
