// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "fuzz.h"
#include "wire/codec.h"

static void write_again(const struct document *document, struct buf *out)
{
    buf_init(out, (size_t)2 * CODEC_SIZE_MAX);
    fuzz_must(codec_write(document, out) == 0);
}

/* What is read can be written, and what was written reads as the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(document_freep) struct document *document = NULL;
    CLEANUP(document_freep) struct document *again = NULL;
    struct node_complaint why = {""};
    enum entry_type type;
    struct buf first;
    struct buf second;

    if (codec_type(span_of(data, size), &why, &type) != 0
        || codec_parse(span_of(data, size), type, &why, &document) != 0) {
        fuzz_must(why.text[0] != 0);
        return 0;
    }
    write_again(document, &first);
    fuzz_must(codec_parse(buf_span(&first), type, &why, &again) == 0);
    write_again(again, &second);
    fuzz_must(span_is_equal(buf_span(&first), buf_span(&second)));
    buf_deinit(&first);
    buf_deinit(&second);
    return 0;
}
