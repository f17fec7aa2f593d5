/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents that one of two has signed, until the other has: see desk/hands. */
#ifndef STORE_HALVES_H
#define STORE_HALVES_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "store/roll.h"

struct half {
    int64_t id;
    unsigned type; /* of its entry */
    struct span document;
    struct sign_key signer;
    struct signature signature;
};

/* Keeps it and gives its id. Refuses ROLL_NO_ROOM. */
MUST_USE int halves_add(struct roll *roll, const struct half *half, int64_t *id);

/* One that is not there is no trouble. */
MUST_USE int halves_remove(struct roll *roll, int64_t id);

/* Every one, the oldest first, until one is not 0. */
typedef int (*halves_visit)(void *context, const struct half *half);
MUST_USE int halves_each(struct roll *roll, halves_visit visit, void *context);

#endif
