// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/receipt.h"

#include <inttypes.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/entry.h"
#include "seal/base64.h"

#include "lines.h"

static const char first_line[] = "c2sp.org/tlog-proof@v1";

int receipt_write(const struct receipt *receipt, struct buf *out)
{
    buf_printf(out, "%s\nextra ", first_line);
    base64_encode(receipt->entry, out);
    buf_printf(out, "\nindex %" PRIu64 "\n", receipt->index);
    lines_put_proof(&receipt->proof, out);
    buf_put_span(out, receipt->checkpoint);
    return FOLD(buf_status(out));
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
    r = lines_decode(reader_line(&reader), entry);
    if (r == 0) {
        r = reader_skip(&reader, "index ")
                ? lines_number(reader_line(&reader), &out->index)
                : LINES_MALFORMED;
    }
    if (r == 0) {
        r = lines_proof(&reader, PROOF_HASHES_MAX, &out->proof);
    }
    if (r != 0) {
        return r < 0 ? r : RECEIPT_MALFORMED;
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
