// SPDX-License-Identifier: AGPL-3.0-or-later
/* A photograph: what is refused leaves nothing behind, what is made is a JPEG. */
#include "fuzz.h"
#include "wire/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf out;
    int r;

    buf_init(&out, PICTURE_SIZE_MAX);
    r = picture_make(span_of(data, size), &out);
    fuzz_must(r >= 0);
    fuzz_must(r == 0 ? out.size > 100 && out.data[0] == 0xff : out.size == 0);
    buf_deinit(&out);
    return 0;
}
