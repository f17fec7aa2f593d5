// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/entry.h"

#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "entry_body.h"
#include "seal/sha256.h"
#include "seal/sign.h"

enum {
    MINUTE = 60,
    LEAF = 0x00, /* RFC 6962's prefix of a leaf */
};

/* The last minute that a document can name: 9999-12-31T23:59:00Z. */
static const uint64_t latest = 253402300740;

bool entry_is_ballot(enum entry_type type)
{
    return type == ENTRY_BALLOT || type == ENTRY_ENTERED;
}

static int parse_time(struct reader *reader, struct entry *entry)
{
    uint64_t time = reader_u64(reader);

    if (time > latest || time % MINUTE != 0) {
        return ENTRY_MALFORMED;
    }
    entry->time = (int64_t)time;
    return 0;
}

int entry_parse(struct span bytes, struct entry *out)
{
    struct entry entry = {.signer_count = 0};
    struct reader reader;

    if (bytes.size > ENTRY_SIZE_MAX) {
        return ENTRY_TOO_LARGE;
    }
    reader_init(&reader, bytes);
    if (entry_body_type(&reader, &entry) != 0 || parse_time(&reader, &entry) != 0
        || entry_body_parse(&reader, &entry) != 0) {
        return ENTRY_MALFORMED;
    }
    *out = entry;
    return 0;
}

int entry_write(const struct entry *entry, struct buf *out)
{
    struct entry ready;
    int r;

    if (entry->time < 0 || (uint64_t)entry->time > latest
        || entry->time % MINUTE != 0) {
        return ENTRY_MALFORMED;
    }
    r = entry_body_prepare(entry, &ready);
    if (r != 0) {
        return r;
    }
    buf_put_u8(out, (uint8_t)ready.type);
    buf_put_u64(out, (uint64_t)ready.time);
    entry_body_put(&ready, out);
    return FOLD(buf_status(out));
}

int entry_verify(const struct entry *entry, const struct eid *eid)
{
    size_t i;

    for (i = 0; i < entry->signer_count; i++) {
        int r = sign_entry_check(&entry->signers[i].key,
                                 (uint8_t)entry->type,
                                 eid,
                                 entry->document,
                                 &entry->signers[i].signature);

        if (r != 0) {
            return r < 0 ? r : ENTRY_SIGNATURE;
        }
    }
    return 0;
}

void entry_leaf(struct span bytes, struct digest *out)
{
    const uint8_t prefix = LEAF;
    struct sha256 sha256;

    sha256_begin(&sha256);
    sha256_add(&sha256, SPAN(prefix));
    sha256_add(&sha256, bytes);
    sha256_end(&sha256, out);
}
