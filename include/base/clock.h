/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The clock a program goes by: the system's, or for practice elections a file that
 * holds the time as RFC 3339 (`2026-06-18T16:00:00Z`, a line feed may follow) and is
 * read at each use. Each main makes one and passes it on; safe from any thread. It
 * never goes back, whatever becomes of its source: what was closed stays closed.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/attr.h"

struct clock;

enum clock_refusal {
    CLOCK_ABSENT = 1, /* no such file, or it cannot be read */
    CLOCK_MALFORMED,  /* it holds no time */
};

MUST_USE int clock_new_system(struct clock **out);
MUST_USE int clock_new_file(const char *path, struct clock **out);
void clock_free(struct clock *clock);

/* Unix seconds: the latest that the source has said. */
int64_t clock_now(struct clock *clock);

/* It is this late at least: what was written down before the program began says so. */
void clock_hold(struct clock *clock, int64_t least);

OWNED(clock)

#endif
