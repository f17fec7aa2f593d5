// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <stdlib.h>

#include <sodium.h>

#include "base/fault.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "shuffle_object.h"

enum {
    WORK = 12, /* multiplications a ballot, for the progress */
};

/* All that must never be known; one item a ballot, wiped in prover_deinit. */
struct item {
    struct scalar rho;         /* ρ_i of input i */
    struct scalar r;           /* r_i of input i */
    struct scalar chain;       /* r̂_i of output i */
    struct scalar chain_omega; /* ω̂_i of output i */
    struct scalar omega;       /* ω'_i of output i */
    struct scalar u;           /* u_i of input i; public, but kept beside */
    uint32_t from;             /* j_i, from 0: output i is input from */
};

struct prover {
    const struct shuffle_task *task;
    struct shuffle *shuffle;
    struct secret_source source;
    struct wide statement;
    uint32_t nonces; /* drawn so far */
    const struct progress *progress;
    uint64_t done;
    struct item *items;
    struct scalar omega[SHUFFLE_RESPONSES];
};

static void prover_deinit(struct prover *prover)
{
    if (prover->items != NULL) {
        secret_wipe(prover->items, prover->task->count * sizeof(*prover->items));
        free(prover->items);
    }
    secret_wipe(prover->omega, sizeof(prover->omega));
    secret_wipe(&prover->source, sizeof(prover->source));
}

static void draw(struct prover *prover, struct scalar *out)
{
    group_nonce_from(&prover->source, prover->nonces, out);
    prover->nonces++;
}

/* What every nonce is bound to: the task and its input. */
static void find_statement(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct transcript transcript;

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->k);
    transcript_add(&transcript, SPAN(task->mixer));
    transcript_add(&transcript, SPAN(task->key));
    transcript_add(&transcript,
                   span_of(task->input, task->count * sizeof(*task->input)));
    transcript_end(&transcript, &prover->statement);
}

static int prover_init(struct prover *prover)
{
    size_t n = prover->task->count;
    uint32_t i;
    uint32_t other;
    uint32_t held;

    prover->items = calloc(n, sizeof(*prover->items));
    if (prover->items == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    find_statement(prover);
    prover->source.statement = SPAN(prover->statement);
    randombytes_buf(&prover->source.fresh, sizeof(prover->source.fresh));
    for (i = 0; i < n; i++) {
        prover->items[i].from = i;
        draw(prover, &prover->items[i].rho);
        draw(prover, &prover->items[i].r);
        draw(prover, &prover->items[i].chain);
        draw(prover, &prover->items[i].chain_omega);
        draw(prover, &prover->items[i].omega);
    }
    for (i = 0; i < SHUFFLE_RESPONSES; i++) {
        draw(prover, &prover->omega[i]);
    }
    for (i = (uint32_t)n; i > 1; i--) {
        other = randombytes_uniform(i);
        held = prover->items[i - 1].from;
        prover->items[i - 1].from = prover->items[other].from;
        prover->items[other].from = held;
    }
    return 0;
}

static void step(struct prover *prover, uint64_t work)
{
    prover->done += work;
    progress_tell(prover->progress, prover->done, WORK * prover->task->count);
}

/* α'_i = α_j + ρ_j B   β'_i = β_j + ρ_j Y   c_j = r_j B + h_i */
static void permute(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct shuffle *shuffle = prover->shuffle;
    struct point mask;
    struct point generator;
    uint32_t i;

    for (i = 0; i < task->count; i++) {
        uint32_t from = prover->items[i].from;
        const struct item *item = &prover->items[from];

        point_mul_base(&item->rho, &mask);
        point_add(&task->input[from].alpha, &mask, &shuffle->output[i].alpha);
        point_mul(&item->rho, &task->key, &mask);
        point_add(&task->input[from].beta, &mask, &shuffle->output[i].beta);
        group_generator(&task->eid, task->cid, i + 1, &generator);
        point_mul_base(&item->r, &mask);
        point_add(&mask, &generator, &shuffle->c[from]);
        step(prover, 3);
    }
    secret_wipe(&mask, sizeof(mask));
}

/* ĉ_i = r̂_i B + u'_i ĉ_{i-1}   t̂_i = ω̂_i B + ω'_i ĉ_{i-1} */
static void chain(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct shuffle *shuffle = prover->shuffle;
    struct point before;
    struct point a;
    struct point b;
    uint32_t i;

    group_generator(&task->eid, task->cid, 0, &before);
    for (i = 0; i < task->count; i++) {
        const struct item *item = &prover->items[i];

        point_mul_base(&item->chain, &a);
        point_mul(&prover->items[item->from].u, &before, &b);
        point_add(&a, &b, &shuffle->chain[i]);
        point_mul_base(&item->chain_omega, &a);
        point_mul(&item->omega, &before, &b);
        point_add(&a, &b, &shuffle->chain_commitments[i]);
        before = shuffle->chain[i];
        step(prover, 4);
    }
    secret_wipe(&a, sizeof(a));
    secret_wipe(&b, sizeof(b));
}

/* sum += scalar·point */
static void
add_product(struct point *sum, const struct scalar *scalar, const struct point *point)
{
    struct point product;

    point_mul(scalar, point, &product);
    point_add(sum, &product, sum);
    secret_wipe(&product, sizeof(product));
}

static void commit(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct shuffle *shuffle = prover->shuffle;
    struct point *t = shuffle->t;
    struct point generator;
    struct point mask;
    uint32_t i;

    point_mul_base(&prover->omega[0], &t[0]);
    point_mul_base(&prover->omega[1], &t[1]);
    point_mul_base(&prover->omega[2], &t[2]);
    point_mul(&prover->omega[3], &task->key, &mask);
    point_sub(&point_identity, &mask, &t[3]);
    point_mul_base(&prover->omega[3], &mask);
    point_sub(&point_identity, &mask, &t[4]);
    for (i = 0; i < task->count; i++) {
        const struct scalar *omega = &prover->items[i].omega;

        group_generator(&task->eid, task->cid, i + 1, &generator);
        add_product(&t[2], omega, &generator);
        add_product(&t[3], omega, &shuffle->output[i].beta);
        add_product(&t[4], omega, &shuffle->output[i].alpha);
        step(prover, 5);
    }
    secret_wipe(&mask, sizeof(mask));
}

/* sum += a·b */
static void
add_scaled(struct scalar *sum, const struct scalar *a, const struct scalar *b)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    scalar_add(sum, &product, sum);
    secret_wipe(&product, sizeof(product));
}

/* out = omega + c·value */
static void answer(const struct scalar *omega,
                   const struct scalar *c,
                   const struct scalar *value,
                   struct scalar *out)
{
    struct scalar product;

    scalar_mul(c, value, &product);
    scalar_add(omega, &product, out);
    secret_wipe(&product, sizeof(product));
}

static void respond(struct prover *prover, const struct scalar *c)
{
    struct shuffle *shuffle = prover->shuffle;
    struct scalar sums[SHUFFLE_RESPONSES] = {0};
    struct scalar one;
    struct scalar v;
    size_t n = prover->task->count;
    size_t i;

    scalar_from_u64(1, &one);
    v = one;
    for (i = n; i-- > 0;) {
        const struct item *item = &prover->items[i];
        const struct scalar *u = &prover->items[item->from].u;

        add_scaled(&sums[0], &item->r, &one);
        add_scaled(&sums[1], &item->chain, &v);
        add_scaled(&sums[2], &item->r, &item->u);
        add_scaled(&sums[3], &item->rho, &item->u);
        answer(&item->chain_omega, c, &item->chain, &shuffle->chain_responses[i]);
        answer(&item->omega, c, u, &shuffle->responses[i]);
        scalar_mul(&v, u, &v);
    }
    for (i = 0; i < SHUFFLE_RESPONSES; i++) {
        answer(&prover->omega[i], c, &sums[i], &shuffle->s[i]);
    }
    secret_wipe(sums, sizeof(sums));
    secret_wipe(&v, sizeof(v));
}

int shuffle_prove(const struct shuffle_task *task,
                  struct span secret,
                  const struct progress *progress,
                  struct shuffle **out)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;
    CLEANUP(prover_deinit)
    struct prover prover = {
        .task = task, .source = {.tag = "mix", .secret = secret}, .progress = progress};
    struct wide seed;
    struct scalar c;
    uint32_t i;
    int r;

    if (task->count < 1 || task->count > SHUFFLE_COUNT_MAX) {
        return FAULT(FAULT_BUG);
    }
    r = shuffle_new(task->count, &shuffle);
    if (r != 0) {
        return FOLD(r);
    }
    shuffle->eid = task->eid;
    shuffle->cid = task->cid;
    shuffle->box = task->box;
    shuffle->k = task->k;
    shuffle->mixer = task->mixer;
    prover.shuffle = shuffle;
    r = prover_init(&prover);
    if (r != 0) {
        return FOLD(r);
    }

    permute(&prover);
    shuffle_seed(task, shuffle, &seed);
    for (i = 0; i < task->count; i++) {
        shuffle_exponent(&seed, i + 1, &prover.items[i].u);
    }
    chain(&prover);
    commit(&prover);
    shuffle_challenge(&seed, shuffle, &c);
    respond(&prover, &c);
    *out = shuffle_take(&shuffle);
    return 0;
}
