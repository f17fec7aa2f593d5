// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/pieces.h"

#include <stdbool.h>
#include <string.h>

#include "base/fault.h"

static bool is_within(const struct pieces *pieces, uint64_t offset, uint64_t size)
{
    return offset <= pieces->size && size <= pieces->size - offset;
}

int pieces_read(const struct pieces *pieces, uint64_t offset, size_t size, void *out)
{
    if (!is_within(pieces, offset, size)) {
        return FAULT(FAULT_BUG);
    }
    return size == 0 ? 0
                     : FOLD(pieces->read(
                         pieces->context, pieces->offset + offset, size, out));
}

static int read_memory(void *context, uint64_t offset, size_t size, void *out)
{
    const struct span *bytes = context;

    memcpy(out, bytes->data + offset, size);
    return 0;
}

struct pieces pieces_of(struct span *bytes)
{
    return (struct pieces){0, bytes->size, bytes, read_memory};
}

struct pieces pieces_part(const struct pieces *pieces, uint64_t offset, uint64_t size)
{
    struct pieces part = *pieces;

    if (!is_within(pieces, offset, size)) {
        offset = 0;
        size = 0;
    }
    part.offset += offset;
    part.size = size;
    return part;
}
