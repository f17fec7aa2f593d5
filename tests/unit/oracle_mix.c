// SPDX-License-Identifier: AGPL-3.0-or-later
/* The equations of protocol.md §8.2, as they stand there. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "oracle.h"
#include "oracle_terms.h"
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/transcript.h"

static void add_list(struct transcript *transcript, const void *list, size_t size)
{
    transcript_add(transcript, span_of(list, size));
}

static void find_seed(const struct shuffle_task *task,
                      const struct ciphertext *input,
                      const struct oracle_mix *mix,
                      struct wide *out)
{
    struct transcript transcript;
    size_t n = task->count;

    transcript_begin(&transcript, "mix-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->k);
    transcript_add(&transcript, SPAN(task->mixer));
    transcript_add(&transcript, SPAN(task->key));
    add_list(&transcript, input, n * sizeof(*input));
    add_list(&transcript, mix->output, n * sizeof(*mix->output));
    add_list(&transcript, mix->c, n * sizeof(*mix->c));
    transcript_end(&transcript, out);
}

static void find_exponent(const struct wide *seed, uint32_t index, struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "mix-u");
    transcript_add(&transcript, SPAN(*seed));
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

static void find_challenge(const struct wide *seed,
                           const struct oracle_mix *mix,
                           struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;
    size_t n = mix->count;

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(*seed));
    add_list(&transcript, mix->chain, n * sizeof(*mix->chain));
    transcript_add(&transcript, SPAN(mix->t));
    add_list(&transcript, mix->chain_commitments, n * sizeof(*mix->chain_commitments));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

struct check {
    const struct shuffle_task *task;
    const struct ciphertext *input;
    const struct oracle_mix *mix;
    struct point h;           /* h_0 */
    struct point *generators; /* h_1…h_N */
    struct scalar *u;
    struct scalar c;
    struct oracle_terms terms;
};

static void check_deinit(struct check *check)
{
    free(check->generators);
    free(check->u);
    oracle_terms_deinit(&check->terms);
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
    r = oracle_terms_init(&check->terms, (2 * n) + 4);
    if (r != 0) {
        return FOLD(r);
    }

    find_seed(task, check->input, check->mix, &seed);
    group_generator(&task->eid, task->cid, 0, &check->h);
    for (i = 0; i < n; i++) {
        group_generator(&task->eid, task->cid, i + 1, &check->generators[i]);
        find_exponent(&seed, i + 1, &check->u[i]);
    }
    find_challenge(&seed, check->mix, &check->c);
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
    const struct oracle_mix *mix = check->mix;
    struct point sum = point_identity;
    size_t i;

    for (i = 0; i < mix->count; i++) {
        point_add(&sum, &mix->c[i], &sum);
        point_sub(&sum, &check->generators[i], &sum);
    }
    oracle_terms_add(&check->terms, mix->s[0], &point_base);
    oracle_terms_sub(&check->terms, check->c, &sum);
    oracle_terms_sub(&check->terms, one(), &mix->t[0]);
}

/* s2 B − c ĉ_N + c (Π u_i) h − t2 */
static void put_t2(struct check *check)
{
    const struct oracle_mix *mix = check->mix;
    struct scalar product = check->c;
    size_t i;

    for (i = 0; i < mix->count; i++) {
        scalar_mul(&product, &check->u[i], &product);
    }
    oracle_terms_add(&check->terms, mix->s[1], &point_base);
    oracle_terms_sub(&check->terms, check->c, &mix->chain[mix->count - 1]);
    oracle_terms_add(&check->terms, product, &check->h);
    oracle_terms_sub(&check->terms, one(), &mix->t[1]);
}

/* s3 B + Σ s'_i h_i − c Σ u_i c_i − t3 */
static void put_t3(struct check *check)
{
    const struct oracle_mix *mix = check->mix;
    size_t i;

    oracle_terms_add(&check->terms, mix->s[2], &point_base);
    for (i = 0; i < mix->count; i++) {
        oracle_terms_add(&check->terms, mix->responses[i], &check->generators[i]);
        oracle_terms_sub(&check->terms, times(&check->c, &check->u[i]), &mix->c[i]);
    }
    oracle_terms_sub(&check->terms, one(), &mix->t[2]);
}

/* Σ s'_i β'_i − s4 Y − c Σ u_i β_i − t4 */
static void put_t4(struct check *check)
{
    const struct oracle_mix *mix = check->mix;
    const struct ciphertext *input = check->input;
    size_t i;

    oracle_terms_sub(&check->terms, mix->s[3], &check->task->key);
    for (i = 0; i < mix->count; i++) {
        oracle_terms_add(&check->terms, mix->responses[i], &mix->output[i].beta);
        oracle_terms_sub(&check->terms, times(&check->c, &check->u[i]), &input[i].beta);
    }
    oracle_terms_sub(&check->terms, one(), &mix->t[3]);
}

/* Σ s'_i α'_i − s4 B − c Σ u_i α_i − t5 */
static void put_t5(struct check *check)
{
    const struct oracle_mix *mix = check->mix;
    const struct ciphertext *input = check->input;
    size_t i;

    oracle_terms_sub(&check->terms, mix->s[3], &point_base);
    for (i = 0; i < mix->count; i++) {
        oracle_terms_add(&check->terms, mix->responses[i], &mix->output[i].alpha);
        oracle_terms_sub(
            &check->terms, times(&check->c, &check->u[i]), &input[i].alpha);
    }
    oracle_terms_sub(&check->terms, one(), &mix->t[4]);
}

/* ŝ_i B + s'_i ĉ_{i-1} − c ĉ_i − t̂_i */
static void put_link(struct check *check, size_t i)
{
    const struct oracle_mix *mix = check->mix;
    const struct point *before = i == 0 ? &check->h : &mix->chain[i - 1];

    oracle_terms_add(&check->terms, mix->chain_responses[i], &point_base);
    oracle_terms_add(&check->terms, mix->responses[i], before);
    oracle_terms_sub(&check->terms, check->c, &mix->chain[i]);
    oracle_terms_sub(&check->terms, one(), &mix->chain_commitments[i]);
}

static int ask(struct check *check, enum shuffle_refusal refusal)
{
    bool vanishes = oracle_terms_vanish(&check->terms);

    check->terms.count = 0;
    return vanishes ? 0 : (int)refusal;
}

static int check_sums(struct check *check)
{
    static const struct {
        void (*put)(struct check *check);
        enum shuffle_refusal refusal;
    } equations[] = {
        {put_t1, SHUFFLE_T1},
        {put_t2, SHUFFLE_T2},
        {put_t3, SHUFFLE_T3},
        {put_t4, SHUFFLE_T4},
        {put_t5, SHUFFLE_T5},
    };
    size_t i;
    int r;

    for (i = 0; i < ARRAY_SIZE(equations); i++) {
        equations[i].put(check);
        r = ask(check, equations[i].refusal);
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
        r = ask(check, SHUFFLE_CHAIN);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static bool is_of_task(const struct shuffle_task *task, const struct oracle_mix *mix)
{
    return span_is_equal(SPAN(task->eid), SPAN(mix->eid)) && task->cid == mix->cid
           && span_is_equal(SPAN(task->box), SPAN(mix->box)) && task->k == mix->k
           && span_is_equal(SPAN(task->mixer), SPAN(mix->mixer))
           && task->count == mix->count;
}

int oracle_mix_verify(const struct shuffle_task *task,
                      const struct ciphertext *input,
                      struct span object)
{
    CLEANUP(oracle_mix_freep) struct oracle_mix *mix = NULL;
    CLEANUP(check_deinit) struct check check = {.task = task, .input = input};
    int r;

    r = oracle_mix_parse(object, &mix);
    if (r != 0) {
        return r;
    }
    if (!is_of_task(task, mix)) {
        return SHUFFLE_OTHER_TASK;
    }
    check.mix = mix;
    r = check_init(&check);
    if (r == 0) {
        r = check_sums(&check);
    }
    return r == 0 ? check_chain(&check) : r;
}

int oracle_mix_judge(const struct shuffle_task *task,
                     const struct ciphertext *input,
                     struct span object)
{
    const struct pieces pieces = pieces_of(&object);
    int r = shuffle_verify(task, &pieces, NULL);

    return oracle_mix_verify(task, input, object) == r ? r : FAULT(FAULT_BUG);
}

int oracle_mix_judge_written(const struct shuffle_task *task,
                             const struct ciphertext *input,
                             const struct oracle_mix *mix)
{
    CLEANUP(buf_deinit) struct buf object;

    buf_init(&object, shuffle_size(mix->count));
    oracle_mix_write(mix, &object);
    return oracle_mix_judge(task, input, buf_span(&object));
}
