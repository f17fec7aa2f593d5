/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A trustee's part of decrypting a constituency: d_i = x_j α'_i of the last output,
 * with one batched proof that the same x_j as in Y_j made them all (protocol.md §8.3,
 * §8.4), and the share object `GB1S` (§10). It never decides what may be decrypted:
 * that is audit's, before calling share_make.
 */
#ifndef SEAL_SHARE_H
#define SEAL_SHARE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "seal/progress.h"

/* What a set of shares is about. */
struct share_task {
    struct eid eid;
    uint16_t cid;
    struct digest box;
    uint8_t j;        /* the trustee's place in the definition, from 1 */
    struct point key; /* Y_j */
    size_t count;     /* N >= 1 */
    const struct ciphertext *output;
};

/* A share object in memory; every value decoded. */
struct share {
    struct eid eid;
    uint16_t cid;
    struct digest box;
    uint8_t j;
    size_t count;
    struct point *d;
    struct point a1;
    struct point a2;
    struct scalar s;
};

enum share_refusal {
    SHARE_MALFORMED = 1,
    SHARE_OTHER_TASK, /* election, constituency, box, trustee or N differ */
    SHARE_KEY,        /* sB = A1 + cY_j does not hold */
    SHARE_SUM,        /* sM = A2 + cZ does not hold */
    SHARE_TOO_FEW,    /* share_combine: not as many distinct sets as asked */
};

/* 171 + 32·count */
size_t share_size(size_t count);

MUST_USE int share_parse(struct span object, struct share **out);
MUST_USE int share_write(const struct share *share, struct buf *out);
void share_free(struct share *share);

/* x: the trustee's share of the election key, x·B = task->key or FAULT_BUG. */
MUST_USE int share_make(const struct share_task *task,
                        const struct scalar *x,
                        const struct progress *progress,
                        struct share **out);

MUST_USE int share_verify(const struct share_task *task,
                          const struct share *share,
                          const struct progress *progress);

/*
 * M_i = β'_i − Σ λ_j d_ij over the sets given, whose j are distinct; all verified by
 * the caller, and as many as the threshold (or more: any subset gives the same). Writes
 * output's `count` points.
 */
struct share_sets {
    size_t count;
    const struct share *const *sets;
};

MUST_USE int share_combine(const struct share_sets *sets,
                           const struct ciphertext *output,
                           const struct progress *progress,
                           struct point *out);

OWNED(share)

#endif
