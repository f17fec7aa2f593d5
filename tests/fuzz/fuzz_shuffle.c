// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/shuffle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shuffle *shuffle = NULL;
    struct buf again;

    if (shuffle_parse(span_of(data, size), &shuffle) != 0) {
        return 0;
    }
    buf_init(&again, shuffle_size(shuffle->count));
    fuzz_must(shuffle_write(shuffle, &again) == 0);
    fuzz_must(span_is_equal(buf_span(&again), span_of(data, size)));
    buf_deinit(&again);
    shuffle_free(shuffle);
    return 0;
}
