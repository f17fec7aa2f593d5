// SPDX-License-Identifier: AGPL-3.0-or-later
#include "share_object.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "terms.h"

enum {
    FIXED_SIZE = 171,
    SHARE_COUNT_MAX = 1000000,
};

static const char magic[] = "GB1S";

size_t share_size(size_t count)
{
    return FIXED_SIZE + (POINT_SIZE * count);
}

void share_free(struct share *share)
{
    if (share != NULL) {
        free(share->d);
        free(share);
    }
}

int share_new(size_t count, struct share **out)
{
    struct share *share = calloc(1, sizeof(*share));
    struct point *d = calloc(count, sizeof(*d));

    if (share == NULL || d == NULL) {
        free(share);
        free(d);
        return FAULT(FAULT_MEMORY);
    }
    share->count = count;
    share->d = d;
    *out = share;
    return 0;
}

static int read_proof(struct reader *reader, struct share *share)
{
    size_t i;

    for (i = 0; i < share->count; i++) {
        if (point_decode(reader_take(reader, POINT_SIZE), &share->d[i]) != 0) {
            return SHARE_MALFORMED;
        }
    }
    if (point_decode(reader_take(reader, POINT_SIZE), &share->a1) != 0
        || point_decode(reader_take(reader, POINT_SIZE), &share->a2) != 0
        || scalar_decode(reader_take(reader, SCALAR_SIZE), &share->s) != 0) {
        return SHARE_MALFORMED;
    }
    return reader_done(reader) ? 0 : SHARE_MALFORMED;
}

int share_parse(struct span object, struct share **out)
{
    struct share *share = NULL;
    struct share head = {.count = 0};
    struct reader reader;
    int r;

    reader_init(&reader, object);
    if (!reader_skip(&reader, magic)) {
        return SHARE_MALFORMED;
    }
    reader_copy(&reader, &head.eid, sizeof(head.eid));
    head.cid = reader_u16(&reader);
    reader_copy(&reader, &head.box, sizeof(head.box));
    head.j = reader_u8(&reader);
    head.count = reader_u32(&reader);
    if (head.count < 1 || head.count > SHARE_COUNT_MAX
        || object.size != share_size(head.count)) {
        return SHARE_MALFORMED;
    }

    r = share_new(head.count, &share);
    if (r != 0) {
        return r;
    }
    share->eid = head.eid;
    share->cid = head.cid;
    share->box = head.box;
    share->j = head.j;
    r = read_proof(&reader, share);
    if (r != 0) {
        share_free(share);
        return r;
    }
    *out = share;
    return 0;
}

int share_write(const struct share *share, struct buf *out)
{
    buf_put_text(out, magic);
    buf_put(out, &share->eid, sizeof(share->eid));
    buf_put_u16(out, share->cid);
    buf_put(out, &share->box, sizeof(share->box));
    buf_put_u8(out, share->j);
    buf_put_u32(out, (uint32_t)share->count);
    buf_put(out, share->d, share->count * sizeof(*share->d));
    buf_put(out, &share->a1, sizeof(share->a1));
    buf_put(out, &share->a2, sizeof(share->a2));
    buf_put(out, &share->s, sizeof(share->s));
    return FOLD(buf_status(out));
}

static void
find_seed(const struct share_task *task, const struct share *share, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "share-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->j);
    transcript_add(&transcript, SPAN(task->key));
    transcript_add(&transcript,
                   span_of(task->output, task->count * sizeof(*task->output)));
    transcript_add(&transcript, span_of(share->d, task->count * sizeof(*share->d)));
    transcript_end(&transcript, out);
}

static void find_weight(const struct wide *seed, uint32_t index, struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "share-e");
    transcript_add(&transcript, SPAN(*seed));
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

int share_sum(const struct share_task *task,
              const struct share *share,
              struct share_sums *out)
{
    CLEANUP(terms_deinit) struct terms m = {.count = 0};
    CLEANUP(terms_deinit) struct terms z = {.count = 0};
    struct share_sums sums;
    struct scalar e;
    uint32_t i;
    int r;

    r = terms_init(&m, task->count);
    if (r == 0) {
        r = terms_init(&z, task->count);
    }
    if (r != 0) {
        return FOLD(r);
    }
    find_seed(task, share, &sums.seed);
    for (i = 0; i < task->count; i++) {
        find_weight(&sums.seed, i + 1, &e);
        terms_add(&m, e, &task->output[i].alpha);
        terms_add(&z, e, &share->d[i]);
    }
    r = point_sum(m.scalars, m.points, m.count, &sums.m);
    if (r == 0) {
        r = point_sum(z.scalars, z.points, z.count, &sums.z);
    }
    if (r != 0) {
        return FOLD(r);
    }
    *out = sums;
    return 0;
}

void share_challenge(const struct share_sums *sums,
                     const struct share *share,
                     struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "share");
    transcript_add(&transcript, SPAN(sums->seed));
    transcript_add(&transcript, SPAN(sums->m));
    transcript_add(&transcript, SPAN(sums->z));
    transcript_add(&transcript, SPAN(share->a1));
    transcript_add(&transcript, SPAN(share->a2));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}
