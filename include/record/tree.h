/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Merkle tree of RFC 6962 (SHA-256) in memory: it grows by leaf hashes and gives
 * the root, proofs and hash tiles (C2SP tlog-tiles) of every size it ever had. It
 * keeps every second level of hashes, 43 bytes an entry. It holds no entries and
 * signs nothing. Reading is safe from several threads while none appends.
 */
#ifndef RECORD_TREE_H
#define RECORD_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "record/proof.h"

enum {
    TILE_WIDTH = 256,
    TILE_LEVELS = 8,
};

enum tree_refusal {
    TREE_RANGE = 1, /* a size or index the tree has not reached, or a tile it lacks */
};

struct tree;

MUST_USE int tree_new(struct tree **out);
void tree_free(struct tree *tree);

/* Appends a leaf hash, as entry_leaf makes it. */
MUST_USE int tree_append(struct tree *tree, const struct digest *leaf);

uint64_t tree_size(const struct tree *tree);

/* The leaf hash at the index. */
MUST_USE int tree_leaf(const struct tree *tree, uint64_t index, struct digest *out);

/* The root when the tree had `size` leaves; SHA-256 of nothing when size is 0. */
MUST_USE int tree_root(const struct tree *tree, uint64_t size, struct digest *out);

/* That leaf `index` is in the tree of `size` leaves; index < size. */
MUST_USE int tree_inclusion(const struct tree *tree,
                            uint64_t index,
                            uint64_t size,
                            struct proof *out);

/* That the tree of `size` leaves extends the one of `old` leaves; 0 < old <= size. */
MUST_USE int tree_consistency(const struct tree *tree,
                              uint64_t old,
                              uint64_t size,
                              struct proof *out);

/* Appends the hashes of a tile, the first `width` (1 to 256) of it. */
MUST_USE int tree_tile(const struct tree *tree,
                       unsigned level,
                       uint64_t index,
                       unsigned width,
                       struct buf *out);

OWNED(tree)

#endif
