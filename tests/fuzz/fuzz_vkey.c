// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "fuzz.h"
#include "record/vkey.h"

/* A key that is read is written back the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vkey vkey;
    struct buf again;

    if (vkey_parse(span_of(data, size), &vkey) != 0) {
        return 0;
    }
    buf_init(&again, 1000);
    vkey_write(&vkey, &again);
    fuzz_must(span_is_equal(buf_span(&again), span_of(data, size)));
    buf_deinit(&again);
    return 0;
}
