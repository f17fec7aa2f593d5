// SPDX-License-Identifier: AGPL-3.0-or-later
#include "submit_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

int submit_state_new(struct submit_state **out)
{
    struct submit_state *state = calloc(1, sizeof(*state));

    if (!state) {
        return FAULT(FAULT_MEMORY);
    }
    *out = state;
    return 0;
}

void submit_state_free(struct submit_state *state)
{
    free(state);
}

const struct object_ref *submit_state_find(const struct submit_state *state,
                                           const struct digest *digest)
{
    size_t i;

    for (i = 0; i < EXPECTED_MAX; i++) {
        const struct object_ref *object = &state->expected[i];

        if (object->size > 0 && memcmp(&object->digest, digest, sizeof(*digest)) == 0) {
            return object;
        }
    }
    return NULL;
}

void submit_state_expect(struct submit_state *state, const struct object_ref *object)
{
    const struct object_ref *found = submit_state_find(state, &object->digest);

    if (!found || found->size != object->size) {
        state->expected[state->expected_next] = *object;
        state->expected_next = (state->expected_next + 1) % EXPECTED_MAX;
    }
}
