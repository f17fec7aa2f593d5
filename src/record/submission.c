// SPDX-License-Identifier: AGPL-3.0-or-later
/* A submission: an entry as it is sent, without its time (record/entry). */
#include "base/fault.h"
#include "entry_body.h"

int submission_parse(struct span bytes, struct entry *out)
{
    struct entry entry = {.signer_count = 0};
    struct reader reader;

    /* With its time it must still be an entry. */
    if (bytes.size > ENTRY_SIZE_MAX - sizeof(uint64_t)) {
        return ENTRY_TOO_LARGE;
    }
    reader_init(&reader, bytes);
    if (entry_body_type(&reader, &entry) != 0
        || entry_body_parse(&reader, &entry) != 0) {
        return ENTRY_MALFORMED;
    }
    *out = entry;
    return 0;
}

int submission_write(const struct entry *entry, struct buf *out)
{
    struct entry ready;
    int r;

    r = entry_body_prepare(entry, &ready);
    if (r != 0) {
        return r;
    }
    buf_put_u8(out, (uint8_t)ready.type);
    entry_body_put(&ready, out);
    return FOLD(buf_status(out));
}
