// SPDX-License-Identifier: AGPL-3.0-or-later
#include "oracle.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"

enum {
    FIXED_SIZE = 395,
    ITEM_SIZE = 224,
};

static const char magic[] = "GB1M";

void oracle_mix_free(struct oracle_mix *mix)
{
    if (mix != NULL) {
        free(mix->memory);
        free(mix);
    }
}

static int mix_new(size_t count, struct oracle_mix **out)
{
    struct oracle_mix *mix = calloc(1, sizeof(*mix));
    void *memory = calloc(count, ITEM_SIZE);

    if (mix == NULL || memory == NULL) {
        free(mix);
        free(memory);
        return FAULT(FAULT_MEMORY);
    }
    mix->count = count;
    mix->memory = memory;
    mix->output = memory;
    mix->c = (struct point *)(mix->output + count);
    mix->chain = mix->c + count;
    mix->chain_commitments = mix->chain + count;
    mix->chain_responses = (struct scalar *)(mix->chain_commitments + count);
    mix->responses = mix->chain_responses + count;
    *out = mix;
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

static int read_proof(struct reader *reader, struct oracle_mix *mix)
{
    size_t n = mix->count;

    if (read_output(reader, mix->output, n) != 0 || read_points(reader, mix->c, n) != 0
        || read_points(reader, mix->chain, n) != 0
        || read_points(reader, mix->chain_commitments, n) != 0
        || read_points(reader, mix->t, SHUFFLE_COMMITMENTS) != 0
        || read_scalars(reader, mix->s, SHUFFLE_RESPONSES) != 0
        || read_scalars(reader, mix->chain_responses, n) != 0
        || read_scalars(reader, mix->responses, n) != 0) {
        return SHUFFLE_MALFORMED;
    }
    return reader_done(reader) ? 0 : SHUFFLE_MALFORMED;
}

int oracle_mix_parse(struct span object, struct oracle_mix **out)
{
    struct oracle_mix *mix = NULL;
    struct reader reader;
    struct oracle_mix head = {.count = 0};
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
        || object.size != FIXED_SIZE + (ITEM_SIZE * head.count)) {
        return SHUFFLE_MALFORMED;
    }

    r = mix_new(head.count, &mix);
    if (r != 0) {
        return r;
    }
    mix->eid = head.eid;
    mix->cid = head.cid;
    mix->box = head.box;
    mix->k = head.k;
    mix->mixer = head.mixer;
    r = read_proof(&reader, mix);
    if (r != 0) {
        oracle_mix_free(mix);
        return r;
    }
    *out = mix;
    return 0;
}

void oracle_mix_write(const struct oracle_mix *mix, struct buf *out)
{
    size_t n = mix->count;

    buf_put_text(out, magic);
    buf_put(out, &mix->eid, sizeof(mix->eid));
    buf_put_u16(out, mix->cid);
    buf_put(out, &mix->box, sizeof(mix->box));
    buf_put_u8(out, mix->k);
    buf_put(out, &mix->mixer, sizeof(mix->mixer));
    buf_put_u32(out, (uint32_t)n);
    buf_put(out, mix->output, n * sizeof(*mix->output));
    buf_put(out, mix->c, n * sizeof(*mix->c));
    buf_put(out, mix->chain, n * sizeof(*mix->chain));
    buf_put(out, mix->chain_commitments, n * sizeof(*mix->chain_commitments));
    buf_put(out, mix->t, sizeof(mix->t));
    buf_put(out, mix->s, sizeof(mix->s));
    buf_put(out, mix->chain_responses, n * sizeof(*mix->chain_responses));
    buf_put(out, mix->responses, n * sizeof(*mix->responses));
}
