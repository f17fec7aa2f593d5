// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shuffle_prover.h"

#include "base/fault.h"
#include "seal/secret.h"

/* A portion's share of the sums. Its ballots are multiplied by twos, which is cheaper
 * than one by one. */
struct gathering {
    struct element sums[PROVER_SUMS];
    const struct scalar *held_omega; /* of a ballot that waits for another; or NULL */
    struct element held[PROVER_SUMS];
};

static void gather(struct gathering *gathering,
                   const struct scalar *omega,
                   const struct element elements[PROVER_SUMS])
{
    struct element product;
    size_t i;

    for (i = 0; i < PROVER_SUMS; i++) {
        const struct element_product one = {omega, &elements[i]};
        const struct element_product other = {gathering->held_omega,
                                              &gathering->held[i]};

        if (gathering->held_omega == NULL) {
            gathering->held[i] = elements[i];
            continue;
        }
        element_mul_two(&one, &other, &product);
        element_add(&gathering->sums[i], &product, &gathering->sums[i]);
    }
    gathering->held_omega = gathering->held_omega == NULL ? omega : NULL;
    secret_wipe(&product, sizeof(product));
}

/* Done with `count` ballots in one of two rounds; with lock held. */
static void tell(struct prover *prover, size_t count)
{
    prover->done += count;
    progress_tell(prover->progress, prover->done, 2 * prover->task->count);
}

static void hand_in(struct prover *prover, struct gathering *gathering, size_t count)
{
    struct element last;
    size_t i;

    for (i = 0; i < PROVER_SUMS && gathering->held_omega != NULL; i++) {
        element_mul(gathering->held_omega, &gathering->held[i], &last);
        element_add(&gathering->sums[i], &last, &gathering->sums[i]);
    }
    (void)pthread_mutex_lock(&prover->lock);
    for (i = 0; i < PROVER_SUMS; i++) {
        element_add(&prover->sums[i], &gathering->sums[i], &prover->sums[i]);
    }
    tell(prover, count);
    (void)pthread_mutex_unlock(&prover->lock);
    secret_wipe(&last, sizeof(last));
    secret_wipe(gathering, sizeof(*gathering));
}

/* α'_i = α_j + ρ_j B   β'_i = β_j + ρ_j Y   c_j = r_j B + h_i */
static int permute(struct prover *prover, size_t i, struct gathering *gathering)
{
    const struct shuffle_task *task = prover->task;
    uint32_t from = prover->items[i].from;
    const struct item *item = &prover->items[from];
    struct ciphertext *output = &prover->columns.output[i];
    struct element elements[PROVER_SUMS];
    struct element mask;

    if (element_decode_beta(&prover->input[from].beta, &elements[1]) != 0
        || element_decode(&prover->input[from].alpha, &elements[2]) != 0) {
        return FAULT(FAULT_BUG);
    }
    element_table_mul(prover->key_table, &item->rho, &mask);
    element_add(&elements[1], &mask, &elements[1]);
    element_encode(&elements[1], &output->beta);
    element_mul_base(&item->rho, &mask);
    element_add(&elements[2], &mask, &elements[2]);
    element_encode(&elements[2], &output->alpha);
    element_generator(&task->eid, task->cid, (uint32_t)i + 1, &elements[0]);
    gather(gathering, &prover->items[i].omega, elements);
    element_mul_base(&item->r, &mask);
    element_add(&elements[0], &mask, &mask);
    element_encode(&mask, &prover->columns.c[from]);
    secret_wipe(&mask, sizeof(mask));
    return 0;
}

int shuffle_permute(void *context, size_t at)
{
    struct prover *prover = context;
    size_t first = portion_first(&prover->portions, at);
    size_t count = portion_length(&prover->portions, at);
    struct gathering gathering = {.held_omega = NULL};
    size_t i;
    int r;

    for (i = 0; i < PROVER_SUMS; i++) {
        gathering.sums[i] = element_identity();
    }
    for (i = 0; i < count; i++) {
        r = permute(prover, first + i, &gathering);
        if (r != 0) {
            return r;
        }
    }
    hand_in(prover, &gathering, count);
    return 0;
}

/* of_b B + of_h h */
static void combine(const struct prover *prover,
                    const struct scalar *of_b,
                    const struct scalar *of_h,
                    struct point *out)
{
    struct element a;
    struct element b;

    element_mul_base(of_b, &a);
    element_table_mul(prover->h_table, of_h, &b);
    element_add(&a, &b, &a);
    element_encode(&a, out);
    secret_wipe(&a, sizeof(a));
    secret_wipe(&b, sizeof(b));
}

/* ĉ_i = r̂_i B + u'_i ĉ_{i-1}   t̂_i = ω̂_i B + ω'_i ĉ_{i-1} */
static void make_link(const struct prover *prover, size_t i)
{
    const struct item *item = &prover->items[i];
    const struct scalar *u = &prover->items[item->from].u;
    struct scalar of_b;
    struct scalar of_h;

    scalar_mul(u, &item->before_b, &of_b);
    scalar_add(&of_b, &item->chain, &of_b);
    scalar_mul(u, &item->before_h, &of_h);
    combine(prover, &of_b, &of_h, &prover->columns.chain[i]);
    scalar_mul(&item->omega, &item->before_b, &of_b);
    scalar_add(&of_b, &item->chain_omega, &of_b);
    scalar_mul(&item->omega, &item->before_h, &of_h);
    combine(prover, &of_b, &of_h, &prover->columns.chain_commitments[i]);
    secret_wipe(&of_b, sizeof(of_b));
    secret_wipe(&of_h, sizeof(of_h));
}

int shuffle_link(void *context, size_t at)
{
    struct prover *prover = context;
    size_t first = portion_first(&prover->portions, at);
    size_t count = portion_length(&prover->portions, at);
    size_t i;

    for (i = 0; i < count; i++) {
        make_link(prover, first + i);
    }
    (void)pthread_mutex_lock(&prover->lock);
    tell(prover, count);
    (void)pthread_mutex_unlock(&prover->lock);
    return 0;
}
