/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The choice block (protocol.md §5): a vote as one encoding of ristretto255, which is
 * what a ballot encrypts. m[0] = 2·(ctr mod 128), m[1] = 1, m[2..29] = 37 six-bit
 * numbers, m[30] = ctr ÷ 128, m[31] = 0, ctr the smallest that gives a valid encoding.
 * The numbers are candidates by their place in the statement, in order of preference,
 * under first past the post ascending; then zeros. One vote, one block.
 */
#ifndef SEAL_CHOICE_H
#define SEAL_CHOICE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"

enum {
    CHOICE_NUMBERS_AT = 2, /* where in a block the numbers stand: what is sorted by */
    CHOICE_NUMBERS_SIZE = 28,
};

struct choice {
    size_t count;
    uint8_t numbers[RANKS_MAX];
};

/* What a vote of a constituency may look like. */
struct choice_rules {
    enum method method;
    unsigned candidates; /* at most CANDIDATES_MAX */
    unsigned marks;      /* most of them: constituency_marks_max */
};

enum choice_refusal {
    CHOICE_EMPTY = 1,
    CHOICE_TOO_MANY,
    CHOICE_UNKNOWN,    /* no such candidate */
    CHOICE_REPEATED,   /* a candidate twice */
    CHOICE_DISORDERED, /* first past the post, and not ascending */
    CHOICE_UNREADABLE, /* not a block at all, or not the one of its numbers */
};

/* "3,1,2" or "3 1 2", as people write a vote; what it may say is choice_check's.
 * CHOICE_UNREADABLE when it is no list of numbers, CHOICE_EMPTY, CHOICE_TOO_MANY, and
 * CHOICE_UNKNOWN for a number no candidate ever has. */
MUST_USE int choice_read(struct span text, struct choice *out);

/* Whether the vote is one the constituency allows. */
MUST_USE int choice_check(const struct choice *choice,
                          const struct choice_rules *rules);

/* The block of an allowed vote. */
MUST_USE int choice_encode(const struct choice *choice,
                           const struct choice_rules *rules,
                           struct point *out);

/* The vote in a decrypted block; every refusal means: unreadable, not counted. */
MUST_USE int choice_decode(const struct point *block,
                           const struct choice_rules *rules,
                           struct choice *out);

#endif
