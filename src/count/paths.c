// SPDX-License-Identifier: AGPL-3.0-or-later
#include "paths.h"

#include <stdlib.h>

#include "base/fault.h"

enum {
    FIRST_NODES = 1024,
    ROOT = 0,
};

#define NONE UINT32_MAX /* no node */

/* What a pass over all nodes reads; a parent stands before its children. */
struct node {
    uint32_t parent;
    uint32_t left; /* of each paper's weight, behind this candidate */
    uint32_t papers;
    uint8_t candidate; /* 0: the root, or nobody any more */
};

/* What a node needs when papers move. */
struct twig {
    struct chain chain; /* the papers of a candidate not elected */
    uint32_t child;
    uint32_t sibling;
};

struct paths {
    struct piles piles;
    struct deal deal;
    uint64_t blank;
    struct node *nodes;
    struct twig *twigs;
    size_t count;
    size_t room;
};

static int make_room(struct paths *paths)
{
    size_t room = paths->room == 0 ? FIRST_NODES : paths->room + paths->room / 2;
    struct node *nodes = reallocarray(paths->nodes, room, sizeof(*nodes));
    struct twig *twigs;

    if (nodes == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    paths->nodes = nodes;
    twigs = reallocarray(paths->twigs, room, sizeof(*twigs));
    if (twigs == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    paths->twigs = twigs;
    paths->room = room;
    return 0;
}

static int add_node(struct paths *paths, uint32_t parent, uint8_t candidate)
{
    uint32_t made = (uint32_t)paths->count;

    if (paths->count == paths->room) {
        int r = make_room(paths);

        if (r != 0) {
            return r;
        }
    }
    paths->nodes[made] = (struct node){.parent = parent, .candidate = candidate};
    paths->twigs[made] = (struct twig){
        .chain = {PILES_END, PILES_END},
        .child = NONE,
        .sibling = NONE,
    };
    if (made != ROOT) {
        paths->twigs[made].sibling = paths->twigs[parent].child;
        paths->twigs[parent].child = made;
    }
    paths->count++;
    return 0;
}

/* The child of this candidate; NONE when there is none. */
static uint32_t
find_child(const struct paths *paths, uint32_t parent, uint8_t candidate)
{
    uint32_t child = paths->twigs[parent].child;

    while (child != NONE && paths->nodes[child].candidate != candidate) {
        child = paths->twigs[child].sibling;
    }
    return child;
}

static void join(struct paths *paths, uint32_t node, struct chain more)
{
    struct chain *chain = &paths->twigs[node].chain;

    if (chain->first == PILES_END) {
        *chain = more;
    } else {
        paths->piles.next[chain->last] = more.first;
        chain->last = more.last;
    }
}

/* The child of this candidate, made if need be. */
static int
reach_child(struct paths *paths, uint32_t parent, uint8_t candidate, uint32_t *out)
{
    int r = 0;

    *out = find_child(paths, parent, candidate);
    if (*out == NONE) {
        *out = (uint32_t)paths->count;
        r = add_node(paths, parent, candidate);
    }
    return r;
}

/* Gives what was dealt to the children of the node. */
static int hand_down(struct paths *paths, uint32_t parent)
{
    const struct deal *deal = &paths->deal;

    for (size_t i = 0; i < deal->touched_count; i++) {
        uint8_t c = deal->touched[i];
        uint32_t child = NONE;
        int r;

        if (c == 0) {
            continue; /* nobody's: their weight is not shared any further */
        }
        r = reach_child(paths, parent, c, &child);
        if (r != 0) {
            return r;
        }
        paths->nodes[child].papers += (uint32_t)deal->papers[c];
        join(paths, child, deal->to[c]);
    }
    return 0;
}

static int plant(struct paths *paths, const struct board *board)
{
    int r = add_node(paths, NONE, 0);

    if (r != 0) {
        return r;
    }
    piles_deal_init(&paths->deal);
    piles_read_with_elected(&paths->piles, board);
    piles_deal_all(&paths->piles, &paths->deal);
    paths->blank = paths->deal.papers[0];
    return hand_down(paths, ROOT);
}

int paths_new(const struct rankings *rankings,
              const struct board *board,
              struct paths **out)
{
    struct paths *paths = calloc(1, sizeof(*paths));
    int r;

    if (paths == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = piles_init(&paths->piles, rankings, 0);
    if (r == 0) {
        r = plant(paths, board);
    }
    if (r != 0) {
        paths_free(paths);
        return r;
    }
    *out = paths;
    return 0;
}

void paths_free(struct paths *paths)
{
    if (paths != NULL) {
        piles_deinit(&paths->piles);
        free(paths->nodes);
        free(paths->twigs);
        free(paths);
    }
}

uint64_t paths_blank(const struct paths *paths)
{
    return paths->blank;
}

/* Deals the papers of a node on, to `parent`'s children. */
static int pass_on(struct paths *paths, uint32_t node, uint32_t parent)
{
    struct chain chain = paths->twigs[node].chain;

    paths->twigs[node].chain = (struct chain){PILES_END, PILES_END};
    piles_deal_reset(&paths->deal);
    piles_deal_past(&paths->piles, chain, paths->nodes[node].candidate, &paths->deal);
    return hand_down(paths, parent);
}

/* One node: the elected's papers go to its children, the excluded's to its siblings. */
static int settle_node(struct paths *paths, const struct board *board, uint32_t node)
{
    uint8_t candidate = paths->nodes[node].candidate;
    int r = 0;

    if (paths->twigs[node].chain.first == PILES_END) {
        return 0;
    }
    if (board->status[candidate] == STATUS_ELECTED) {
        r = pass_on(paths, node, node);
    } else if (board->status[candidate] == STATUS_EXCLUDED) {
        r = pass_on(paths, node, paths->nodes[node].parent);
        paths->nodes[node].papers = 0;
        paths->nodes[node].candidate = 0;
    }
    return r;
}

/* Whether papers of the elected wait at a node that was looked at before they came. */
static bool has_waiting(const struct paths *paths, const struct board *board)
{
    for (size_t i = 1; i < paths->count; i++) {
        if (paths->twigs[i].chain.first != PILES_END
            && board->status[paths->nodes[i].candidate] == STATUS_ELECTED) {
            return true;
        }
    }
    return false;
}

/* Nodes made on the way stand behind, and are looked at too. */
static int settle_all(struct paths *paths, const struct board *board)
{
    int r = 0;

    for (size_t i = 1; r == 0 && i < paths->count; i++) {
        r = settle_node(paths, board, (uint32_t)i);
    }
    return r;
}

int paths_settle(struct paths *paths, const struct board *board)
{
    int r;

    piles_read_with_elected(&paths->piles, board);
    do {
        r = settle_all(paths, board);
    } while (r == 0 && has_waiting(paths, board));
    return r;
}

void paths_share(struct paths *paths, const int64_t *keep, int64_t *votes)
{
    struct node *nodes = paths->nodes;

    nodes[ROOT].left = PATHS_UNIT;
    for (size_t i = 1; i < paths->count; i++) {
        struct node *node = &nodes[i];
        uint64_t weight = nodes[node->parent].left;
        uint64_t kept = weight * (uint64_t)keep[node->candidate];

        kept = (kept + PATHS_UNIT - 1) / PATHS_UNIT;
        node->left = (uint32_t)(weight - kept);
        votes[node->candidate] += (int64_t)(kept * node->papers);
    }
}
