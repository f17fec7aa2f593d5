/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A long piece of work in parts, done on every processor this process may use. Which
 * thread does which part is left to chance; what comes out is not: parts are begun in
 * order, and of several that fail the first in order is told.
 */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

#include <stddef.h>

#include "base/attr.h"

enum {
    THREADS_MAX = 64,
};

/* How many parts are done at a time: 1 to THREADS_MAX. */
unsigned threads_count(void);

/* One part, counted from 0. Others run at the same time with the same context. */
typedef int (*threads_part)(void *context, size_t part);

/*
 * Does all parts and returns when none runs any more: 0, or the result of the first
 * part in order that did not end with 0; later parts may then be left out.
 */
MUST_USE int threads_run(size_t parts, threads_part part, void *context);

#endif
