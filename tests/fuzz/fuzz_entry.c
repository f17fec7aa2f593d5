// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "record/entry.h"

enum {
    ROOM = 1 << 16,
};

/* An entry that is read is written back the same; so is a submission. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_of(data, size);
    struct entry entry;
    struct buf again;

    buf_init(&again, ROOM);
    if (entry_parse(bytes, &entry) == 0) {
        fuzz_must(entry_write(&entry, &again) == 0);
        fuzz_must(span_is_equal(buf_span(&again), bytes));
    }
    buf_reset(&again);
    if (submission_parse(bytes, &entry) == 0) {
        fuzz_must(submission_write(&entry, &again) == 0);
        fuzz_must(span_is_equal(buf_span(&again), bytes));
    }
    buf_deinit(&again);
    return 0;
}
