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
    size_t i;

    if (state) {
        for (i = 0; i < state->hand_count; i++) {
            buf_deinit(&state->hands[i].document);
        }
        free(state);
    }
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

bool submit_state_waits(const struct submit_state *state, enum entry_type type)
{
    size_t i;

    for (i = 0; i < state->hand_count; i++) {
        if (state->hands[i].type == type) {
            return true;
        }
    }
    return false;
}

static void drop(struct submit_state *state, size_t place)
{
    buf_deinit(&state->hands[place].document);
    state->hand_count--;
    memmove(&state->hands[place],
            &state->hands[place + 1],
            (state->hand_count - place) * sizeof(state->hands[0]));
}

void submit_state_forget(struct submit_state *state, struct span document)
{
    size_t i;

    for (i = state->hand_count; i > 0; i--) {
        if (span_is_equal(buf_span(&state->hands[i - 1].document), document)) {
            drop(state, i - 1);
        }
    }
}

bool submit_state_has(const struct submit_state *state, struct span document)
{
    size_t i;

    for (i = 0; i < state->hand_count; i++) {
        if (span_is_equal(buf_span(&state->hands[i].document), document)) {
            return true;
        }
    }
    return false;
}

void submit_state_supersede(struct submit_state *state,
                            enum entry_type type,
                            struct span document)
{
    size_t i;

    for (i = state->hand_count; i > 0; i--) {
        const struct half_signed *half = &state->hands[i - 1];

        if (half->type == type && !span_is_equal(buf_span(&half->document), document)) {
            drop(state, i - 1);
        }
    }
}

static int keep(struct submit_state *state, const struct entry *entry)
{
    struct half_signed *half;
    int r;

    /* The oldest gives way. */
    if (state->hand_count == HANDS_MAX) {
        drop(state, 0);
    }
    half = &state->hands[state->hand_count];
    half->type = entry->type;
    half->signer = entry->signers[0];
    buf_init(&half->document, ENTRY_SIZE_MAX);
    buf_put_span(&half->document, entry->document);
    r = FOLD(buf_status(&half->document));
    if (r != 0) {
        buf_deinit(&half->document);
        return r;
    }
    state->hand_count++;
    return 0;
}

int submit_state_join(struct submit_state *state, struct entry *entry, bool *joined)
{
    size_t i;

    *joined = false;
    for (i = 0; i < state->hand_count; i++) {
        const struct half_signed *half = &state->hands[i];

        if (half->type != entry->type
            || !span_is_equal(buf_span(&half->document), entry->document)) {
            continue;
        }
        *joined =
            memcmp(&half->signer.key, &entry->signers[0].key, sizeof(half->signer.key))
            != 0;
        if (*joined) {
            entry->signers[entry->signer_count++] = half->signer;
        }
        return 0;
    }
    return keep(state, entry);
}
