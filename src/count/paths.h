/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For Meek's method: the papers as a tree. A path is the elected candidates a paper
 * names, in order, up to the first who is not elected; papers with one path are one
 * node's. So votes are shared out by walking the nodes, parents first, and not the
 * papers. It knows keep factors, and not what they are for.
 */
#ifndef COUNT_PATHS_H
#define COUNT_PATHS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "board.h"
#include "piles.h"

/* The unit of votes, weights and keep factors: nine decimals. */
enum {
    PATHS_UNIT = 1000000000,
};

struct paths;

/* Every paper at its first standing candidate. The rankings are borrowed. */
MUST_USE int paths_new(const struct rankings *rankings,
                       const struct board *board,
                       struct paths **out);
void paths_free(struct paths *paths);

/* Papers with no preference for anybody standing. */
uint64_t paths_blank(const struct paths *paths);

/* Makes the tree fit the board: papers of the elected and the excluded read on. */
MUST_USE int paths_settle(struct paths *paths, const struct board *board);

/*
 * Shares each paper's weight along its path: of what is left, each candidate gets the
 * part their keep factor says, rounded up (B.2.a). Votes by candidate, from zero.
 */
void paths_share(struct paths *paths, const int64_t *keep, int64_t *votes);

OWNED(paths)

#endif
