// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fault.h"
#include "portion.h"
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"
#include "share_object.h"

struct making {
    const struct share_task *task;
    const struct scalar *x;
    const struct progress *progress;
    struct portions portions;
    struct point *d;      /* written to */
    pthread_mutex_t lock; /* of reading and of what follows */
    uint64_t done;
};

static int read_output(struct making *making, size_t at, struct ciphertext *out)
{
    size_t first = portion_first(&making->portions, at);
    size_t count = portion_length(&making->portions, at);
    int r;

    (void)pthread_mutex_lock(&making->lock);
    r = pieces_read(
        &making->task->output, first * sizeof(*out), count * sizeof(*out), out);
    (void)pthread_mutex_unlock(&making->lock);
    return r;
}

/* d_i = x α'_i: a key that lives long, and so libsodium's multiplication. */
static int decrypt_portion(void *context, size_t at)
{
    struct making *making = context;
    size_t first = portion_first(&making->portions, at);
    size_t count = portion_length(&making->portions, at);
    struct ciphertext *output = calloc(count, sizeof(*output));
    size_t i;
    int r;

    if (output == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_output(making, at, output);
    for (i = 0; i < count && r == 0; i++) {
        point_mul(making->x, &output[i].alpha, &making->d[first + i]);
    }
    free(output);
    (void)pthread_mutex_lock(&making->lock);
    making->done += count;
    progress_tell(making->progress, making->done, making->task->count);
    (void)pthread_mutex_unlock(&making->lock);
    return r;
}

static int decrypt(const struct share_task *task,
                   const struct scalar *x,
                   const struct progress *progress,
                   struct point *out)
{
    struct making making = {.task = task,
                            .x = x,
                            .progress = progress,
                            .portions = portions_of(task->count),
                            .d = out};
    int r;

    (void)pthread_mutex_init(&making.lock, NULL);
    r = threads_run(making.portions.count, decrypt_portion, &making);
    (void)pthread_mutex_destroy(&making.lock);
    return r;
}

/* A1 = wB, A2 = wM, s = w + c x */
static int prove(const struct share_task *task,
                 const struct scalar *x,
                 struct span list,
                 struct share_proof *out)
{
    const struct pieces pieces = pieces_of(&list);
    struct share_sums sums;
    struct point m;
    struct scalar w;
    struct scalar c;
    struct scalar product;
    int r;

    r = share_sum(task, &pieces, NULL, &sums);
    if (r != 0) {
        return FOLD(r);
    }
    element_encode(&sums.m, &m);
    group_nonce("share", SPAN(*x), SPAN(sums.seed), 0, &w);
    point_mul_base(&w, &out->a1);
    point_mul(&w, &m, &out->a2);
    share_challenge(&sums, out, &c);
    scalar_mul(&c, x, &product);
    scalar_add(&w, &product, &out->s);
    secret_wipe(&w, sizeof(w));
    secret_wipe(&product, sizeof(product));
    return 0;
}

/* d and the proof behind the head. */
static int make(const struct share_task *task,
                const struct scalar *x,
                const struct progress *progress,
                struct buf *out)
{
    size_t size = task->count * POINT_SIZE;
    struct share_proof proof;
    uint8_t *list;
    int r;

    share_write_head(task, out);
    list = buf_extend(out, size);
    if (list == NULL) {
        return FOLD(buf_status(out));
    }
    r = decrypt(task, x, progress, (struct point *)list);
    if (r == 0) {
        r = prove(task, x, span_of(list, size), &proof);
    }
    if (r != 0) {
        return r;
    }
    buf_put_span(out, SPAN(proof.a1));
    buf_put_span(out, SPAN(proof.a2));
    buf_put_span(out, SPAN(proof.s));
    return FOLD(buf_status(out));
}

int share_make(const struct share_task *task,
               const struct scalar *x,
               const struct progress *progress,
               struct buf *out)
{
    size_t start = out->size;
    struct point own;
    int r;

    point_mul_base(x, &own);
    if (task->count < 1 || task->count > SHARE_COUNT_MAX
        || !point_is_equal(&own, &task->key)) {
        return FAULT(FAULT_BUG);
    }
    r = make(task, x, progress, out);
    if (r != 0) {
        out->size = start;
    }
    return r;
}
