// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include "base/fault.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "share_object.h"

/* A1 = wB, A2 = wM, s = w + c x */
static int
prove(const struct share_task *task, const struct scalar *x, struct share *share)
{
    struct share_sums sums;
    struct scalar w;
    struct scalar c;
    struct scalar product;
    int r;

    r = share_sum(task, share, &sums);
    if (r != 0) {
        return FOLD(r);
    }
    group_nonce("share", SPAN(*x), SPAN(sums.seed), 0, &w);
    point_mul_base(&w, &share->a1);
    point_mul(&w, &sums.m, &share->a2);
    share_challenge(&sums, share, &c);
    scalar_mul(&c, x, &product);
    scalar_add(&w, &product, &share->s);
    secret_wipe(&w, sizeof(w));
    secret_wipe(&product, sizeof(product));
    return 0;
}

int share_make(const struct share_task *task,
               const struct scalar *x,
               const struct progress *progress,
               struct share **out)
{
    CLEANUP(share_freep) struct share *share = NULL;
    struct point own;
    size_t i;
    int r;

    point_mul_base(x, &own);
    if (task->count < 1 || !point_is_equal(&own, &task->key)) {
        return FAULT(FAULT_BUG);
    }
    r = share_new(task->count, &share);
    if (r != 0) {
        return FOLD(r);
    }
    share->eid = task->eid;
    share->cid = task->cid;
    share->box = task->box;
    share->j = task->j;
    for (i = 0; i < task->count; i++) {
        point_mul(x, &task->output[i].alpha, &share->d[i]);
        progress_tell(progress, i + 1, task->count);
    }
    r = prove(task, x, share);
    if (r != 0) {
        return FOLD(r);
    }
    *out = share_take(&share);
    return 0;
}
