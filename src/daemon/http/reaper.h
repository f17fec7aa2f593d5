/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The reaper: absolute deadlines of connections. The library's own timeout counts from
 * the last byte, so a client that drips bytes would stay for ever. A thread looks at
 * all lines some times a second and cuts those that are late. It knows sockets, not
 * HTTP; the holder of a line says what its next deadline means.
 */
#ifndef DAEMON_REAPER_H
#define DAEMON_REAPER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

struct reaper;
struct line;

enum line_fate {
    LINE_CUT,  /* late: the socket is shut down */
    LINE_TELL, /* the farewell is written first */
    LINE_WAKE, /* nothing is cut: wake is called, once */
};

/* The farewell outlives the reaper; empty: late lines are cut without a word. */
MUST_USE int reaper_new(struct span farewell, struct reaper **out);

/* Stops the thread; no line may be left. */
void reaper_free(struct reaper *reaper);

/* A new connection. `wake` is called with `context` from the reaper's thread. */
MUST_USE int reaper_add(struct reaper *reaper, int socket, struct line **out);

/* Before its socket is closed: afterwards the reaper never touches it. */
void reaper_remove(struct reaper *reaper, struct line *line);

/* From now, in milliseconds; replaces the line's deadline. */
void reaper_allow(struct line *line, int64_t milliseconds, enum line_fate fate);

/* As reaper_allow, but never later than the deadline there is. */
void reaper_hasten(struct line *line, int64_t milliseconds, enum line_fate fate);

/* As reaper_allow with LINE_WAKE, once the deadline passes. */
void reaper_wake(struct line *line,
                 int64_t milliseconds,
                 void (*wake)(void *context),
                 void *context);

/* Says the farewell at once, if one may be said, as to a client that left halfway. */
void reaper_tell(struct line *line);

/* All deadlines pass now. */
void reaper_hurry(struct reaper *reaper);

/* Connections there are now. */
size_t reaper_count(const struct reaper *reaper);

OWNED(reaper)

#endif
