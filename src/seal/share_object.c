// SPDX-License-Identifier: AGPL-3.0-or-later
#include "share_object.h"

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

struct rows {
    struct ciphertext output[PORTION_MOST];
    struct point d[PORTION_MOST];
};

/* The two sums while they are gathered, portion by portion. */
struct summing {
    const struct share_task *task;
    const struct pieces *list;
    struct share_sums sums;
    size_t first; /* of the portion in hand */
    size_t count;
    struct rows *rows;
    struct portions slices;
    struct terms m;
    struct terms z;
};

static void summing_deinit(struct summing *summing)
{
    free(summing->rows);
    terms_deinit(&summing->m);
    terms_deinit(&summing->z);
}

static int summing_init(struct summing *summing, size_t length)
{
    int r;

    summing->sums.m = element_identity();
    summing->sums.z = element_identity();
    summing->rows = malloc(sizeof(*summing->rows));
    if (summing->rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = terms_init(&summing->m, length);
    return r != 0 ? r : terms_init(&summing->z, length);
}

static int read_rows(const struct summing *summing)
{
    int r;

    r = pieces_read(&summing->task->output,
                    summing->first * sizeof(struct ciphertext),
                    summing->count * sizeof(struct ciphertext),
                    summing->rows->output);
    return r != 0 ? r
                  : pieces_read(summing->list,
                                summing->first * POINT_SIZE,
                                summing->count * POINT_SIZE,
                                summing->rows->d);
}

/* A threads_part: e_i d_i and e_i α'_i of some ballots of the portion. */
static int put_slice(void *context, size_t at)
{
    struct summing *summing = context;
    size_t first = portion_first(&summing->slices, at);
    size_t count = portion_length(&summing->slices, at);
    struct terms m = terms_part(&summing->m, first, count);
    struct terms z = terms_part(&summing->z, first, count);
    struct scalar e;
    size_t i;

    for (i = first; i < first + count; i++) {
        group_seeded(
            "share-e", &summing->sums.seed, (uint32_t)(summing->first + i) + 1, &e);
        if (element_decode(&summing->rows->d[i], terms_next(&z, &e)) != 0) {
            return SHARE_MALFORMED;
        }
        if (element_decode(&summing->rows->output[i].alpha, terms_next(&m, &e)) != 0) {
            return FAULT(FAULT_BUG);
        }
    }
    return 0;
}

/* The terms in hand, added to a sum. */
static int add_up(struct terms *terms, size_t count, struct element *sum)
{
    struct element part;
    int r;

    terms_filled(terms, count);
    r = terms_sum(terms, &part);
    if (r == 0) {
        element_add(sum, &part, sum);
    }
    return r;
}

static int sum_portion(struct summing *summing)
{
    int r;

    summing->slices = portion_slices(summing->count);
    r = read_rows(summing);
    if (r == 0) {
        r = threads_run(summing->slices.count, put_slice, summing);
    }
    if (r == 0) {
        r = add_up(&summing->m, summing->count, &summing->sums.m);
    }
    return r != 0 ? r : add_up(&summing->z, summing->count, &summing->sums.z);
}

int share_sum(const struct share_task *task,
              const struct pieces *list,
              const struct progress *progress,
              struct share_sums *out)
{
    const struct portions portions = portions_in_turn(task->count);
    CLEANUP(summing_deinit) struct summing summing = {.task = task, .list = list};
    size_t at;
    int r;

    if (task->output.size != task->count * sizeof(struct ciphertext)) {
        return FAULT(FAULT_BUG);
    }
    r = find_seed(task, list, &summing.sums.seed);
    if (r == 0) {
        r = summing_init(&summing, portions.length);
    }
    for (at = 0; at < portions.count && r == 0; at++) {
        summing.first = portion_first(&portions, at);
        summing.count = portion_length(&portions, at);
        r = sum_portion(&summing);
        progress_tell(progress, summing.first + summing.count, task->count);
    }
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
