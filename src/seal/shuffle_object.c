// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shuffle_object.h"

#include "base/fault.h"
#include "base/reader.h"
#include "seal/group.h"
#include "seal/transcript.h"

enum {
    HEAD_SIZE = 107,
    FIXED_SIZE = 395,
    ITEM_SIZE = 224,
};

static const char magic[] = "GB1M";

/* Bytes of a column: so many, and so many for each ballot. */
static const struct {
    size_t fixed;
    size_t each;
} columns[COLUMNS] = {
    [COLUMN_OUTPUT] = {0, sizeof(struct ciphertext)},
    [COLUMN_C] = {0, POINT_SIZE},
    [COLUMN_CHAIN] = {0, POINT_SIZE},
    [COLUMN_CHAIN_COMMITMENTS] = {0, POINT_SIZE},
    [COLUMN_T] = {(size_t)SHUFFLE_COMMITMENTS * POINT_SIZE, 0},
    [COLUMN_S] = {(size_t)SHUFFLE_RESPONSES * SCALAR_SIZE, 0},
    [COLUMN_CHAIN_RESPONSES] = {0, SCALAR_SIZE},
    [COLUMN_RESPONSES] = {0, SCALAR_SIZE},
};

size_t shuffle_size(size_t count)
{
    return FIXED_SIZE + (ITEM_SIZE * count);
}

size_t shuffle_column_at(enum shuffle_column column, size_t count)
{
    size_t at = HEAD_SIZE;
    size_t i;

    for (i = 0; i < (size_t)column; i++) {
        at += columns[i].fixed + columns[i].each * count;
    }
    return at;
}

struct pieces
shuffle_column(const struct pieces *object, enum shuffle_column column, size_t count)
{
    return pieces_part(object,
                       shuffle_column_at(column, count),
                       columns[column].fixed + columns[column].each * count);
}

struct pieces shuffle_output(const struct pieces *object, size_t count)
{
    return shuffle_column(object, COLUMN_OUTPUT, count);
}

void shuffle_write_head(const struct shuffle_task *task, struct buf *out)
{
    buf_put_text(out, magic);
    buf_put_span(out, SPAN(task->eid));
    buf_put_u16(out, task->cid);
    buf_put_span(out, SPAN(task->box));
    buf_put_u8(out, task->k);
    buf_put_span(out, SPAN(task->mixer));
    buf_put_u32(out, (uint32_t)task->count);
}

static int read_head(const struct pieces *object, struct shuffle_task *out)
{
    uint8_t bytes[HEAD_SIZE];
    struct reader reader;
    int r;

    if (object->size < HEAD_SIZE) {
        return SHUFFLE_MALFORMED;
    }
    r = pieces_read(object, 0, sizeof(bytes), bytes);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, SPAN(bytes));
    if (!reader_skip(&reader, magic)) {
        return SHUFFLE_MALFORMED;
    }
    reader_copy(&reader, &out->eid, sizeof(out->eid));
    out->cid = reader_u16(&reader);
    reader_copy(&reader, &out->box, sizeof(out->box));
    out->k = reader_u8(&reader);
    reader_copy(&reader, &out->mixer, sizeof(out->mixer));
    out->count = reader_u32(&reader);
    if (!reader_done(&reader) || out->count < 1 || out->count > SHUFFLE_COUNT_MAX
        || object->size != shuffle_size(out->count)) {
        return SHUFFLE_MALFORMED;
    }
    return 0;
}

int shuffle_check_head(const struct shuffle_task *task, const struct pieces *object)
{
    struct shuffle_task head = {.count = 0};
    int r;

    r = read_head(object, &head);
    if (r != 0) {
        return r;
    }
    return span_is_equal(SPAN(task->eid), SPAN(head.eid)) && task->cid == head.cid
                   && span_is_equal(SPAN(task->box), SPAN(head.box))
                   && task->k == head.k
                   && span_is_equal(SPAN(task->mixer), SPAN(head.mixer))
                   && task->count == head.count
               ? 0
               : SHUFFLE_OTHER_TASK;
}

static int add_column(struct transcript *transcript,
                      const struct pieces *object,
                      enum shuffle_column column,
                      size_t count)
{
    const struct pieces list = shuffle_column(object, column, count);

    return transcript_add_pieces(transcript, &list);
}

int shuffle_seed(const struct shuffle_task *task,
                 const struct pieces *object,
                 struct wide *out)
{
    struct transcript transcript;
    int r;

    transcript_begin(&transcript, "mix-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->k);
    transcript_add(&transcript, SPAN(task->mixer));
    transcript_add(&transcript, SPAN(task->key));
    r = transcript_add_pieces(&transcript, &task->input);
    if (r == 0) {
        r = add_column(&transcript, object, COLUMN_OUTPUT, task->count);
    }
    if (r == 0) {
        r = add_column(&transcript, object, COLUMN_C, task->count);
    }
    if (r != 0) {
        return r;
    }
    transcript_end(&transcript, out);
    return 0;
}

void shuffle_exponent(const struct wide *seed, uint32_t index, struct scalar *out)
{
    group_seeded("mix-u", seed, index, out);
}

int shuffle_challenge(const struct wide *seed,
                      const struct pieces *object,
                      size_t count,
                      struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;
    int r;

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(*seed));
    r = add_column(&transcript, object, COLUMN_CHAIN, count);
    if (r == 0) {
        r = add_column(&transcript, object, COLUMN_T, count);
    }
    if (r == 0) {
        r = add_column(&transcript, object, COLUMN_CHAIN_COMMITMENTS, count);
    }
    if (r != 0) {
        return r;
    }
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
    return 0;
}
