/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The guard: what a request's head may look like. libmicrohttpd is lenient (two
 * lengths, folded lines, NUL bytes, bare line ends), and leniency between two servers
 * smuggles requests; so the head is read once more, as the bytes that lie in memory,
 * and must be exactly what the library says it read. Checks only: keeps nothing.
 */
#ifndef DAEMON_GUARD_H
#define DAEMON_GUARD_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

#include "problem.h"
#include "request.h"

/*
 * The head as the library left it: every line end overwritten by two NUL bytes, the
 * spaces of the first line, '?' and each colon by one.
 */
struct head {
    struct span bytes;   /* method to the blank line, both included */
    const char *target;  /* where the target began in it */
    size_t target_size;  /* its length before the library changed it */
    const char *version; /* "HTTP/1.1" within the bytes */
    size_t header_count;
    const struct header *headers; /* within the bytes, in order */
};

/* PROBLEM_NONE, or why the target (as sent, NUL-terminated) is refused. */
enum problem guard_target(const char *target);

/* PROBLEM_NONE, or why the head is refused. */
enum problem guard_head(const struct head *head);

/* Content-Length of a head that passed; 0 when it has none. UINT64_MAX: too many digits
 */
uint64_t guard_length(const struct request *request);

#endif
