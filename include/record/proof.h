/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Merkle proofs of RFC 6962 (SHA-256) and their verification: what anybody can check
 * without the tree. record/tree makes them.
 */
#ifndef RECORD_PROOF_H
#define RECORD_PROOF_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"

enum {
    PROOF_HASHES_MAX = 64,
};

/* Hashes from the leaf's side up, in the order of RFC 6962. */
struct proof {
    size_t count;
    struct digest hashes[PROOF_HASHES_MAX];
};

/* A size of the tree and its root: what a checkpoint says. */
struct tree_head {
    uint64_t size;
    struct digest root;
};

enum proof_refusal {
    PROOF_FALSE = 1, /* it does not prove this */
};

/* The hash above two: SHA-256(0x01 ‖ left ‖ right). `out` may be one of them. */
void proof_join(const struct digest *left,
                const struct digest *right,
                struct digest *out);

/* That the leaf hash stands at the index under the head. */
MUST_USE int proof_check_inclusion(const struct digest *leaf,
                                   uint64_t index,
                                   const struct tree_head *head,
                                   const struct proof *proof);

/* That `head` extends `old`; an old head of size 0 is extended by every head. */
MUST_USE int proof_check_consistency(const struct tree_head *old,
                                     const struct tree_head *head,
                                     const struct proof *proof);

#endif
