// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/watch.h"

#include <inttypes.h>
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/base64.h"

enum {
    HASHES_MAX = 63, /* lines of proof a request may have */
    DIGITS_MAX = 18,
};

unsigned watch_status(int refusal)
{
    static const unsigned statuses[] = {
        [0] = 200,
        [WATCH_MALFORMED] = 400,
        [WATCH_UNKNOWN] = 404,
        [WATCH_UNSIGNED] = 403,
        [WATCH_CONFLICT] = 409,
        [WATCH_FORK] = 422,
    };

    return refusal < 0 || refusal >= (int)ARRAY_SIZE(statuses) ? 500
                                                               : statuses[refusal];
}

/* "old N", without leading zeroes. */
static int parse_old(struct span line, uint64_t *out)
{
    struct reader reader;
    uint64_t value = 0;

    reader_init(&reader, line);
    if (!reader_skip(&reader, "old ") || reader.rest.size == 0
        || reader.rest.size > DIGITS_MAX
        || (reader.rest.size > 1 && reader.rest.data[0] == '0')) {
        return WATCH_MALFORMED;
    }
    while (!reader_is_empty(&reader)) {
        uint8_t digit = reader_u8(&reader);

        if (digit < '0' || digit > '9') {
            return WATCH_MALFORMED;
        }
        value = value * 10 + (uint64_t)(digit - '0');
    }
    *out = value;
    return 0;
}

static int parse_hash(struct span line, struct digest *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, DIGEST_SIZE);
    r = base64_decode(line, &bytes);
    if (r < 0 || buf_status(&bytes) < 0) {
        return FAULT(FAULT_MEMORY);
    }
    if (r != 0 || buf_status(&bytes) != 0 || bytes.size != DIGEST_SIZE) {
        return WATCH_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    return 0;
}

static int parse_proof(struct reader *reader, struct proof *out)
{
    struct span line = reader_line(reader);
    int r = 0;

    while (r == 0 && line.size > 0) {
        if (out->count == HASHES_MAX) {
            return WATCH_MALFORMED;
        }
        r = parse_hash(line, &out->hashes[out->count]);
        out->count++;
        line = reader_line(reader);
    }
    return r != 0 ? r : (reader->failed ? WATCH_MALFORMED : 0);
}

int watch_parse(struct span body, struct watch_request *out)
{
    struct watch_request request = {.old = 0};
    struct reader reader;
    int r;

    reader_init(&reader, body);
    r = parse_old(reader_line(&reader), &request.old);
    if (r == 0) {
        r = parse_proof(&reader, &request.proof);
    }
    if (r != 0) {
        return r;
    }
    request.note = reader.rest;
    r = checkpoint_parse(request.note, &request.checkpoint);
    if (r != 0) {
        return r < 0 ? r : WATCH_MALFORMED;
    }
    *out = request;
    return 0;
}

int watch_write(uint64_t old,
                const struct proof *proof,
                struct span note,
                struct buf *out)
{
    size_t i;

    buf_printf(out, "old %" PRIu64 "\n", old);
    for (i = 0; i < proof->count; i++) {
        base64_encode(SPAN(proof->hashes[i].bytes), out);
        buf_put_u8(out, '\n');
    }
    buf_put_u8(out, '\n');
    buf_put_span(out, note);
    return FOLD(buf_status(out));
}

/* What the log signed, held against the last one cosigned. */
static int judge_extends(const struct watch_request *request,
                         const struct tree_head *last)
{
    const struct tree_head *head = &request->checkpoint.head;

    if (request->old == 0) {
        return request->proof.count == 0 ? 0 : WATCH_FORK;
    }
    return proof_check_consistency(last, head, &request->proof) == 0 ? 0 : WATCH_FORK;
}

int watch_judge(const struct watch_request *request,
                const struct vkey *log,
                const struct tree_head *last)
{
    int r = checkpoint_verify(&request->checkpoint, log);

    if (r < 0) {
        return r;
    }
    if (r == CHECKPOINT_ORIGIN) {
        return WATCH_UNKNOWN;
    }
    if (r != 0) {
        return WATCH_UNSIGNED;
    }
    if (request->old > request->checkpoint.head.size
        || request->checkpoint.head.size == 0) {
        return WATCH_MALFORMED;
    }
    if (request->old != last->size) {
        return WATCH_CONFLICT;
    }
    return judge_extends(request, last);
}
