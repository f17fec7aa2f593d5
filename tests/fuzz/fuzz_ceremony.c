// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/ceremony.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ceremony *ceremony = NULL;
    struct buf again;

    if (ceremony_parse(span_of(data, size), &ceremony) != 0) {
        return 0;
    }
    buf_init(&again, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    fuzz_must(ceremony_write(ceremony, &again) == 0);
    fuzz_must(span_is_equal(buf_span(&again), span_of(data, size)));
    buf_deinit(&again);
    ceremony_free(ceremony);
    return 0;
}
