/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Writes JSON into a buf in the one form wire/node reads: two spaces a level, a member
 * a line, "name": value, and a line feed at the end. Inside a list `name` is NULL. The
 * buf remembers what failed; buf_status tells.
 */
#ifndef WIRE_WRITER_H
#define WIRE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

enum {
    WRITER_DEPTH_MAX = 12, /* what we read ourselves has 8 */
};

struct writer {
    struct buf *out;
    unsigned depth;
    bool has_item[WRITER_DEPTH_MAX + 1];
};

/* Begins the outermost object. */
void writer_begin(struct writer *writer, struct buf *out);

/* Ends it, and the text with a line feed. */
void writer_end(struct writer *writer);

void writer_open_object(struct writer *writer, const char *name);
void writer_close_object(struct writer *writer);
void writer_open_list(struct writer *writer, const char *name);
void writer_close_list(struct writer *writer);

void writer_text(struct writer *writer, const char *name, const char *text);
void writer_span(struct writer *writer, const char *name, struct span text);
void writer_number(struct writer *writer, const char *name, uint64_t number);
/* A number with decimals, as the text has it; never in a document. */
void writer_decimal(struct writer *writer, const char *name, const char *number);

void writer_yes(struct writer *writer, const char *name); /* true */
void writer_no(struct writer *writer, const char *name);  /* false */

void writer_null(struct writer *writer, const char *name); /* never in a document */

/* Lower-case hexadecimal. */
void writer_bytes(struct writer *writer, const char *name, struct span bytes);

/* RFC 3339 UTC. */
void writer_moment(struct writer *writer, const char *name, int64_t moment);

#endif
