/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bytes too many to hold: they lie elsewhere and are read a piece at a time, in any
 * order, as often as needed and always the same; a reader that cannot promise that
 * faults. One reader at a time.
 */
#ifndef BASE_PIECES_H
#define BASE_PIECES_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

struct pieces {
    uint64_t offset; /* where they begin, as `read` counts */
    uint64_t size;
    void *context;

    /* Writes `size` bytes, which are there, from `offset`: 0 or a fault. */
    int (*read)(void *context, uint64_t offset, size_t size, void *out);
};

/* FAULT_BUG of bytes beyond the end. */
MUST_USE int
pieces_read(const struct pieces *pieces, uint64_t offset, size_t size, void *out);

/* Bytes that are in memory after all; the span is borrowed. */
struct pieces pieces_of(struct span *bytes);

/* A part of them, which must be within: nothing when it is not. */
struct pieces pieces_part(const struct pieces *pieces, uint64_t offset, uint64_t size);

#endif
