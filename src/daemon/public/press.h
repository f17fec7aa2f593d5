/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Anybody may ask for a PDF, and each is laid out anew: one at a time, so that votes
 * never wait for paper. Who comes meanwhile is told to come again.
 */
#ifndef DAEMON_PRESS_H
#define DAEMON_PRESS_H

#include <stdatomic.h>
#include <stdbool.h>

struct press {
    atomic_flag is_taken;
};

/* Whether it is ours now; press_give it back then. NULL is nobody's and always free. */
bool press_take(struct press *press);
void press_give(struct press *press);

#endif
