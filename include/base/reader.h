/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A reader consumes a span from its front and cannot run past it. A read beyond the
 * end marks it as failed and gives zeroes; reader_done is true only if all bytes were
 * consumed and none missing, so a parser reads every field and asks once.
 */
#ifndef BASE_READER_H
#define BASE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct reader {
    struct span rest;
    bool failed;
};

void reader_init(struct reader *reader, struct span span);

uint8_t reader_u8(struct reader *reader);
uint16_t reader_u16(struct reader *reader); /* big-endian, as all below */
uint32_t reader_u32(struct reader *reader);
uint64_t reader_u64(struct reader *reader);

/* Copies size bytes to out; zeroes when they are not there. */
void reader_copy(struct reader *reader, void *out, size_t size);

/* Borrows size bytes; an empty span when they are not there. */
struct span reader_take(struct reader *reader, size_t size);

/* Borrows a line up to '\n', which is consumed and not given; fails without one. */
struct span reader_line(struct reader *reader);

/* Consumes the text if it comes next; says whether it did. Does not fail. */
bool reader_skip(struct reader *reader, const char *text);

bool reader_is_empty(const struct reader *reader);

/* Whether nothing failed and nothing is left. */
bool reader_done(const struct reader *reader);

#endif
