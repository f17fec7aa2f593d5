// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shuffle_object.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/group.h"
#include "seal/hash.h"

enum {
    FIXED_SIZE = 395,
    ITEM_SIZE = 224,
};

static const char magic[] = "GB1M";

size_t shuffle_size(size_t count)
{
    return FIXED_SIZE + (ITEM_SIZE * count);
}

void shuffle_free(struct shuffle *shuffle)
{
    if (shuffle != NULL) {
        free(shuffle->memory);
        free(shuffle);
    }
}

int shuffle_new(size_t count, struct shuffle **out)
{
    struct shuffle *shuffle = calloc(1, sizeof(*shuffle));
    void *memory = calloc(count, ITEM_SIZE);

    if (shuffle == NULL || memory == NULL) {
        free(shuffle);
        free(memory);
        return FAULT(FAULT_MEMORY);
    }
    shuffle->count = count;
    shuffle->memory = memory;
    shuffle->output = memory;
    shuffle->c = (struct point *)(shuffle->output + count);
    shuffle->chain = shuffle->c + count;
    shuffle->chain_commitments = shuffle->chain + count;
    shuffle->chain_responses = (struct scalar *)(shuffle->chain_commitments + count);
    shuffle->responses = shuffle->chain_responses + count;
    *out = shuffle;
    return 0;
}

static int read_points(struct reader *reader, struct point *points, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (point_decode(reader_take(reader, POINT_SIZE), &points[i]) != 0) {
            return SHUFFLE_MALFORMED;
        }
    }
    return 0;
}

static int read_scalars(struct reader *reader, struct scalar *scalars, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (scalar_decode(reader_take(reader, SCALAR_SIZE), &scalars[i]) != 0) {
            return SHUFFLE_MALFORMED;
        }
    }
    return 0;
}

static int read_output(struct reader *reader, struct ciphertext *output, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (point_decode(reader_take(reader, POINT_SIZE), &output[i].alpha) != 0
            || point_decode_beta(reader_take(reader, POINT_SIZE), &output[i].beta)
                   != 0) {
            return SHUFFLE_MALFORMED;
        }
    }
    return 0;
}

static int read_proof(struct reader *reader, struct shuffle *shuffle)
{
    size_t n = shuffle->count;

    if (read_output(reader, shuffle->output, n) != 0
        || read_points(reader, shuffle->c, n) != 0
        || read_points(reader, shuffle->chain, n) != 0
        || read_points(reader, shuffle->chain_commitments, n) != 0
        || read_points(reader, shuffle->t, SHUFFLE_COMMITMENTS) != 0
        || read_scalars(reader, shuffle->s, SHUFFLE_RESPONSES) != 0
        || read_scalars(reader, shuffle->chain_responses, n) != 0
        || read_scalars(reader, shuffle->responses, n) != 0) {
        return SHUFFLE_MALFORMED;
    }
    return reader_done(reader) ? 0 : SHUFFLE_MALFORMED;
}

int shuffle_parse(struct span object, struct shuffle **out)
{
    struct shuffle *shuffle = NULL;
    struct reader reader;
    struct shuffle head = {.count = 0};
    int r;

    reader_init(&reader, object);
    if (!reader_skip(&reader, magic)) {
        return SHUFFLE_MALFORMED;
    }
    reader_copy(&reader, &head.eid, sizeof(head.eid));
    head.cid = reader_u16(&reader);
    reader_copy(&reader, &head.box, sizeof(head.box));
    head.k = reader_u8(&reader);
    reader_copy(&reader, &head.mixer, sizeof(head.mixer));
    head.count = reader_u32(&reader);
    if (head.count < 1 || head.count > SHUFFLE_COUNT_MAX
        || object.size != shuffle_size(head.count)) {
        return SHUFFLE_MALFORMED;
    }

    r = shuffle_new(head.count, &shuffle);
    if (r != 0) {
        return r;
    }
    shuffle->eid = head.eid;
    shuffle->cid = head.cid;
    shuffle->box = head.box;
    shuffle->k = head.k;
    shuffle->mixer = head.mixer;
    r = read_proof(&reader, shuffle);
    if (r != 0) {
        shuffle_free(shuffle);
        return r;
    }
    *out = shuffle;
    return 0;
}

int shuffle_write(const struct shuffle *shuffle, struct buf *out)
{
    size_t n = shuffle->count;

    buf_put_text(out, magic);
    buf_put(out, &shuffle->eid, sizeof(shuffle->eid));
    buf_put_u16(out, shuffle->cid);
    buf_put(out, &shuffle->box, sizeof(shuffle->box));
    buf_put_u8(out, shuffle->k);
    buf_put(out, &shuffle->mixer, sizeof(shuffle->mixer));
    buf_put_u32(out, (uint32_t)n);
    buf_put(out, shuffle->output, n * sizeof(*shuffle->output));
    buf_put(out, shuffle->c, n * sizeof(*shuffle->c));
    buf_put(out, shuffle->chain, n * sizeof(*shuffle->chain));
    buf_put(out, shuffle->chain_commitments, n * sizeof(*shuffle->chain_commitments));
    buf_put(out, shuffle->t, sizeof(shuffle->t));
    buf_put(out, shuffle->s, sizeof(shuffle->s));
    buf_put(out, shuffle->chain_responses, n * sizeof(*shuffle->chain_responses));
    buf_put(out, shuffle->responses, n * sizeof(*shuffle->responses));
    return FOLD(buf_status(out));
}

static void add_list(struct transcript *transcript, const void *list, size_t size)
{
    transcript_add(transcript, span_of(list, size));
}

void shuffle_seed(const struct shuffle_task *task,
                  const struct shuffle *shuffle,
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
    add_list(&transcript, task->input, n * sizeof(*task->input));
    add_list(&transcript, shuffle->output, n * sizeof(*shuffle->output));
    add_list(&transcript, shuffle->c, n * sizeof(*shuffle->c));
    transcript_end(&transcript, out);
}

void shuffle_exponent(const struct wide *seed, uint32_t index, struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "mix-u");
    transcript_add(&transcript, SPAN(*seed));
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

void shuffle_challenge(const struct wide *seed,
                       const struct shuffle *shuffle,
                       struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;
    size_t n = shuffle->count;

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(*seed));
    add_list(&transcript, shuffle->chain, n * sizeof(*shuffle->chain));
    transcript_add(&transcript, SPAN(shuffle->t));
    add_list(&transcript,
             shuffle->chain_commitments,
             n * sizeof(*shuffle->chain_commitments));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}
