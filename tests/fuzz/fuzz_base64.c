// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/base64.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf bytes;
    struct buf text;

    buf_init(&bytes, size);
    buf_init(&text, size);
    if (base64_decode(span_of(data, size), &bytes) == 0) {
        /* One text for one value. */
        base64_encode(buf_span(&bytes), &text);
        fuzz_must(span_is_equal(buf_span(&text), span_of(data, size)));
    } else {
        fuzz_must(bytes.size == 0);
    }
    buf_deinit(&bytes);
    buf_deinit(&text);
    return 0;
}
