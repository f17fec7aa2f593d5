/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Counting and declaring, for `declare` and `run`. */
#ifndef TALLY_DECLARING_H
#define TALLY_DECLARING_H

#include "base/attr.h"
#include "opened.h"
#include "options.h"

struct declaring {
    struct option_list lots;
    const char *seed;     /* hex, or NULL */
    const char *sentence; /* or NULL: the usual one */
    const struct keyfile *officers[PRODUCT_SIGNERS_MAX];
    size_t officer_count;
};

/* Counts, signs and puts the result; says what stops it. Prints who is elected. */
MUST_USE int declaring_do(const struct declaring *declaring,
                          struct opened *opened,
                          const struct sink *sink);

#endif
