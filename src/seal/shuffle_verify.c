// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "shuffle_object.h"
#include "terms.h"

enum {
    WORK = 9, /* multiplications a ballot, for the progress */
};

struct check {
    const struct shuffle_task *task;
    const struct shuffle *shuffle;
    const struct progress *progress;
    uint64_t done;
    struct point h;           /* h_0 */
    struct point *generators; /* h_1…h_N */
    struct scalar *u;
    struct scalar c;
    struct terms terms;
};

static void check_deinit(struct check *check)
{
    free(check->generators);
    free(check->u);
    terms_deinit(&check->terms);
}

static int check_init(struct check *check)
{
    const struct shuffle_task *task = check->task;
    struct wide seed;
    size_t n = task->count;
    uint32_t i;
    int r;

    check->generators = calloc(n, sizeof(*check->generators));
    check->u = calloc(n, sizeof(*check->u));
    if (check->generators == NULL || check->u == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = terms_init(&check->terms, (2 * n) + 4);
    if (r != 0) {
        return FOLD(r);
    }

    shuffle_seed(task, check->shuffle, &seed);
    group_generator(&task->eid, task->cid, 0, &check->h);
    for (i = 0; i < n; i++) {
        group_generator(&task->eid, task->cid, i + 1, &check->generators[i]);
        shuffle_exponent(&seed, i + 1, &check->u[i]);
    }
    shuffle_challenge(&seed, check->shuffle, &check->c);
    return 0;
}

static struct scalar one(void)
{
    struct scalar scalar;

    scalar_from_u64(1, &scalar);
    return scalar;
}

static struct scalar times(const struct scalar *a, const struct scalar *b)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    return product;
}

/* s1 B − c (Σ c_i − Σ h_i) − t1. The points of one scalar are added first. */
static void put_t1(struct check *check)
{
    const struct shuffle *shuffle = check->shuffle;
    struct point sum = point_identity;
    size_t i;

    for (i = 0; i < shuffle->count; i++) {
        point_add(&sum, &shuffle->c[i], &sum);
        point_sub(&sum, &check->generators[i], &sum);
    }
    terms_add(&check->terms, shuffle->s[0], &point_base);
    terms_sub(&check->terms, check->c, &sum);
    terms_sub(&check->terms, one(), &shuffle->t[0]);
}

/* s2 B − c ĉ_N + c (Π u_i) h − t2 */
static void put_t2(struct check *check)
{
    const struct shuffle *shuffle = check->shuffle;
    struct scalar product = check->c;
    size_t i;

    for (i = 0; i < shuffle->count; i++) {
        scalar_mul(&product, &check->u[i], &product);
    }
    terms_add(&check->terms, shuffle->s[1], &point_base);
    terms_sub(&check->terms, check->c, &shuffle->chain[shuffle->count - 1]);
    terms_add(&check->terms, product, &check->h);
    terms_sub(&check->terms, one(), &shuffle->t[1]);
}

/* s3 B + Σ s'_i h_i − c Σ u_i c_i − t3 */
static void put_t3(struct check *check)
{
    const struct shuffle *shuffle = check->shuffle;
    size_t i;

    terms_add(&check->terms, shuffle->s[2], &point_base);
    for (i = 0; i < shuffle->count; i++) {
        terms_add(&check->terms, shuffle->responses[i], &check->generators[i]);
        terms_sub(&check->terms, times(&check->c, &check->u[i]), &shuffle->c[i]);
    }
    terms_sub(&check->terms, one(), &shuffle->t[2]);
}

/* Σ s'_i β'_i − s4 Y − c Σ u_i β_i − t4 */
static void put_t4(struct check *check)
{
    const struct shuffle *shuffle = check->shuffle;
    const struct ciphertext *input = check->task->input;
    size_t i;

    terms_sub(&check->terms, shuffle->s[3], &check->task->key);
    for (i = 0; i < shuffle->count; i++) {
        terms_add(&check->terms, shuffle->responses[i], &shuffle->output[i].beta);
        terms_sub(&check->terms, times(&check->c, &check->u[i]), &input[i].beta);
    }
    terms_sub(&check->terms, one(), &shuffle->t[3]);
}

/* Σ s'_i α'_i − s4 B − c Σ u_i α_i − t5 */
static void put_t5(struct check *check)
{
    const struct shuffle *shuffle = check->shuffle;
    const struct ciphertext *input = check->task->input;
    size_t i;

    terms_sub(&check->terms, shuffle->s[3], &point_base);
    for (i = 0; i < shuffle->count; i++) {
        terms_add(&check->terms, shuffle->responses[i], &shuffle->output[i].alpha);
        terms_sub(&check->terms, times(&check->c, &check->u[i]), &input[i].alpha);
    }
    terms_sub(&check->terms, one(), &shuffle->t[4]);
}

/* ŝ_i B + s'_i ĉ_{i-1} − c ĉ_i − t̂_i */
static void put_link(struct check *check, size_t i)
{
    const struct shuffle *shuffle = check->shuffle;
    const struct point *before = i == 0 ? &check->h : &shuffle->chain[i - 1];

    terms_add(&check->terms, shuffle->chain_responses[i], &point_base);
    terms_add(&check->terms, shuffle->responses[i], before);
    terms_sub(&check->terms, check->c, &shuffle->chain[i]);
    terms_sub(&check->terms, one(), &shuffle->chain_commitments[i]);
}

static int ask(struct check *check, enum shuffle_refusal refusal, uint64_t work)
{
    int r = terms_vanish(&check->terms);

    terms_reset(&check->terms);
    check->done += work;
    progress_tell(check->progress, check->done, WORK * check->task->count);
    return r > 0 ? (int)refusal : r;
}

static int check_sums(struct check *check)
{
    static const struct {
        void (*put)(struct check *check);
        enum shuffle_refusal refusal;
        unsigned work;
    } equations[] = {
        {put_t1, SHUFFLE_T1, 0},
        {put_t2, SHUFFLE_T2, 0},
        {put_t3, SHUFFLE_T3, 2},
        {put_t4, SHUFFLE_T4, 2},
        {put_t5, SHUFFLE_T5, 2},
    };
    size_t i;
    int r;

    for (i = 0; i < ARRAY_SIZE(equations); i++) {
        equations[i].put(check);
        r = ask(check,
                equations[i].refusal,
                (uint64_t)equations[i].work * check->task->count);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int check_chain(struct check *check)
{
    size_t i;
    int r;

    for (i = 0; i < check->task->count; i++) {
        put_link(check, i);
        r = ask(check, SHUFFLE_CHAIN, 3);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static bool is_of_task(const struct shuffle_task *task, const struct shuffle *shuffle)
{
    return span_is_equal(SPAN(task->eid), SPAN(shuffle->eid))
           && task->cid == shuffle->cid
           && span_is_equal(SPAN(task->box), SPAN(shuffle->box))
           && task->k == shuffle->k
           && span_is_equal(SPAN(task->mixer), SPAN(shuffle->mixer))
           && task->count == shuffle->count;
}

int shuffle_verify(const struct shuffle_task *task,
                   const struct shuffle *shuffle,
                   const struct progress *progress)
{
    CLEANUP(check_deinit)
    struct check check = {.task = task, .shuffle = shuffle, .progress = progress};
    int r;

    if (!is_of_task(task, shuffle)) {
        return SHUFFLE_OTHER_TASK;
    }
    r = check_init(&check);
    if (r != 0) {
        return FOLD(r);
    }
    r = check_sums(&check);
    if (r != 0) {
        return r;
    }
    return check_chain(&check);
}
