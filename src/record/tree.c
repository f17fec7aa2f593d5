// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/tree.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/fault.h"
#include "seal/hash.h"

enum {
    STRIDE = 2,  /* heights kept: 0, 2, 4, … */
    LEVELS = 32, /* of kept hashes: enough for 2^63 leaves */
    GROUP = 1 << STRIDE,
    TILE_HEIGHT = 8,
    FIRST_ROOM = 256,
};

/* The hashes of all full subtrees of one height. */
struct level {
    struct digest *hashes;
    size_t count;
    size_t room;
};

struct tree {
    struct level levels[LEVELS];
};

int tree_new(struct tree **out)
{
    struct tree *tree = calloc(1, sizeof(*tree));

    if (tree == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *out = tree;
    return 0;
}

void tree_free(struct tree *tree)
{
    size_t i;

    if (tree == NULL) {
        return;
    }
    for (i = 0; i < LEVELS; i++) {
        free(tree->levels[i].hashes);
    }
    free(tree);
}

/* Grows by a half, so that the room left over stays small beside the hashes. */
static int make_room(struct level *level)
{
    size_t room = level->room + level->room / 2;
    struct digest *hashes;

    if (level->count < level->room) {
        return 0;
    }
    room = room < FIRST_ROOM ? FIRST_ROOM : room;
    hashes = reallocarray(level->hashes, room, sizeof(*hashes));
    if (hashes == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    level->hashes = hashes;
    level->room = room;
    return 0;
}

/* The hash above four neighbours. */
static void join_group(const struct digest *four, struct digest *out)
{
    struct digest left;
    struct digest right;

    proof_join(&four[0], &four[1], &left);
    proof_join(&four[2], &four[3], &right);
    proof_join(&left, &right, out);
}

int tree_append(struct tree *tree, const struct digest *leaf)
{
    struct digest hash = *leaf;
    size_t height;
    int r;

    /* All room first: an append is whole or did not happen. */
    for (height = 0; height < LEVELS; height++) {
        r = make_room(&tree->levels[height]);
        if (r != 0) {
            return r;
        }
        if (tree->levels[height].count % GROUP != GROUP - 1) {
            break;
        }
    }
    for (height = 0; height < LEVELS; height++) {
        struct level *level = &tree->levels[height];

        level->hashes[level->count++] = hash;
        if (level->count % GROUP != 0) {
            break;
        }
        join_group(&level->hashes[level->count - GROUP], &hash);
    }
    return 0;
}

uint64_t tree_size(const struct tree *tree)
{
    return tree->levels[0].count;
}

int tree_leaf(const struct tree *tree, uint64_t index, struct digest *out)
{
    if (index >= tree_size(tree)) {
        return TREE_RANGE;
    }
    *out = tree->levels[0].hashes[index];
    return 0;
}

/* The full subtree of 2^height leaves that is number `index` of its height. */
static void full_subtree(const struct tree *tree,
                         unsigned height,
                         uint64_t index,
                         struct digest *out)
{
    const struct level *level = &tree->levels[height / STRIDE];

    if (height % STRIDE == 0) {
        *out = level->hashes[index];
        return;
    }
    proof_join(&level->hashes[2 * index], &level->hashes[2 * index + 1], out);
}

/* MTH of the leaves [start, end), end > start and start a multiple of the smallest
 * power of two that is not less than their number: RFC 6962 cuts nothing else. */
static void
subtree(const struct tree *tree, uint64_t start, uint64_t end, struct digest *out)
{
    struct digest part;
    uint64_t at = end;
    bool first = true;

    /* From the right, the smallest full subtree, to the left, the largest. */
    while (at > start) {
        unsigned height = (unsigned)__builtin_ctzll(at - start);
        uint64_t size = (uint64_t)1 << height;

        at -= size;
        full_subtree(tree, height, at >> height, &part);
        if (first) {
            *out = part;
        } else {
            proof_join(&part, out, out);
        }
        first = false;
    }
}

int tree_root(const struct tree *tree, uint64_t size, struct digest *out)
{
    if (size > tree_size(tree)) {
        return TREE_RANGE;
    }
    if (size == 0) {
        hash_sha256(span_of("", 0), out);
        return 0;
    }
    subtree(tree, 0, size, out);
    return 0;
}

/* The largest power of two less than size; size > 1. */
static uint64_t split(uint64_t size)
{
    return (uint64_t)1 << (63 - __builtin_clzll(size - 1));
}

static void turn_round(struct proof *proof)
{
    size_t i;

    for (i = 0; i < proof->count / 2; i++) {
        struct digest other = proof->hashes[i];

        proof->hashes[i] = proof->hashes[proof->count - 1 - i];
        proof->hashes[proof->count - 1 - i] = other;
    }
}

int tree_inclusion(const struct tree *tree,
                   uint64_t index,
                   uint64_t size,
                   struct proof *out)
{
    struct proof proof = {.count = 0};
    uint64_t start = 0;
    uint64_t end = size;

    if (size > tree_size(tree) || index >= size) {
        return TREE_RANGE;
    }
    /* From the root down, then turned round. */
    while (end - start > 1) {
        uint64_t middle = start + split(end - start);

        if (index < middle) {
            subtree(tree, middle, end, &proof.hashes[proof.count++]);
            end = middle;
        } else {
            subtree(tree, start, middle, &proof.hashes[proof.count++]);
            start = middle;
        }
    }
    turn_round(&proof);
    *out = proof;
    return 0;
}

int tree_consistency(const struct tree *tree,
                     uint64_t old,
                     uint64_t size,
                     struct proof *out)
{
    struct proof proof = {.count = 0};
    uint64_t start = 0;
    uint64_t end = size;

    if (size > tree_size(tree) || old == 0 || old > size) {
        return TREE_RANGE;
    }
    while (end != old) {
        uint64_t middle = start + split(end - start);

        if (old <= middle) {
            subtree(tree, middle, end, &proof.hashes[proof.count++]);
            end = middle;
        } else {
            subtree(tree, start, middle, &proof.hashes[proof.count++]);
            start = middle;
        }
    }
    /* The old tree itself is known to who asks; a part of it is not. */
    if (start != 0) {
        subtree(tree, start, end, &proof.hashes[proof.count++]);
    }
    turn_round(&proof);
    *out = proof;
    return 0;
}

int tree_tile(const struct tree *tree,
              unsigned level,
              uint64_t index,
              unsigned width,
              struct buf *out)
{
    const struct level *hashes;

    if (level >= TILE_LEVELS || width == 0 || width > TILE_WIDTH) {
        return TREE_RANGE;
    }
    hashes = &tree->levels[(size_t)level * (TILE_HEIGHT / STRIDE)];
    if (index > hashes->count / TILE_WIDTH
        || index * TILE_WIDTH + width > hashes->count) {
        return TREE_RANGE;
    }
    buf_put(out, hashes->hashes[index * TILE_WIDTH].bytes, (size_t)width * DIGEST_SIZE);
    return FOLD(buf_status(out));
}
