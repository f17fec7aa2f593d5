/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the pages made by tools/embed are written with: a hole's value, escaped for
 * HTML text and for attributes in double quotes. There is no way to write markup from
 * a value. `file` and `line` name the hole in its template: a value that is missing is
 * FAULT_BUG, logged there.
 */
#ifndef WEB_HOLE_H
#define WEB_HOLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"

MUST_USE int hole_text(struct buf *out, const char *value, const char *file, int line);

/* For people: 12,345. */
MUST_USE int hole_count(struct buf *out, uint64_t value, const char *file, int line);

/* For addresses and ids: 12345. */
MUST_USE int hole_number(struct buf *out, uint64_t value, const char *file, int line);

/* Unix seconds in UK time: 5pm on Thursday 18 June 2026; 0 is missing. */
MUST_USE int hole_time(struct buf *out, int64_t value, const char *file, int line);

/* Its day alone: Thursday 18 June 2026; 0 is missing. */
MUST_USE int hole_day(struct buf *out, int64_t value, const char *file, int line);

/* Whether a list that is not empty, or a part, is there. */
MUST_USE int hole_list(const void *items, size_t count, const char *file, int line);
MUST_USE int hole_part(const void *part, const char *file, int line);

/* Whether all that was put to `out` is in it. */
MUST_USE int hole_end(const struct buf *out, const char *file);

#endif
