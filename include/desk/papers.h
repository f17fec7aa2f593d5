/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Print files that wait to be collected (DIR/letters/N.sealed): sealed to the officer,
 * and nobody's business once they are printed. What is removed is overwritten first.
 */
#ifndef DESK_PAPERS_H
#define DESK_PAPERS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/desk.h"

enum papers_refusal {
    PAPERS_UNKNOWN = 1, /* no such print file, or collected already */
    PAPERS_GRANT,
    PAPERS_NO_ROOM,
};

/* The number N of each, ascending. */
typedef int (*papers_visit)(void *context, uint32_t number);
MUST_USE int desk_papers(struct desk *desk, papers_visit visit, void *context);

/* The officer has it printed: the file goes. An officer who replaces may say so. */
MUST_USE int desk_papers_collected(struct desk *desk,
                                   const struct sign_key *officer,
                                   uint32_t number);

#endif
