// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/entry.h"

#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/hash.h"
#include "seal/sign.h"

enum {
    MINUTE = 60,
    LEAF = 0x00, /* RFC 6962's prefix of a leaf */
    BALLOT_SIZE = 267,
};

bool entry_is_ballot(enum entry_type type)
{
    return type == ENTRY_BALLOT || type == ENTRY_ENTERED;
}

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

static int parse_body(struct reader *reader, struct entry *entry)
{
    size_t i;

    if (entry_is_ballot(entry->type)) {
        entry->ballot = reader_take(reader, BALLOT_SIZE);
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

static int parse_type(struct reader *reader, struct entry *entry)
{
    uint8_t type = reader_u8(reader);

    if (type == 0 || type >= ENTRY_TYPES) {
        return ENTRY_MALFORMED;
    }
    entry->type = (enum entry_type)type;
    return 0;
}

static int parse_time(struct reader *reader, struct entry *entry)
{
    uint64_t time = reader_u64(reader);

    if (time > INT64_MAX || time % MINUTE != 0) {
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
    if (parse_type(&reader, &entry) != 0 || parse_time(&reader, &entry) != 0
        || parse_body(&reader, &entry) != 0) {
        return ENTRY_MALFORMED;
    }
    *out = entry;
    return 0;
}

int submission_parse(struct span bytes, struct entry *out)
{
    struct entry entry = {.signer_count = 0};
    struct reader reader;

    /* With its time it must still be an entry. */
    if (bytes.size > ENTRY_SIZE_MAX - sizeof(uint64_t)) {
        return ENTRY_TOO_LARGE;
    }
    reader_init(&reader, bytes);
    if (parse_type(&reader, &entry) != 0 || parse_body(&reader, &entry) != 0) {
        return ENTRY_MALFORMED;
    }
    *out = entry;
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
static int prepare(const struct entry *entry, struct entry *out)
{
    if (entry->type < ENTRY_DEFINITION || entry->type >= ENTRY_TYPES
        || entry->signer_count > ENTRY_SIGNERS_MAX) {
        return ENTRY_MALFORMED;
    }
    if (entry_is_ballot(entry->type) ? entry->ballot.size != BALLOT_SIZE
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

static void put_body(const struct entry *entry, struct buf *out)
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

int entry_write(const struct entry *entry, struct buf *out)
{
    struct entry ready;
    int r;

    if (entry->time < 0 || entry->time % MINUTE != 0) {
        return ENTRY_MALFORMED;
    }
    r = prepare(entry, &ready);
    if (r != 0) {
        return r;
    }
    buf_put_u8(out, (uint8_t)ready.type);
    buf_put_u64(out, (uint64_t)ready.time);
    put_body(&ready, out);
    return FOLD(buf_status(out));
}

int submission_write(const struct entry *entry, struct buf *out)
{
    struct entry ready;
    int r;

    r = prepare(entry, &ready);
    if (r != 0) {
        return r;
    }
    buf_put_u8(out, (uint8_t)ready.type);
    put_body(&ready, out);
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
