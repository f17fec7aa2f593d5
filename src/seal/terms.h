/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A sum Σ scalar·element over public data, after Pippenger: terms are put down one by
 * one and summed at once, for a fraction of what each would cost alone, a long sum by
 * all threads. Not constant in time: nothing secret may be put here.
 */
#ifndef SEAL_TERMS_H
#define SEAL_TERMS_H

#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "element.h"

struct terms {
    size_t count;
    size_t room;
    struct scalar *scalars;
    struct element *elements;
};

MUST_USE int terms_init(struct terms *terms, size_t room);
void terms_deinit(struct terms *terms);

/* Puts down the scalar of a term and gives the place for its element, to be filled in;
 * at most `room` terms, of our own counting. */
struct element *terms_next(struct terms *terms, const struct scalar *scalar);

/* Places of it, none of them put down yet, for one thread to fill while others fill
 * theirs; borrowed. Then the whole is told how many there are in all. */
struct terms terms_part(const struct terms *terms, size_t first, size_t room);
void terms_filled(struct terms *terms, size_t count);

/* The sum of all put down; the identity when there are none. */
MUST_USE int terms_sum(const struct terms *terms, struct element *out);

#endif
