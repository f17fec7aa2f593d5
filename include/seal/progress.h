/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a long step tells how far it is. A library calls; only a program with a terminal
 * supplies the function, so that NULL, or a progress without one, is silence.
 */
#ifndef SEAL_PROGRESS_H
#define SEAL_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct progress {
    void (*tell)(void *context, uint64_t done, uint64_t total);
    void *context;
};

static inline void
progress_tell(const struct progress *progress, uint64_t done, uint64_t total)
{
    if (progress != NULL && progress->tell != NULL) {
        progress->tell(progress->context, done, total);
    }
}

#endif
