// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include "base/fault.h"
#include "seal/group.h"
#include "share_object.h"
#include "terms.h"

static bool is_of_task(const struct share_task *task, const struct share *share)
{
    return span_is_equal(SPAN(task->eid), SPAN(share->eid)) && task->cid == share->cid
           && span_is_equal(SPAN(task->box), SPAN(share->box)) && task->j == share->j
           && task->count == share->count;
}

/* s·base − A − c·key = 0 */
static int check(const struct scalar *s,
                 const struct point *base,
                 const struct point *a,
                 const struct scalar *c,
                 const struct point *key)
{
    struct scalar scalars[3];
    struct point points[3] = {*base, *a, *key};
    const struct terms terms = {scalars, points, 3, 3};
    struct scalar one;

    scalar_from_u64(1, &one);
    scalars[0] = *s;
    scalar_negate(&one, &scalars[1]);
    scalar_negate(c, &scalars[2]);
    return terms_vanish(&terms);
}

int share_verify(const struct share_task *task,
                 const struct share *share,
                 const struct progress *progress)
{
    struct share_sums sums;
    struct scalar c;
    int r;

    if (!is_of_task(task, share)) {
        return SHARE_OTHER_TASK;
    }
    r = share_sum(task, share, &sums);
    if (r != 0) {
        return FOLD(r);
    }
    share_challenge(&sums, share, &c);
    r = check(&share->s, &point_base, &share->a1, &c, &task->key);
    if (r != 0) {
        return r < 0 ? r : SHARE_KEY;
    }
    r = check(&share->s, &sums.m, &share->a2, &c, &sums.z);
    if (r != 0) {
        return r < 0 ? r : SHARE_SUM;
    }
    progress_tell(progress, task->count, task->count);
    return 0;
}

/* λ_j = Π_{m≠j} m/(m−j) over the sets' own places; they are distinct. */
static int find_lambda(const struct share_sets *sets, size_t at, struct scalar *out)
{
    struct scalar above;
    struct scalar below;
    struct scalar j;
    struct scalar m;
    size_t i;
    int r;

    scalar_from_u64(1, &above);
    below = above;
    scalar_from_u64(sets->sets[at]->j, &j);
    for (i = 0; i < sets->count; i++) {
        if (i == at) {
            continue;
        }
        scalar_from_u64(sets->sets[i]->j, &m);
        scalar_mul(&above, &m, &above);
        scalar_sub(&m, &j, &m);
        scalar_mul(&below, &m, &below);
    }
    if (scalar_is_zero(&below)) {
        return SHARE_TOO_FEW;
    }
    r = scalar_invert(&below, &below);
    if (r != 0) {
        return FOLD(r);
    }
    scalar_mul(&above, &below, out);
    return 0;
}

int share_combine(const struct share_sets *sets,
                  const struct ciphertext *output,
                  const struct progress *progress,
                  struct point *out)
{
    struct scalar lambdas[UINT8_MAX];
    struct point part;
    size_t count;
    size_t i;
    size_t j;
    int r;

    if (sets->count < 1 || sets->count > UINT8_MAX) {
        return SHARE_TOO_FEW;
    }
    count = sets->sets[0]->count;
    for (j = 0; j < sets->count; j++) {
        if (sets->sets[j]->count != count || sets->sets[j]->j == 0) {
            return SHARE_TOO_FEW;
        }
        r = find_lambda(sets, j, &lambdas[j]);
        if (r != 0) {
            return r;
        }
    }
    for (i = 0; i < count; i++) {
        out[i] = output[i].beta;
        for (j = 0; j < sets->count; j++) {
            point_mul(&lambdas[j], &sets->sets[j]->d[i], &part);
            point_sub(&out[i], &part, &out[i]);
        }
        progress_tell(progress, i + 1, count);
    }
    return 0;
}
