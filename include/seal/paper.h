/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A trustee's secrets as they are kept on paper: 32 bytes in 14 groups of five
 * Crockford symbols, a block a secret. Each group ends with a symbol that checks it and
 * its place; the last one checks the whole. What is typed is a secret: its holder wipes
 * it.
 */
#ifndef SEAL_PAPER_H
#define SEAL_PAPER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum {
    PAPER_SECRET_SIZE = 32,
    PAPER_GROUPS = 14,
    PAPER_TEXT_SIZE = PAPER_GROUPS * 6, /* hyphens between the groups, a NUL */
};

enum paper_block {
    PAPER_STATIC, /* d_j: with the ceremony object it restores the share */
    PAPER_SIGN,   /* the seed of the key that signs the trustee's acts */
    PAPER_BLOCKS,
};

struct paper_secret {
    uint8_t bytes[PAPER_SECRET_SIZE];
};

enum paper_refusal {
    PAPER_MALFORMED = 1, /* another symbol, or too many or too few */
    PAPER_MISTYPED,      /* the group told is not what was written */
};

void paper_write(enum paper_block block,
                 const struct paper_secret *secret,
                 char out[PAPER_TEXT_SIZE]);

/* What somebody typed, read as kindly as a token. group: from 1, when mistyped. */
MUST_USE int paper_read(enum paper_block block,
                        struct span text,
                        struct paper_secret *out,
                        unsigned *group);

#endif
