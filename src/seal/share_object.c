// SPDX-License-Identifier: AGPL-3.0-or-later
#include "share_object.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "portion.h"
#include "seal/group.h"
#include "seal/scalar.h"
#include "seal/transcript.h"
#include "terms.h"

enum {
    HEAD_SIZE = 75,
    FIXED_SIZE = 171,
};

/* How an object of each use begins, and the tag of its seed. */
static const struct {
    const char *magic;
    const char *tag;
} uses[SHARE_USES] = {
    [SHARE_TALLY] = {"GB1S", "share-seed"},
    [SHARE_OPEN_ONE] = {"GB1O", "open-seed"},
};

size_t share_size(size_t count)
{
    return FIXED_SIZE + (POINT_SIZE * count);
}

struct pieces share_list(const struct pieces *object, size_t count)
{
    return pieces_part(object, HEAD_SIZE, POINT_SIZE * count);
}

void share_write_head(const struct share_task *task, struct buf *out)
{
    buf_put_text(out, uses[task->use].magic);
    buf_put_span(out, SPAN(task->eid));
    buf_put_u16(out, task->cid);
    buf_put_span(out, SPAN(task->box));
    buf_put_u8(out, task->j);
    buf_put_u32(out, (uint32_t)task->count);
}

static int read_head(const struct pieces *object, struct share_task *out)
{
    uint8_t bytes[HEAD_SIZE];
    struct reader reader;
    int r;

    if (object->size < HEAD_SIZE) {
        return SHARE_MALFORMED;
    }
    r = pieces_read(object, 0, sizeof(bytes), bytes);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, SPAN(bytes));
    if (!reader_skip(&reader, uses[out->use].magic)) {
        return SHARE_MALFORMED;
    }
    reader_copy(&reader, &out->eid, sizeof(out->eid));
    out->cid = reader_u16(&reader);
    reader_copy(&reader, &out->box, sizeof(out->box));
    out->j = reader_u8(&reader);
    out->count = reader_u32(&reader);
    if (!reader_done(&reader) || out->count < 1 || out->count > SHARE_COUNT_MAX
        || object->size != share_size(out->count)) {
        return SHARE_MALFORMED;
    }
    return 0;
}

int share_check_head(const struct share_task *task, const struct pieces *object)
{
    struct share_task head = {.use = task->use};
    int r;

    r = read_head(object, &head);
    if (r != 0) {
        return r;
    }
    return span_is_equal(SPAN(task->eid), SPAN(head.eid)) && task->cid == head.cid
                   && span_is_equal(SPAN(task->box), SPAN(head.box))
                   && task->j == head.j && task->count == head.count
               ? 0
               : SHARE_OTHER_TASK;
}

static int
find_seed(const struct share_task *task, const struct pieces *list, struct wide *out)
{
    struct transcript transcript;
    int r;

    transcript_begin(&transcript, uses[task->use].tag);
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->j);
    transcript_add(&transcript, SPAN(task->key));
    r = transcript_add_pieces(&transcript, &task->output);
    if (r == 0) {
        r = transcript_add_pieces(&transcript, list);
    }
    if (r != 0) {
        return r;
    }
    transcript_end(&transcript, out);
    return 0;
}

/* The two sums while they are gathered. */
struct summing {
    const struct share_task *task;
    const struct pieces *list;
    const struct progress *progress;
    struct portions portions;
    pthread_mutex_t lock; /* of reading and of what follows */
    struct share_sums sums;
    uint64_t done;
};

struct rows {
    struct ciphertext output[PORTION_MOST];
    struct point d[PORTION_MOST];
};

struct portion {
    struct summing *summing;
    size_t first;
    size_t count;
    struct rows *rows;
    struct terms m;
    struct terms z;
};

static void portion_deinit(struct portion *portion)
{
    free(portion->rows);
    terms_deinit(&portion->m);
    terms_deinit(&portion->z);
}

static int portion_init(struct portion *portion)
{
    int r;

    portion->rows = malloc(sizeof(*portion->rows));
    if (portion->rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = terms_init(&portion->m, portion->count);
    return r != 0 ? r : terms_init(&portion->z, portion->count);
}

static int read_rows(const struct portion *portion)
{
    struct summing *summing = portion->summing;
    int r;

    (void)pthread_mutex_lock(&summing->lock);
    r = pieces_read(&summing->task->output,
                    portion->first * sizeof(struct ciphertext),
                    portion->count * sizeof(struct ciphertext),
                    portion->rows->output);
    if (r == 0) {
        r = pieces_read(summing->list,
                        portion->first * POINT_SIZE,
                        portion->count * POINT_SIZE,
                        portion->rows->d);
    }
    (void)pthread_mutex_unlock(&summing->lock);
    return r;
}

static int put_rows(struct portion *portion)
{
    const struct wide *seed = &portion->summing->sums.seed;
    struct scalar e;
    size_t i;

    for (i = 0; i < portion->count; i++) {
        group_seeded("share-e", seed, (uint32_t)(portion->first + i) + 1, &e);
        if (element_decode(&portion->rows->d[i], terms_next(&portion->z, &e)) != 0) {
            return SHARE_MALFORMED;
        }
        if (element_decode(&portion->rows->output[i].alpha, terms_next(&portion->m, &e))
            != 0) {
            return FAULT(FAULT_BUG);
        }
    }
    return 0;
}

static int sum_portion(void *context, size_t at)
{
    struct summing *summing = context;
    CLEANUP(portion_deinit)
    struct portion portion = {.summing = summing,
                              .first = portion_first(&summing->portions, at),
                              .count = portion_length(&summing->portions, at)};
    struct element m;
    struct element z;
    int r;

    r = portion_init(&portion);
    if (r == 0) {
        r = read_rows(&portion);
    }
    if (r == 0) {
        r = put_rows(&portion);
    }
    if (r == 0) {
        r = terms_sum(&portion.m, &m);
    }
    if (r == 0) {
        r = terms_sum(&portion.z, &z);
    }
    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&summing->lock);
    element_add(&summing->sums.m, &m, &summing->sums.m);
    element_add(&summing->sums.z, &z, &summing->sums.z);
    summing->done += portion.count;
    progress_tell(summing->progress, summing->done, summing->task->count);
    (void)pthread_mutex_unlock(&summing->lock);
    return 0;
}

int share_sum(const struct share_task *task,
              const struct pieces *list,
              const struct progress *progress,
              struct share_sums *out)
{
    struct summing summing = {.task = task,
                              .list = list,
                              .progress = progress,
                              .portions = portions_of(task->count)};
    int r;

    if (task->output.size != task->count * sizeof(struct ciphertext)) {
        return FAULT(FAULT_BUG);
    }
    r = find_seed(task, list, &summing.sums.seed);
    if (r != 0) {
        return r;
    }
    summing.sums.m = element_identity();
    summing.sums.z = element_identity();
    (void)pthread_mutex_init(&summing.lock, NULL);
    r = threads_run(summing.portions.count, sum_portion, &summing);
    (void)pthread_mutex_destroy(&summing.lock);
    if (r != 0) {
        return r;
    }
    *out = summing.sums;
    return 0;
}

void share_challenge(const struct share_sums *sums,
                     const struct share_proof *proof,
                     struct scalar *out)
{
    struct transcript transcript;
    struct point m;
    struct point z;
    struct wide wide;

    element_encode(&sums->m, &m);
    element_encode(&sums->z, &z);
    transcript_begin(&transcript, "share");
    transcript_add(&transcript, SPAN(sums->seed));
    transcript_add(&transcript, SPAN(m));
    transcript_add(&transcript, SPAN(z));
    transcript_add(&transcript, SPAN(proof->a1));
    transcript_add(&transcript, SPAN(proof->a2));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}
