// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/checkpoint.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/base64.h"

#include "lines.h"

enum {
    ID_SIZE = 4,
    TIME_SIZE = 8,
    LINE_BYTES_MAX = 4096, /* of a decoded signature: the largest known is 2,432 */
    TEXT_MAX = 512,        /* of what is signed */
};

/* "— ": an em dash and a blank open every signature line. */
static const char dash[] = "\xe2\x80\x94 ";

/* Decodes a line's base64: u32 id ‖ signature. */
static int decode_line(struct span base64, struct buf *out)
{
    int r = lines_decode(base64, out);

    if (r < 0) {
        return r;
    }
    return r != 0 || out->size <= ID_SIZE ? CHECKPOINT_MALFORMED : 0;
}

static int parse_line(struct reader *note, struct checkpoint_line *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct reader reader;
    struct span line;
    const uint8_t *blank;
    int r;

    buf_init(&bytes, LINE_BYTES_MAX);
    if (!reader_skip(note, dash)) {
        return CHECKPOINT_MALFORMED;
    }
    line = reader_line(note);
    blank = line.size == 0 ? NULL : memchr(line.data, ' ', line.size);
    if (blank == NULL) {
        return CHECKPOINT_MALFORMED;
    }
    reader_init(&reader, line);
    out->name = reader_take(&reader, (size_t)(blank - line.data));
    (void)reader_u8(&reader);
    out->base64 = reader.rest;
    if (!vkey_is_name(out->name)) {
        return CHECKPOINT_MALFORMED;
    }
    r = decode_line(out->base64, &bytes);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, buf_span(&bytes));
    out->id = reader_u32(&reader);
    return 0;
}

static int parse_text(struct reader *note, struct checkpoint *out)
{
    struct span origin = reader_line(note);
    int r;

    if (!vkey_is_name(origin)) {
        return CHECKPOINT_MALFORMED;
    }
    memcpy(out->origin, origin.data, origin.size);
    r = lines_number(reader_line(note), &out->head.size);
    if (r == 0) {
        r = lines_hash(reader_line(note), &out->head.root);
    }
    return r <= 0 ? r : CHECKPOINT_MALFORMED;
}

int checkpoint_parse(struct span note, struct checkpoint *out)
{
    struct checkpoint checkpoint = {.line_count = 0};
    struct reader reader;
    int r;

    if (note.size > CHECKPOINT_SIZE_MAX) {
        return CHECKPOINT_MALFORMED;
    }
    reader_init(&reader, note);
    r = parse_text(&reader, &checkpoint);
    if (r != 0) {
        return r;
    }
    checkpoint.text = span_of(note.data, note.size - reader.rest.size);
    if (!reader_skip(&reader, "\n")) {
        return CHECKPOINT_MALFORMED;
    }
    while (!reader_is_empty(&reader)) {
        if (checkpoint.line_count == CHECKPOINT_LINES_MAX) {
            return CHECKPOINT_MALFORMED;
        }
        r = parse_line(&reader, &checkpoint.lines[checkpoint.line_count]);
        if (r != 0) {
            return r;
        }
        checkpoint.line_count++;
    }
    if (reader.failed || checkpoint.line_count == 0) {
        return CHECKPOINT_MALFORMED;
    }
    *out = checkpoint;
    return 0;
}

/* Whether the line claims to be by this key. */
static bool is_by(const struct checkpoint_line *line, const struct vkey *vkey)
{
    return line->id == vkey->id && span_is_equal(line->name, span_of_text(vkey->name));
}

/* Reads a line's signature; with `time`, one that has a timestamp before it. */
static int read_signature(const struct checkpoint_line *line,
                          uint64_t *time,
                          struct signature *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct reader reader;
    int r;

    buf_init(&bytes, LINE_BYTES_MAX);
    r = decode_line(line->base64, &bytes);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, buf_span(&bytes));
    (void)reader_u32(&reader);
    if (time != NULL) {
        *time = reader_u64(&reader);
    }
    reader_copy(&reader, out->bytes, SIGNATURE_SIZE);
    return reader_done(&reader) ? 0 : CHECKPOINT_FALSE;
}

static int check_log_line(const struct checkpoint *checkpoint,
                          const struct checkpoint_line *line,
                          const struct vkey *log)
{
    struct signature signature;
    int r;

    r = read_signature(line, NULL, &signature);
    if (r != 0) {
        return r;
    }
    r = sign_note_check(&log->key, checkpoint->text, &signature);
    return r <= 0 ? r : CHECKPOINT_FALSE;
}

int checkpoint_verify(const struct checkpoint *checkpoint, const struct vkey *log)
{
    size_t signed_lines = 0;
    size_t i;
    int r;

    if (log->type != VKEY_LOG) {
        return FAULT(FAULT_BUG);
    }
    if (strcmp(checkpoint->origin, log->name) != 0) {
        return CHECKPOINT_ORIGIN;
    }
    for (i = 0; i < checkpoint->line_count; i++) {
        if (!is_by(&checkpoint->lines[i], log)) {
            continue;
        }
        r = check_log_line(checkpoint, &checkpoint->lines[i], log);
        if (r != 0) {
            return r;
        }
        signed_lines++;
    }
    return signed_lines > 0 ? 0 : CHECKPOINT_UNSIGNED;
}

/* What a witness signs: the time, and all that the log signed. */
static int
write_message(const struct checkpoint *checkpoint, uint64_t time, struct buf *out)
{
    buf_printf(out, "cosignature/v1\ntime %" PRIu64 "\n", time);
    buf_put_span(out, checkpoint->text);
    return FOLD(buf_status(out));
}

static int check_witness_line(const struct checkpoint *checkpoint,
                              const struct checkpoint_line *line,
                              const struct vkey *witness,
                              int64_t *out)
{
    CLEANUP(buf_deinit) struct buf message;
    struct signature signature;
    uint64_t time = 0;
    int r;

    buf_init(&message, TEXT_MAX);
    r = read_signature(line, &time, &signature);
    if (r != 0) {
        return r;
    }
    if (time > INT64_MAX) {
        return CHECKPOINT_FALSE;
    }
    r = write_message(checkpoint, time, &message);
    if (r != 0) {
        return r;
    }
    r = sign_note_check(&witness->key, buf_span(&message), &signature);
    if (r != 0) {
        return r < 0 ? r : CHECKPOINT_FALSE;
    }
    *out = (int64_t)time;
    return 0;
}

int checkpoint_cosigned(const struct checkpoint *checkpoint,
                        const struct vkey *witness,
                        int64_t *out)
{
    const struct checkpoint_line *line = NULL;
    size_t i;

    if (witness->type != VKEY_WITNESS) {
        return FAULT(FAULT_BUG);
    }
    for (i = 0; i < checkpoint->line_count; i++) {
        if (!is_by(&checkpoint->lines[i], witness)) {
            continue;
        }
        if (line != NULL) {
            return CHECKPOINT_FALSE;
        }
        line = &checkpoint->lines[i];
    }
    return line == NULL ? CHECKPOINT_UNSIGNED
                        : check_witness_line(checkpoint, line, witness, out);
}

int checkpoint_put_lines(const struct checkpoint *checkpoint,
                         const struct vkey *signer,
                         struct buf *out)
{
    size_t i;

    for (i = 0; i < checkpoint->line_count; i++) {
        if (is_by(&checkpoint->lines[i], signer)) {
            buf_printf(out, "%s%s ", dash, signer->name);
            buf_put_span(out, checkpoint->lines[i].base64);
            buf_put_u8(out, '\n');
        }
    }
    return FOLD(buf_status(out));
}

int checkpoint_open(struct span note, const struct vkey *log, struct tree_head *out)
{
    struct checkpoint checkpoint;
    int r;

    r = checkpoint_parse(note, &checkpoint);
    if (r != 0) {
        return r;
    }
    r = checkpoint_verify(&checkpoint, log);
    if (r != 0) {
        return r;
    }
    *out = checkpoint.head;
    return 0;
}

/* A signature line; a witness's has its time before the signature. */
static void put_line(const struct vkey *vkey,
                     const uint64_t *time,
                     const struct signature *signature,
                     struct buf *out)
{
    CLEANUP(buf_deinit) struct buf bytes;

    buf_init(&bytes, ID_SIZE + TIME_SIZE + SIGNATURE_SIZE);
    buf_put_u32(&bytes, vkey->id);
    if (time != NULL) {
        buf_put_u64(&bytes, *time);
    }
    buf_put_span(&bytes, SPAN(signature->bytes));
    buf_printf(out, "%s%s ", dash, vkey->name);
    base64_encode(buf_span(&bytes), out);
    buf_put_u8(out, '\n');
}

int checkpoint_cosign(const struct checkpoint *checkpoint,
                      const struct vkey *witness,
                      const struct sign_secret *secret,
                      int64_t time,
                      struct buf *out)
{
    CLEANUP(buf_deinit) struct buf message = {.data = NULL};
    uint64_t stamp = (uint64_t)time;
    struct signature signature;
    int r;

    if (witness->type != VKEY_WITNESS || time < 0) {
        return FAULT(FAULT_BUG);
    }
    buf_init(&message, TEXT_MAX);
    r = write_message(checkpoint, stamp, &message);
    if (r != 0) {
        return r;
    }
    sign_note(secret, buf_span(&message), &signature);
    put_line(witness, &stamp, &signature, out);
    return FOLD(buf_status(out));
}

int checkpoint_write(const struct tree_head *head,
                     const struct vkey *log,
                     const struct sign_secret *secret,
                     struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct signature signature;

    assert(memcmp(sign_secret_key(secret)->bytes, log->key.bytes, SIGN_KEY_SIZE) == 0);
    buf_init(&text, TEXT_MAX);
    buf_printf(&text, "%s\n%" PRIu64 "\n", log->name, head->size);
    base64_encode(SPAN(head->root.bytes), &text);
    buf_put_u8(&text, '\n');
    if (buf_status(&text) != 0) {
        return FOLD(buf_status(&text));
    }
    sign_note(secret, buf_span(&text), &signature);
    buf_put_span(out, buf_span(&text));
    buf_put_u8(out, '\n');
    put_line(log, NULL, &signature, out);
    return FOLD(buf_status(out));
}
