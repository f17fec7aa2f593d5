/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What prover and verifier of a mix share: where things lie in the object, and the
 * proof's transcripts over it. */
#ifndef SEAL_SHUFFLE_OBJECT_H
#define SEAL_SHUFFLE_OBJECT_H

#include "seal/scalar.h"
#include "seal/shuffle.h"

/* The object's lists, N of each item but t and s, in their order. */
enum shuffle_column {
    COLUMN_OUTPUT,
    COLUMN_C,
    COLUMN_CHAIN,             /* ĉ_1…ĉ_N */
    COLUMN_CHAIN_COMMITMENTS, /* t̂_1…t̂_N */
    COLUMN_T,
    COLUMN_S,
    COLUMN_CHAIN_RESPONSES, /* ŝ_1…ŝ_N */
    COLUMN_RESPONSES,       /* s'_1…s'_N */
    COLUMNS,
};

struct pieces
shuffle_column(const struct pieces *object, enum shuffle_column column, size_t count);

/* Where a column begins in the object of N. */
size_t shuffle_column_at(enum shuffle_column column, size_t count);

/* The bytes before the columns. */
void shuffle_write_head(const struct shuffle_task *task, struct buf *out);
MUST_USE int shuffle_check_head(const struct shuffle_task *task,
                                const struct pieces *object);

/* H("mix-seed", …): input, output and c are in place. */
MUST_USE int shuffle_seed(const struct shuffle_task *task,
                          const struct pieces *object,
                          struct wide *out);

/* u_i = H("mix-u", seed, i), i = 1…N */
void shuffle_exponent(const struct wide *seed, uint32_t index, struct scalar *out);

/* H("mix", …): seed's inputs, ĉ, t and t̂ are in place. */
MUST_USE int shuffle_challenge(const struct wide *seed,
                               const struct pieces *object,
                               size_t count,
                               struct scalar *out);

#endif
