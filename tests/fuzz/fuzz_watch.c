// SPDX-License-Identifier: AGPL-3.0-or-later
/* A witness's request: what is read of it, written again, is the same request. */
#include "fuzz.h"
#include "record/watch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct tree_head none;
    struct span body = span_of(data, size);
    struct vkey log = {.type = VKEY_LOG};
    struct watch_request request;
    struct buf again;

    if (watch_parse(body, &request) != 0) {
        return 0;
    }
    buf_init(&again, size);
    fuzz_must(watch_write(request.old, &request.proof, request.note, &again) == 0);
    fuzz_must(span_is_equal(buf_span(&again), body));
    buf_deinit(&again);
    /* A key of nobody's signed nothing. */
    fuzz_must(watch_judge(&request, &log, &none) != 0);
    return 0;
}
