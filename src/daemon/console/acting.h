/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers' acts in words, for the console's pages. A new kind of store/acts.h needs
 * one line of the table in acting.c. */
#ifndef DAEMON_ACTING_H
#define DAEMON_ACTING_H

#include "store/acts.h"

enum {
    ACTING_SIZE = 2 * ACT_SUBJECT_SIZE,
};

/* "accepted a nomination: P1" */
void acting_describe(const struct acted *acted, char out[static ACTING_SIZE]);

#endif
