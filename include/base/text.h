/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Text for people: UTF-8, normalised to NFC, free of characters that control rather
 * than show. Checks what came from outside, copies it into bounded arrays, counts its
 * words and makes the form under which names are put in order. It never guesses an
 * encoding and never repairs bytes that are not UTF-8.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum text_refusal {
    TEXT_ENCODING = 1, /* not UTF-8 */
    TEXT_CONTROL,      /* a control, line separator or direction override character */
    TEXT_FORM,         /* not NFC */
    TEXT_LONG,         /* longer than there is room for */
    TEXT_EMPTY,        /* nothing but white space */
    TEXT_NUMBER,       /* no plain number, or too large */
};

/* What is allowed beside characters that show. */
enum text_lines {
    TEXT_ONE_LINE,
    TEXT_MANY_LINES, /* '\n' too */
};

/* UTF-8, NFC and no control characters; may be empty. */
MUST_USE int text_check(struct span text, enum text_lines lines);

/*
 * As text_check for one line, then copied with a NUL into out[size]. The lower call
 * copies lines too. TEXT_LONG when it has more than size - 1 bytes.
 */
MUST_USE int text_copy(struct span text, char *out, size_t size);
MUST_USE int text_copy_lines(struct span text, char *out, size_t size);

/*
 * What a person typed, as we keep it: NFC, "\r\n" and "\r" as "\n" (a space on one
 * line), tabs as spaces, no white space at either end. Refuses TEXT_ENCODING,
 * TEXT_CONTROL and, when nothing is left, TEXT_EMPTY; TEXT_LONG when out is full.
 */
MUST_USE int text_tidy(struct span text, enum text_lines lines, struct buf *out);

/* Appends the text case folded and without accents: "Ó Brien" becomes "o brien". */
MUST_USE int text_fold(struct span text, struct buf *out);

/*
 * Words as a person counts them: runs that hold a letter, a digit or "&", parted by
 * white space, dashes that stand alone or are long, ellipses, and commas or semicolons
 * outside numbers. "well-known", "don't", "and/or", "2,000", "2019–2023" and a web
 * address are one word each. The page counts alike (src/web/js/site.js).
 */
MUST_USE int text_words(struct span text, size_t *out);

/* Without the spaces, tabs and line ends at either end; borrowed. */
struct span text_trim(struct span text);

/* A plain decimal number from 1 to max, without sign, blanks or leading zeroes. */
MUST_USE int text_number(struct span text, uint64_t max, uint64_t *out);

/* The place, from 1, whose name this is; 0: none of them. Names end with a NULL. */
unsigned text_choice(struct span text, const char *(*name_of)(unsigned place));

/* A short message that names the refusal, for people. Never NULL. */
const char *text_refusal_name(int refusal);

#endif
