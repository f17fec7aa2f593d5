// SPDX-License-Identifier: AGPL-3.0-or-later
#include "entry_body.h"

#include <string.h>

enum {
    BALLOT_BYTES = 267,
};

static bool is_ascending(const struct signer *signers, size_t count)
{
    size_t i;

    for (i = 1; i < count; i++) {
        if (memcmp(signers[i - 1].key.bytes, signers[i].key.bytes, SIGN_KEY_SIZE)
            >= 0) {
            return false;
        }
    }
    return true;
}

int entry_body_parse(struct reader *reader, struct entry *entry)
{
    size_t i;

    if (entry_is_ballot(entry->type)) {
        entry->ballot = reader_take(reader, BALLOT_BYTES);
        return reader_done(reader) ? 0 : ENTRY_MALFORMED;
    }
    entry->document = reader_take(reader, reader_u32(reader));
    entry->signer_count = reader_u8(reader);
    if (entry->signer_count > ENTRY_SIGNERS_MAX) {
        return ENTRY_MALFORMED;
    }
    for (i = 0; i < entry->signer_count; i++) {
        reader_copy(reader, entry->signers[i].key.bytes, SIGN_KEY_SIZE);
        reader_copy(reader, entry->signers[i].signature.bytes, SIGNATURE_SIZE);
    }
    if (!reader_done(reader) || entry->document.size == 0) {
        return ENTRY_MALFORMED;
    }
    return is_ascending(entry->signers, entry->signer_count) ? 0 : ENTRY_MALFORMED;
}

int entry_body_type(struct reader *reader, struct entry *entry)
{
    uint8_t type = reader_u8(reader);

    if (type == 0 || type >= ENTRY_TYPES) {
        return ENTRY_MALFORMED;
    }
    entry->type = (enum entry_type)type;
    return 0;
}

/* By insertion: there are few, and often in order already. */
static void sort(struct signer *signers, size_t count)
{
    size_t i;
    size_t j;

    for (i = 1; i < count; i++) {
        struct signer signer = signers[i];

        for (j = i;
             j > 0
             && memcmp(signers[j - 1].key.bytes, signer.key.bytes, SIGN_KEY_SIZE) > 0;
             j--) {
            signers[j] = signers[j - 1];
        }
        signers[j] = signer;
    }
}

/* Bytes of the entry with its time. */
static size_t size_of(const struct entry *entry)
{
    const size_t head = sizeof(uint8_t) + sizeof(uint64_t);

    if (entry_is_ballot(entry->type)) {
        return head + entry->ballot.size;
    }
    return head + sizeof(uint32_t) + entry->document.size + sizeof(uint8_t)
           + entry->signer_count * (SIGN_KEY_SIZE + SIGNATURE_SIZE);
}

/* Whether it can be written; the signers of `out` are then in order. */
int entry_body_prepare(const struct entry *entry, struct entry *out)
{
    if (entry->type < ENTRY_DEFINITION || entry->type >= ENTRY_TYPES
        || entry->signer_count > ENTRY_SIGNERS_MAX) {
        return ENTRY_MALFORMED;
    }
    if (entry_is_ballot(entry->type) ? entry->ballot.size != BALLOT_BYTES
                                     : entry->document.size == 0) {
        return ENTRY_MALFORMED;
    }
    if (entry->document.size > ENTRY_SIZE_MAX || size_of(entry) > ENTRY_SIZE_MAX) {
        return ENTRY_TOO_LARGE;
    }
    *out = *entry;
    sort(out->signers, out->signer_count);
    return is_ascending(out->signers, out->signer_count) ? 0 : ENTRY_MALFORMED;
}

void entry_body_put(const struct entry *entry, struct buf *out)
{
    size_t i;

    if (entry_is_ballot(entry->type)) {
        buf_put_span(out, entry->ballot);
        return;
    }
    buf_put_u32(out, (uint32_t)entry->document.size);
    buf_put_span(out, entry->document);
    buf_put_u8(out, (uint8_t)entry->signer_count);
    for (i = 0; i < entry->signer_count; i++) {
        buf_put_span(out, SPAN(entry->signers[i].key.bytes));
        buf_put_span(out, SPAN(entry->signers[i].signature.bytes));
    }
}
