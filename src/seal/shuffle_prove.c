// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <pthread.h>
#include <stdlib.h>

#include <sodium.h>

#include "base/fault.h"
#include "seal/group.h"
#include "seal/scalar.h"
#include "seal/secret.h"
#include "seal/transcript.h"
#include "shuffle_prover.h"

static void prover_deinit(struct prover *prover)
{
    if (prover->items != NULL) {
        secret_wipe(prover->items, prover->task->count * sizeof(*prover->items));
        free(prover->items);
    }
    free(prover->input);
    element_table_free(prover->key_table);
    element_table_free(prover->h_table);
    secret_wipe(prover->omega, sizeof(prover->omega));
    secret_wipe(&prover->source, sizeof(prover->source));
}

static void draw(struct prover *prover, struct scalar *out)
{
    group_nonce_from(&prover->source, prover->nonces, out);
    prover->nonces++;
}

/* What every nonce is bound to: the task and its input. */
static int find_statement(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct transcript transcript;
    int r;

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->k);
    transcript_add(&transcript, SPAN(task->mixer));
    transcript_add(&transcript, SPAN(task->key));
    r = transcript_add_pieces(&transcript, &task->input);
    if (r != 0) {
        return r;
    }
    transcript_end(&transcript, &prover->statement);
    prover->source.statement = SPAN(prover->statement);
    return 0;
}

static void draw_all(struct prover *prover)
{
    uint32_t n = (uint32_t)prover->task->count;
    uint32_t i;
    uint32_t other;
    uint32_t held;

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
    for (i = n; i > 1; i--) {
        other = randombytes_uniform(i);
        held = prover->items[i - 1].from;
        prover->items[i - 1].from = prover->items[other].from;
        prover->items[other].from = held;
    }
}

static int make_tables(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    struct element element;
    int r;

    if (element_decode(&task->key, &element) != 0) {
        return FAULT(FAULT_BUG);
    }
    r = element_table_new(&element, &prover->key_table);
    if (r != 0) {
        return r;
    }
    element_generator(&task->eid, task->cid, 0, &element);
    return element_table_new(&element, &prover->h_table);
}

static int prover_init(struct prover *prover)
{
    const struct shuffle_task *task = prover->task;
    int r;

    prover->items = calloc(task->count, sizeof(*prover->items));
    prover->input = calloc(task->count, sizeof(*prover->input));
    if (prover->items == NULL || prover->input == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = pieces_read(
        &task->input, 0, task->count * sizeof(*prover->input), prover->input);
    if (r == 0) {
        r = make_tables(prover);
    }
    if (r == 0) {
        r = find_statement(prover);
    }
    if (r == 0) {
        draw_all(prover);
    }
    return r;
}

/* t1 = ω_1 B   t2 = ω_2 B, and what t3…t5 have beside their sums, which are there. */
static void commit(struct prover *prover)
{
    struct element *sums = prover->sums;
    struct element mask;
    size_t i;

    for (i = 0; i < 3; i++) {
        element_mul_base(&prover->omega[i], &mask);
        if (i == 2) {
            element_add(&mask, &sums[0], &mask);
        }
        element_encode(&mask, &prover->columns.t[i]);
    }
    element_table_mul(prover->key_table, &prover->omega[3], &mask);
    element_sub(&sums[1], &mask, &mask);
    element_encode(&mask, &prover->columns.t[3]);
    element_mul_base(&prover->omega[3], &mask);
    element_sub(&sums[2], &mask, &mask);
    element_encode(&mask, &prover->columns.t[4]);
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

/*
 * What the chain comes to in B and h: ĉ_i = R_i B + U_i h, R_i = r̂_i + u'_i R_{i-1} and
 * U_i = u'_i U_{i-1}; so that its links can be made in any order.
 */
static void unroll(struct prover *prover, const struct wide *seed)
{
    struct scalar of_b = {{0}};
    struct scalar of_h;
    uint32_t n = (uint32_t)prover->task->count;
    uint32_t i;

    for (i = 0; i < n; i++) {
        shuffle_exponent(seed, i + 1, &prover->items[i].u);
    }
    scalar_from_u64(1, &of_h);
    for (i = 0; i < n; i++) {
        struct item *item = &prover->items[i];
        const struct scalar *u = &prover->items[item->from].u;

        item->before_b = of_b;
        item->before_h = of_h;
        of_b = item->chain;
        add_scaled(&of_b, u, &item->before_b);
        scalar_mul(u, &of_h, &of_h);
    }
    secret_wipe(&of_b, sizeof(of_b));
    secret_wipe(&of_h, sizeof(of_h));
}

/* out = omega + c·value */
static void answer(const struct scalar *omega,
                   const struct scalar *c,
                   const struct scalar *value,
                   struct scalar *out)
{
    struct scalar sum = *omega;

    add_scaled(&sum, c, value);
    *out = sum;
    secret_wipe(&sum, sizeof(sum));
}

static void respond(struct prover *prover, const struct scalar *c)
{
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
        answer(
            &item->chain_omega, c, &item->chain, &prover->columns.chain_responses[i]);
        answer(&item->omega, c, u, &prover->columns.responses[i]);
        scalar_mul(&v, u, &v);
    }
    for (i = 0; i < SHUFFLE_RESPONSES; i++) {
        answer(&prover->omega[i], c, &sums[i], &prover->columns.s[i]);
    }
    secret_wipe(sums, sizeof(sums));
    secret_wipe(&v, sizeof(v));
}

/* Where the columns lie in the object's bytes. */
static void find_columns(struct prover *prover, uint8_t *object)
{
    size_t n = prover->task->count;
    struct columns *columns = &prover->columns;
    uint8_t *at[COLUMNS];
    size_t i;

    for (i = 0; i < COLUMNS; i++) {
        at[i] = object + shuffle_column_at((enum shuffle_column)i, n);
    }
    columns->output = (struct ciphertext *)at[COLUMN_OUTPUT];
    columns->c = (struct point *)at[COLUMN_C];
    columns->chain = (struct point *)at[COLUMN_CHAIN];
    columns->chain_commitments = (struct point *)at[COLUMN_CHAIN_COMMITMENTS];
    columns->t = (struct point *)at[COLUMN_T];
    columns->s = (struct scalar *)at[COLUMN_S];
    columns->chain_responses = (struct scalar *)at[COLUMN_CHAIN_RESPONSES];
    columns->responses = (struct scalar *)at[COLUMN_RESPONSES];
}

/* The proof into the object, whose head is there. */
static int prove(struct prover *prover, uint8_t *bytes)
{
    const struct shuffle_task *task = prover->task;
    struct span whole = span_of(bytes, shuffle_size(task->count));
    const struct pieces object = pieces_of(&whole);
    struct wide seed;
    struct scalar c;
    int r;

    find_columns(prover, bytes);
    r = threads_run(prover->portions.count, shuffle_permute, prover);
    if (r == 0) {
        r = shuffle_seed(task, &object, &seed);
    }
    if (r == 0) {
        unroll(prover, &seed);
        r = threads_run(prover->portions.count, shuffle_link, prover);
    }
    if (r == 0) {
        commit(prover);
        r = shuffle_challenge(&seed, &object, task->count, &c);
    }
    if (r == 0) {
        respond(prover, &c);
    }
    return FOLD(r);
}

/* Everything behind the head. */
static int fill(struct prover *prover, uint8_t *bytes)
{
    size_t i;
    int r;

    for (i = 0; i < PROVER_SUMS; i++) {
        prover->sums[i] = element_identity();
    }
    r = prover_init(prover);
    return r != 0 ? FOLD(r) : prove(prover, bytes);
}

int shuffle_prove(const struct shuffle_task *task,
                  struct span secret,
                  const struct progress *progress,
                  struct buf *out)
{
    struct prover prover = {.task = task,
                            .source = {.tag = "mix", .secret = secret},
                            .portions = portions_of(task->count),
                            .progress = progress};
    size_t start = out->size;
    int r;

    if (task->count < 1 || task->count > SHUFFLE_COUNT_MAX) {
        return FAULT(FAULT_BUG);
    }
    shuffle_write_head(task, out);
    (void)buf_extend(out, shuffle_size(task->count) - (out->size - start));
    r = buf_status(out);
    if (r != 0) {
        return FOLD(r);
    }
    (void)pthread_mutex_init(&prover.lock, NULL);
    r = fill(&prover, out->data + start);
    (void)pthread_mutex_destroy(&prover.lock);
    prover_deinit(&prover);
    if (r != 0) {
        out->size = start;
    }
    return r;
}
