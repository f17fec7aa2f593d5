/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The words and lines of a ballot file: numbers parted by blanks, '#' comments, and the
 * line it has come to. What is wrong is kept as `what`; the caller refuses with it.
 * The small ones are inline: a large file is read a byte at a time.
 */
#ifndef WIRE_BLT_SCAN_H
#define WIRE_BLT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "wire/blt.h"

/* Where the parser is. Every take_ leaves `at` behind what it took. */
struct blt_scan {
    const uint8_t *at;
    const uint8_t *end;
    size_t line;
    const char *what; /* the first thing wrong */
};

/* At the beginning of a text, behind its byte order mark. */
struct blt_scan blt_scan_of(struct span text);

/* What was remembered. */
struct blt_error blt_error_of(const struct blt_scan *scan);

/* Remembers what is wrong; BLT_MALFORMED. */
static inline int blt_malformed(struct blt_scan *scan, const char *what)
{
    scan->what = what;
    return BLT_MALFORMED;
}

static inline bool blt_is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t';
}

static inline bool blt_is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static inline void blt_skip_blanks(struct blt_scan *scan)
{
    while (scan->at < scan->end && blt_is_blank(*scan->at)) {
        scan->at++;
    }
}

/* Whether nothing but a comment is left of the line; does not leave the line. */
static inline bool blt_is_line_done(const struct blt_scan *scan)
{
    return scan->at == scan->end || *scan->at == '\n' || *scan->at == '#'
           || (*scan->at == '\r' && (scan->at + 1 == scan->end || scan->at[1] == '\n'));
}

/* Consumes blanks, a comment and the line's end; anything else is refused. */
MUST_USE int blt_end_line(struct blt_scan *scan);

/* Goes to the next line that says something; false when there is none. */
bool blt_find_line(struct blt_scan *scan);

/* The same where there has to be one. */
MUST_USE int blt_begin_line(struct blt_scan *scan);

/* What is left of the line, a '#' too; borrowed. The line's end is not consumed. */
struct span blt_take_rest(struct blt_scan *scan);

/* Consumes this character and blanks behind it. */
MUST_USE int blt_take_mark(struct blt_scan *scan, char mark, const char *wrong);

/* A whole number up to the limit, without leading zeroes. */
static inline int blt_take_number(struct blt_scan *scan, uint32_t limit, uint32_t *out)
{
    const uint8_t *at = scan->at;
    uint64_t value = 0;

    while (at < scan->end && *at >= '0' && *at <= '9' && value <= limit) {
        value = value * 10 + (uint64_t)(*at - '0');
        at++;
    }
    if (at == scan->at) {
        return blt_malformed(scan, "not a number");
    }
    if (value > limit) {
        return blt_malformed(scan, "a number too large");
    }
    if (*scan->at == '0' && at > scan->at + 1) {
        return blt_malformed(scan, "a number with a leading zero");
    }
    scan->at = at;
    *out = (uint32_t)value;
    return 0;
}

/* A number followed by a blank or the line's end; blanks after it are consumed. */
MUST_USE int blt_take_word(struct blt_scan *scan, uint32_t limit, uint32_t *out);

#endif
