/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A trustee's sheet of paper typed in again, on a terminal or in a file. */
#ifndef TALLY_RETYPED_H
#define TALLY_RETYPED_H

#include "base/attr.h"
#include "seal/paper.h"

enum retyped_extent {
    RETYPED_SHARE = 1, /* the first block alone; the other secret stays zero */
    RETYPED_ALL,
};

/*
 * file: NULL asks on the terminal, without echo, again when a group is mistyped.
 * COMMAND_REFUSED, said on stderr, also of a file that others could read. The caller
 * gives guarded memory for the secrets.
 */
MUST_USE int retyped_read(const char *file,
                          enum retyped_extent extent,
                          struct paper_secret out[PAPER_BLOCKS]);

#endif
