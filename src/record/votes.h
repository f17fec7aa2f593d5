/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The votes of a poll in entry order: ballots, keyed papers and `received`, each
 * standing or not; and every alpha there ever was, so that none is used twice.
 */
#ifndef RECORD_VOTES_H
#define RECORD_VOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"

enum vote_kind {
    VOTE_BALLOT = 1,
    VOTE_ENTERED,
};

enum vote_state {
    VOTE_STANDING = 1,
    VOTE_STRUCK,  /* disqualified, or its number was replaced after it voted */
    VOTE_BROKEN,  /* set aside: breaks a rule, and no disqualification names it yet */
    VOTE_EXCUSED, /* broken, and named by a disqualification as invalid */
};

struct vote {
    struct point alpha;
    uint64_t entry;
    uint32_t number;
    uint16_t cid;
    uint8_t kind;
    uint8_t state;
};

struct receipt_vote {
    uint64_t entry;
    uint32_t number;
    uint16_t cid;
    uint8_t channel;
    bool is_standing;
};

struct votes;

MUST_USE int votes_new(struct votes **out);
void votes_free(struct votes *votes);

bool votes_has_alpha(const struct votes *votes, const struct point *alpha);

/* Entries come in ascending order. An alpha seen before is kept once. */
MUST_USE int votes_add(struct votes *votes, const struct vote *vote);
MUST_USE int votes_add_received(struct votes *votes, const struct receipt_vote *vote);

/* By entry; NULL when that entry is none. */
struct vote *votes_get(const struct votes *votes, uint64_t entry);
struct receipt_vote *votes_get_received(const struct votes *votes, uint64_t entry);

/* All, in entry order. */
const struct vote *votes_all(const struct votes *votes, size_t *count);

OWNED(votes)

#endif
