/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an officer ticks before a replacement (rules 29 to 31), and what is said when it
 * is missing, with the trust's own number of the rule. */
#ifndef DAEMON_TICKS_H
#define DAEMON_TICKS_H

#include <stddef.h>

#include "core/register.h"
#include "desk/desk.h"

enum {
    TICKS_SIZE = 300,
};

/* Of a gate, by its place. */
const char *ticks_words(size_t place);

/* The first gate that is missing. */
void ticks_missing(struct desk *desk,
                   enum replace_register kept_in,
                   unsigned missing,
                   char out[static TICKS_SIZE]);

/* From when a code may be said to be lost. */
void ticks_early(struct desk *desk, char out[static TICKS_SIZE]);

#endif
