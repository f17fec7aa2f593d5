// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/share.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct share *share = NULL;
    struct buf again;

    if (share_parse(span_of(data, size), &share) != 0) {
        return 0;
    }
    buf_init(&again, share_size(share->count));
    fuzz_must(share_write(share, &again) == 0);
    fuzz_must(span_is_equal(buf_span(&again), span_of(data, size)));
    buf_deinit(&again);
    share_free(share);
    return 0;
}
