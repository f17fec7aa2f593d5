// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <sodium.h>

#include "base/fault.h"
#include "shuffle_check.h"
#include "terms.h"

enum {
    EQUATIONS = SHUFFLE_COMMITMENTS + 1, /* t1…t5 and the chain */
    TAIL = 10,
};

/* t, s and the terms of a proof that are no ballot's. */
struct tail {
    struct point t[SHUFFLE_COMMITMENTS];
    struct scalar s[SHUFFLE_RESPONSES];
    struct point last; /* ĉ_N */
};

static int read_list(const struct pieces *list, size_t size, void *out)
{
    return pieces_read(list, list->size - size, size, out);
}

/* Strictly: the scalars are decoded here, the points where they are put down. */
static int read_tail(const struct shuffle_check *check, struct tail *out)
{
    size_t n = check->task->count;
    const struct pieces t = shuffle_column(check->object, COLUMN_T, n);
    const struct pieces s = shuffle_column(check->object, COLUMN_S, n);
    const struct pieces chain = shuffle_column(check->object, COLUMN_CHAIN, n);
    size_t i;
    int r;

    r = read_list(&t, sizeof(out->t), out->t);
    if (r == 0) {
        r = read_list(&s, sizeof(out->s), out->s);
    }
    if (r == 0) {
        r = read_list(&chain, sizeof(out->last), &out->last);
    }
    for (i = 0; i < SHUFFLE_RESPONSES && r == 0; i++) {
        r = scalar_decode(SPAN(out->s[i]), &out->s[i]) == 0 ? 0 : SHUFFLE_MALFORMED;
    }
    return r;
}

static void
add_product(struct scalar *sum, const struct scalar *a, const struct scalar *b)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    scalar_add(sum, &product, sum);
}

static struct scalar negative(const struct scalar *a, const struct scalar *b)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    scalar_negate(&product, &product);
    return product;
}

/* B, h, ĉ_N, Y and t1…t5: what is left of the equations beside the ballots. */
static int put_tail(const struct shuffle_check *check,
                    const struct tail *tail,
                    struct terms *terms)
{
    const struct scalar *weights = check->weights;
    struct scalar scalar;
    size_t i;
    int r = 0;

    scalar = negative(&weights[4], &tail->s[3]);
    scalar_add(&scalar, &check->base, &scalar);
    for (i = 0; i < 3; i++) {
        add_product(&scalar, &weights[i], &tail->s[i]);
    }
    *terms_next(terms, &scalar) = element_base();
    scalar_mul(&weights[1], &check->c, &scalar);
    scalar_mul(&scalar, &check->product, &scalar);
    *terms_next(terms, &scalar) = check->h;
    scalar = negative(&weights[1], &check->c);
    r |= element_decode(&tail->last, terms_next(terms, &scalar));
    scalar = negative(&weights[3], &tail->s[3]);
    r |= element_decode(&check->task->key, terms_next(terms, &scalar));
    for (i = 0; i < SHUFFLE_COMMITMENTS; i++) {
        scalar_negate(&weights[i], &scalar);
        r |= element_decode(&tail->t[i], terms_next(terms, &scalar));
    }
    return r == 0 ? 0 : SHUFFLE_MALFORMED;
}

/* Whether all that is asked holds: 0, or SHUFFLE_T1 for any of it that does not. */
static int ask(struct shuffle_check *check)
{
    CLEANUP(terms_deinit) struct terms terms = {.count = 0};
    struct tail tail;
    struct element rest;
    int r;

    check->total = element_identity();
    check->base = (struct scalar){{0}};
    scalar_from_u64(1, &check->product);
    r = shuffle_check_ballots(check);
    if (r == 0) {
        r = read_tail(check, &tail);
    }
    if (r == 0) {
        r = terms_init(&terms, TAIL);
    }
    if (r == 0) {
        r = put_tail(check, &tail, &terms);
    }
    if (r == 0) {
        r = terms_sum(&terms, &rest);
    }
    if (r != 0) {
        return r;
    }
    element_add(&check->total, &rest, &check->total);
    return element_is_identity(&check->total) ? 0 : SHUFFLE_T1;
}

/* Random weights for the equations of the set, none for the others. */
static void choose(struct shuffle_check *check, unsigned set)
{
    uint8_t bits[16];
    size_t i;

    for (i = 0; i < SHUFFLE_COMMITMENTS; i++) {
        check->weights[i] = (struct scalar){{0}};
        if ((set >> i & 1U) != 0) {
            randombytes_buf(bits, sizeof(bits));
            shuffle_weight(bits, &check->weights[i]);
        }
    }
    check->is_chain_asked = (set >> SHUFFLE_COMMITMENTS & 1U) != 0;
}

static int ask_all(struct shuffle_check *check)
{
    unsigned i;
    int r;

    choose(check, (1U << EQUATIONS) - 1);
    r = ask(check);
    if (r <= SHUFFLE_OTHER_TASK) {
        return r;
    }
    /* Some equation does not hold: which of them, in order. */
    check->progress = NULL;
    for (i = 0; i < EQUATIONS; i++) {
        choose(check, 1U << i);
        r = ask(check);
        if (r != 0) {
            return r < 0 ? r : SHUFFLE_T1 + (int)i;
        }
    }
    return FAULT(FAULT_BUG);
}

int shuffle_verify(const struct shuffle_task *task,
                   const struct pieces *object,
                   const struct progress *progress)
{
    struct shuffle_check check = {.task = task,
                                  .object = object,
                                  .progress = progress,
                                  .portions = portions_in_turn(task->count)};
    int r;

    if (task->input.size != task->count * sizeof(struct ciphertext)) {
        return FAULT(FAULT_BUG);
    }
    r = shuffle_check_head(task, object);
    if (r == 0) {
        r = shuffle_seed(task, object, &check.seed);
    }
    if (r == 0) {
        r = shuffle_challenge(&check.seed, object, task->count, &check.c);
    }
    if (r != 0) {
        return r;
    }
    element_generator(&task->eid, task->cid, 0, &check.h);
    return ask_all(&check);
}
