// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/proof.h"

#include <stdbool.h>
#include <string.h>

#include "base/span.h"
#include "seal/sha256.h"

enum {
    NODE = 0x01, /* RFC 6962's prefix of an inner node */
};

void proof_join(const struct digest *left,
                const struct digest *right,
                struct digest *out)
{
    const uint8_t prefix = NODE;
    struct sha256 sha256;

    sha256_begin(&sha256);
    sha256_add(&sha256, SPAN(prefix));
    sha256_add(&sha256, SPAN(left->bytes));
    sha256_add(&sha256, SPAN(right->bytes));
    sha256_end(&sha256, out);
}

static bool is_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

/* The walk of RFC 9162 §2.1.3.2 and §2.1.4.2, from a leaf or an old tree to the root.
 */
struct walk {
    uint64_t at;   /* the node's place on its height */
    uint64_t last; /* the last node's */
    struct digest old;
    struct digest head;
};

static int climb(struct walk *walk, const struct digest *hash)
{
    if (walk->last == 0) {
        return PROOF_FALSE;
    }
    if (walk->at % 2 == 1 || walk->at == walk->last) {
        proof_join(hash, &walk->old, &walk->old);
        proof_join(hash, &walk->head, &walk->head);
        while (walk->at % 2 == 0 && walk->at != 0) {
            walk->at /= 2;
            walk->last /= 2;
        }
    } else {
        proof_join(&walk->head, hash, &walk->head);
    }
    walk->at /= 2;
    walk->last /= 2;
    return 0;
}

int proof_check_inclusion(const struct digest *leaf,
                          uint64_t index,
                          const struct tree_head *head,
                          const struct proof *proof)
{
    struct walk walk = {
        .at = index, .last = head->size - 1, .old = *leaf, .head = *leaf};
    size_t i;

    if (index >= head->size || proof->count > PROOF_HASHES_MAX) {
        return PROOF_FALSE;
    }
    for (i = 0; i < proof->count; i++) {
        if (climb(&walk, &proof->hashes[i]) != 0) {
            return PROOF_FALSE;
        }
    }
    return walk.last == 0 && is_equal(&walk.head, &head->root) ? 0 : PROOF_FALSE;
}

int proof_check_consistency(const struct tree_head *old,
                            const struct tree_head *head,
                            const struct proof *proof)
{
    struct walk walk = {.at = old->size - 1, .last = head->size - 1};
    size_t i = 0;

    if (old->size > head->size || proof->count > PROOF_HASHES_MAX) {
        return PROOF_FALSE;
    }
    if (old->size == 0 || old->size == head->size) {
        return proof->count == 0
                       && (old->size == 0 || is_equal(&old->root, &head->root))
                   ? 0
                   : PROOF_FALSE;
    }
    while (walk.at % 2 == 1) {
        walk.at /= 2;
        walk.last /= 2;
    }
    /* An old tree that is a full subtree is itself the first hash. */
    walk.old = old->root;
    if (walk.at != 0) {
        if (proof->count == 0) {
            return PROOF_FALSE;
        }
        walk.old = proof->hashes[i++];
    }
    walk.head = walk.old;
    for (; i < proof->count; i++) {
        if (climb(&walk, &proof->hashes[i]) != 0) {
            return PROOF_FALSE;
        }
    }
    return walk.last == 0 && is_equal(&walk.old, &old->root)
                   && is_equal(&walk.head, &head->root)
               ? 0
               : PROOF_FALSE;
}
