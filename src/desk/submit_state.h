/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What submissions leave waiting: objects that a validated document names and are not
 * here yet. Bounded, in memory. Inside desk/ only, under the desk's submit_lock.
 */
#ifndef DESK_SUBMIT_STATE_H
#define DESK_SUBMIT_STATE_H

#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"

enum {
    EXPECTED_MAX = 64,
};

struct submit_state {
    size_t expected_next; /* a ring: the oldest gives way */
    struct object_ref expected[EXPECTED_MAX];
};

MUST_USE int submit_state_new(struct submit_state **out);
void submit_state_free(struct submit_state *state);

void submit_state_expect(struct submit_state *state, const struct object_ref *object);

/* NULL when it is not expected. */
const struct object_ref *submit_state_find(const struct submit_state *state,
                                           const struct digest *digest);

#endif
