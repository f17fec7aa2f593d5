/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An equation of a proof over public data, as Σ scalar·point = 0: its terms are put
 * down one by one and then asked whether they vanish. Here each equation is asked by
 * itself; a batch is the same terms under a random weight an equation, asked once.
 */
#ifndef SEAL_TERMS_H
#define SEAL_TERMS_H

#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"

struct terms {
    struct scalar *scalars;
    struct point *points;
    size_t count;
    size_t capacity;
};

MUST_USE int terms_init(struct terms *terms, size_t capacity);
void terms_deinit(struct terms *terms);
void terms_reset(struct terms *terms);

/* At most `capacity` of them, of our own counting. */
void terms_add(struct terms *terms, struct scalar scalar, const struct point *point);
void terms_sub(struct terms *terms, struct scalar scalar, const struct point *point);

enum terms_refusal {
    TERMS_DIFFER = 1,
};

/* Whether the sum is the identity. */
MUST_USE int terms_vanish(const struct terms *terms);

#endif
