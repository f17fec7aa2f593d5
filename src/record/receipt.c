// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/receipt.h"

#include <inttypes.h>
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/entry.h"
#include "seal/base64.h"

enum {
    INDEX_DIGITS_MAX = 19,
};

static const char first_line[] = "c2sp.org/tlog-proof@v1";

int receipt_write(const struct receipt *receipt, struct buf *out)
{
    size_t i;

    buf_printf(out, "%s\nextra ", first_line);
    base64_encode(receipt->entry, out);
    buf_printf(out, "\nindex %" PRIu64 "\n", receipt->index);
    for (i = 0; i < receipt->proof.count; i++) {
        base64_encode(SPAN(receipt->proof.hashes[i].bytes), out);
        buf_put_u8(out, '\n');
    }
    buf_put_u8(out, '\n');
    buf_put_span(out, receipt->checkpoint);
    return FOLD(buf_status(out));
}

static int decode(struct span text, struct buf *out)
{
    int r = base64_decode(text, out);

    if (r < 0 || buf_status(out) < 0) {
        return FAULT(FAULT_MEMORY);
    }
    return r != 0 || buf_status(out) != 0 ? RECEIPT_MALFORMED : 0;
}

static int parse_index(struct span text, uint64_t *out)
{
    uint64_t index = 0;
    size_t i;

    if (text.size == 0 || text.size > INDEX_DIGITS_MAX
        || (text.size > 1 && text.data[0] == '0')) {
        return RECEIPT_MALFORMED;
    }
    for (i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return RECEIPT_MALFORMED;
        }
        index = index * 10 + (text.data[i] - (unsigned)'0');
    }
    *out = index;
    return 0;
}

static int parse_hash(struct span line, struct digest *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, DIGEST_SIZE);
    r = decode(line, &bytes);
    if (r != 0) {
        return r;
    }
    if (bytes.size != DIGEST_SIZE) {
        return RECEIPT_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    return 0;
}

/* Hashes, a line each, up to the empty line. */
static int parse_proof(struct reader *reader, struct proof *out)
{
    struct span line = reader_line(reader);
    int r;

    while (line.size > 0) {
        if (out->count == PROOF_HASHES_MAX) {
            return RECEIPT_MALFORMED;
        }
        r = parse_hash(line, &out->hashes[out->count]);
        if (r != 0) {
            return r;
        }
        out->count++;
        line = reader_line(reader);
    }
    return reader->failed ? RECEIPT_MALFORMED : 0;
}

static int parse(struct span text, struct receipt *out, struct buf *entry)
{
    struct reader reader;
    int r;

    if (text.size > RECEIPT_SIZE_MAX) {
        return RECEIPT_MALFORMED;
    }
    reader_init(&reader, text);
    if (!span_is_equal(reader_line(&reader), span_of_text(first_line))
        || !reader_skip(&reader, "extra ")) {
        return RECEIPT_MALFORMED;
    }
    r = decode(reader_line(&reader), entry);
    if (r != 0) {
        return r;
    }
    if (!reader_skip(&reader, "index ")) {
        return RECEIPT_MALFORMED;
    }
    r = parse_index(reader_line(&reader), &out->index);
    if (r != 0) {
        return r;
    }
    r = parse_proof(&reader, &out->proof);
    if (r != 0) {
        return r;
    }
    out->entry = buf_span(entry);
    out->checkpoint = reader.rest;
    return 0;
}

static int
check(const struct receipt *receipt, const struct vkey *log, struct receipt_fact *out)
{
    struct receipt_fact fact = {.index = receipt->index};
    struct entry entry;
    struct digest leaf;
    int r;

    if (entry_parse(receipt->entry, &entry) != 0) {
        return RECEIPT_MALFORMED;
    }
    fact.time = entry.time;
    r = checkpoint_open(receipt->checkpoint, log, &fact.head);
    if (r != 0) {
        return r < 0 ? r : RECEIPT_CHECKPOINT;
    }
    entry_leaf(receipt->entry, &leaf);
    r = proof_check_inclusion(&leaf, fact.index, &fact.head, &receipt->proof);
    if (r != 0) {
        return r < 0 ? r : RECEIPT_PROOF;
    }
    *out = fact;
    return 0;
}

int receipt_open(struct span text,
                 const struct vkey *log,
                 struct receipt_fact *out,
                 struct buf *entry)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct receipt receipt = {.index = 0};
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = parse(text, &receipt, &bytes);
    if (r != 0) {
        return r;
    }
    r = check(&receipt, log, out);
    if (r != 0) {
        return r;
    }
    buf_put_span(entry, receipt.entry);
    return FOLD(buf_status(entry));
}

int receipt_check(struct span text,
                  const struct vkey *log,
                  struct span ballot,
                  struct receipt_fact *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct receipt_fact fact;
    struct entry entry;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = receipt_open(text, log, &fact, &bytes);
    if (r != 0) {
        return r;
    }
    r = entry_parse(buf_span(&bytes), &entry);
    if (r != 0) {
        return FOLD(r);
    }
    if (entry.type != ENTRY_BALLOT || !span_is_equal(entry.ballot, ballot)) {
        return RECEIPT_OTHER_BALLOT;
    }
    *out = fact;
    return 0;
}
