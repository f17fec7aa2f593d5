/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Candidates as an ABIF file calls them, numbered as they appear, found again in a time
 * that does not grow with their number. Tokens are borrowed from the text.
 */
#ifndef WIRE_ABIF_TOKENS_H
#define WIRE_ABIF_TOKENS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "blt_scan.h"
#include "core/rankings.h"

enum {
    ABIF_SLOTS = 1024, /* a power of 2, well above the candidates */
};

struct abif_token {
    struct span id;
    struct span name; /* as declared; else empty */
    size_t line;      /* where the name stands, or the candidate first appears */
};

struct abif_tokens {
    size_t count;
    struct abif_token list[RANKING_CANDIDATES_MAX + 1]; /* [1…count] */
    uint8_t slots[ABIF_SLOTS];
};

/* Consumes "A", "[Ann Lee]" or "\"Ann Lee\"" and blanks behind it. */
MUST_USE int abif_take_token(struct blt_scan *scan, struct span *out);

/* The candidate's number, a new one if need be; BLT_MALFORMED when there are too many.
 */
MUST_USE int abif_find(struct abif_tokens *tokens,
                       struct blt_scan *scan,
                       struct span id,
                       uint8_t *out);

#endif
