// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/source.h"

#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "seal/sha256.h"

enum {
    PIECE = 65536,
};

int source_entry(const struct record_source *source, uint64_t index, struct buf *out)
{
    return source->entry(source->context, index, out);
}

int source_has_object(const struct record_source *source,
                      const struct object_ref *object)
{
    uint64_t size = 0;
    int r;

    r = source->object_size(source->context, &object->digest, &size);
    if (r != 0) {
        return r;
    }
    return size == object->size ? 0 : SOURCE_FALSE;
}

static size_t piece_at(uint64_t offset, uint64_t size)
{
    return size - offset < PIECE ? (size_t)(size - offset) : PIECE;
}

int source_check_object(const struct record_source *source,
                        const struct object_ref *object)
{
    CLEANUP(buf_deinit) struct buf piece;
    struct sha256 sha256;
    struct digest digest;
    uint64_t offset;
    int r;

    buf_init(&piece, PIECE);
    r = source_has_object(source, object);
    if (r != 0) {
        return r;
    }
    sha256_begin(&sha256);
    for (offset = 0; offset < object->size; offset += piece.size) {
        buf_reset(&piece);
        r = source->object_piece(source->context,
                                 &object->digest,
                                 offset,
                                 piece_at(offset, object->size),
                                 &piece);
        if (r != 0) {
            return r;
        }
        if (piece.size != piece_at(offset, object->size)) {
            return FAULT(FAULT_BUG);
        }
        sha256_add(&sha256, buf_span(&piece));
    }
    sha256_end(&sha256, &digest);
    return memcmp(digest.bytes, object->digest.bytes, DIGEST_SIZE) == 0 ? 0
                                                                        : SOURCE_FALSE;
}

int source_read_object(const struct record_source *source,
                       const struct object_ref *object,
                       struct buf *out)
{
    size_t start = out->size;
    struct digest digest;
    int r;

    r = source_has_object(source, object);
    if (r != 0) {
        return r;
    }
    if (object->size > out->ceiling - start) {
        return SOURCE_TOO_LARGE;
    }
    r = source->object_piece(
        source->context, &object->digest, 0, (size_t)object->size, out);
    if (r != 0) {
        return r;
    }
    hash_sha256(span_of(out->data + start, out->size - start), &digest);
    if (memcmp(digest.bytes, object->digest.bytes, DIGEST_SIZE) != 0) {
        out->size = start;
        return SOURCE_FALSE;
    }
    return 0;
}
