/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What making and verifying a set of shares have in common. */
#ifndef SEAL_SHARE_OBJECT_H
#define SEAL_SHARE_OBJECT_H

#include "element.h"
#include "seal/share.h"

/* The object's end: A1, A2, s. */
struct share_proof {
    struct point a1;
    struct point a2;
    struct scalar s;
};

/* The bytes before d_1…d_N. */
void share_write_head(const struct share_task *task, struct buf *out);
MUST_USE int share_check_head(const struct share_task *task,
                              const struct pieces *object);

/* d_1…d_N of an object. */
struct pieces share_list(const struct pieces *object, size_t count);

/* H("share-seed", …), then M = Σ e_i α'_i and Z = Σ e_i d_i. SHARE_MALFORMED of a d
 * that does not decode. */
struct share_sums {
    struct wide seed;
    struct element m;
    struct element z;
};

MUST_USE int share_sum(const struct share_task *task,
                       const struct pieces *list,
                       const struct progress *progress,
                       struct share_sums *out);

/* H("share", seed, M, Z, A1, A2) */
void share_challenge(const struct share_sums *sums,
                     const struct share_proof *proof,
                     struct scalar *out);

#endif
