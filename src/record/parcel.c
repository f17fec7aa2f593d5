// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/parcel.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "seal/sha256.h"

enum {
    BLOCK = 4096,
    BLOCKS_AT_ONCE = 32,
};

struct parcel {
    const struct record_source *source;
    struct object_ref object;
    size_t block_count;
    struct digest *blocks; /* of each block */
    struct buf bytes;      /* blocks on their way out */
};

void parcel_free(struct parcel *parcel)
{
    if (parcel != NULL) {
        free(parcel->blocks);
        buf_deinit(&parcel->bytes);
        free(parcel);
    }
}

static size_t block_size(const struct parcel *parcel, uint64_t block)
{
    uint64_t left = parcel->object.size - block * BLOCK;

    return left < BLOCK ? (size_t)left : BLOCK;
}

/* Blocks into `bytes`, as the source has them now. */
static int load(struct parcel *parcel, uint64_t first, size_t count)
{
    size_t size = (count - 1) * BLOCK + block_size(parcel, first + count - 1);
    int r;

    buf_reset(&parcel->bytes);
    r = parcel->source->object_piece(parcel->source->context,
                                     &parcel->object.digest,
                                     first * BLOCK,
                                     size,
                                     &parcel->bytes);
    if (r != 0) {
        return r;
    }
    return parcel->bytes.size == size ? 0 : FAULT(FAULT_BUG);
}

static void digest_of(const struct parcel *parcel,
                      uint64_t first,
                      uint64_t block,
                      struct digest *out)
{
    hash_quick(span_of(parcel->bytes.data + (block - first) * BLOCK,
                       block_size(parcel, block)),
               out);
}

static size_t blocks_from(const struct parcel *parcel, size_t first)
{
    size_t left = parcel->block_count - first;

    return left < BLOCKS_AT_ONCE ? left : BLOCKS_AT_ONCE;
}

static int check(struct parcel *parcel)
{
    struct sha256 sha256;
    struct digest digest;
    size_t first;
    size_t i;
    int r;

    sha256_begin(&sha256);
    for (first = 0; first < parcel->block_count; first += BLOCKS_AT_ONCE) {
        size_t count = blocks_from(parcel, first);

        r = load(parcel, first, count);
        if (r != 0) {
            return r;
        }
        sha256_add(&sha256, buf_span(&parcel->bytes));
        for (i = first; i < first + count; i++) {
            digest_of(parcel, first, i, &parcel->blocks[i]);
        }
    }
    sha256_end(&sha256, &digest);
    return span_is_equal(SPAN(digest), SPAN(parcel->object.digest)) ? 0 : SOURCE_FALSE;
}

int parcel_open(const struct record_source *source,
                const struct object_ref *object,
                struct parcel **out)
{
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    int r;

    r = source_has_object(source, object);
    if (r != 0) {
        return r;
    }
    parcel = calloc(1, sizeof(*parcel));
    if (parcel == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&parcel->bytes, (size_t)BLOCKS_AT_ONCE * BLOCK);
    parcel->source = source;
    parcel->object = *object;
    parcel->block_count = (size_t)((object->size + BLOCK - 1) / BLOCK);
    parcel->blocks = calloc(parcel->block_count + 1, sizeof(*parcel->blocks));
    if (parcel->blocks == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = check(parcel);
    if (r != 0) {
        return r;
    }
    buf_deinit(&parcel->bytes); /* until it is read */
    *out = parcel_take(&parcel);
    return 0;
}

/* The same bytes as when it was opened: nobody's proof is of others. */
static int load_again(struct parcel *parcel, uint64_t first, size_t count)
{
    struct digest digest;
    size_t i;
    int r;

    r = load(parcel, first, count);
    if (r != 0) {
        return r < 0 ? r : FAULT(FAULT_CORRUPT);
    }
    for (i = 0; i < count; i++) {
        digest_of(parcel, first, first + i, &digest);
        if (!span_is_equal(SPAN(digest), SPAN(parcel->blocks[first + i]))) {
            return FAULT(FAULT_CORRUPT);
        }
    }
    return 0;
}

static int read_some(void *context, uint64_t offset, size_t size, void *out)
{
    struct parcel *parcel = context;
    uint8_t *at = out;
    int r;

    while (size > 0) {
        uint64_t first = offset / BLOCK;
        size_t skipped = (size_t)(offset % BLOCK);
        size_t count = (skipped + size + BLOCK - 1) / BLOCK;
        size_t here;

        count = count < BLOCKS_AT_ONCE ? count : BLOCKS_AT_ONCE;
        r = load_again(parcel, first, count);
        if (r != 0) {
            return r;
        }
        here = parcel->bytes.size - skipped;
        here = here < size ? here : size;
        memcpy(at, parcel->bytes.data + skipped, here);
        at += here;
        offset += here;
        size -= here;
    }
    return 0;
}

struct pieces parcel_pieces(struct parcel *parcel)
{
    return (struct pieces){0, parcel->object.size, parcel, read_some};
}
