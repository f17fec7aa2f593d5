/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What submissions leave waiting: objects that a validated document names and are not
 * here yet, and documents that one of two hands has signed. Bounded, in memory. Inside
 * desk/ only, under the desk's submit_lock.
 */
#ifndef DESK_SUBMIT_STATE_H
#define DESK_SUBMIT_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "record/entry.h"

enum {
    EXPECTED_MAX = 64,
    HANDS_MAX = 8,
};

/* A document that one of two has signed: officers, or issuer and officer. */
struct half_signed {
    enum entry_type type;
    struct signer signer;
    struct buf document;
};

struct submit_state {
    size_t expected_next; /* a ring: the oldest gives way */
    struct object_ref expected[EXPECTED_MAX];
    size_t hand_count;
    struct half_signed hands[HANDS_MAX];
};

MUST_USE int submit_state_new(struct submit_state **out);
void submit_state_free(struct submit_state *state);

void submit_state_expect(struct submit_state *state, const struct object_ref *object);

/* NULL when it is not expected. */
const struct object_ref *submit_state_find(const struct submit_state *state,
                                           const struct digest *digest);

/*
 * Adds the other officer's signature to the entry if this document was signed before by
 * another; else keeps it and says false.
 */
MUST_USE int
submit_state_join(struct submit_state *state, struct entry *entry, bool *joined);

/* Whether a document of this type waits for its second hand. */
bool submit_state_waits(const struct submit_state *state, enum entry_type type);

/* Whether this document waits for its second hand. */
bool submit_state_has(const struct submit_state *state, struct span document);

/* Forgets all of a type but this document. */
void submit_state_supersede(struct submit_state *state,
                            enum entry_type type,
                            struct span document);

/* Forgets the document once it is in the record. */
void submit_state_forget(struct submit_state *state, struct span document);

#endif
