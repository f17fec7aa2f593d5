/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What making and verifying a set of shares have in common. */
#ifndef SEAL_SHARE_OBJECT_H
#define SEAL_SHARE_OBJECT_H

#include "seal/share.h"

MUST_USE int share_new(size_t count, struct share **out);

/* H("share-seed", …), then M = Σ e_i α'_i and Z = Σ e_i d_i. */
struct share_sums {
    struct wide seed;
    struct point m;
    struct point z;
};

MUST_USE int share_sum(const struct share_task *task,
                       const struct share *share,
                       struct share_sums *out);

/* H("share", seed, M, Z, A1, A2) */
void share_challenge(const struct share_sums *sums,
                     const struct share *share,
                     struct scalar *out);

#endif
