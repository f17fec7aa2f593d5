/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Letters as a PDF to print and post: A4, one letter a page or more, the address where
 * a DL window envelope and the usual mail houses want it (24.6 mm from the left, 39.5
 * mm from the top), the text from 95 mm, and the link as a QR code. Holds tokens in
 * the clear: the bytes are wiped by whoever owns `out`.
 */
#ifndef POST_PRINT_H
#define POST_PRINT_H

#include "base/attr.h"
#include "base/buf.h"
#include "post/letters.h"
#include "post/pack.h"

struct print;

MUST_USE int print_new(struct print **out);
void print_free(struct print *print);

/* Adds a letter. Its texts are UTF-8. */
MUST_USE int print_letter(struct print *print, const struct letter *letter);

/* Adds a line of the pack that goes with the letter before. Each leaf begins a sheet of
 * paper, and so does what follows a pack, printed on both sides or on one. */
MUST_USE int print_pack(struct print *print, enum pack_line line, struct span text);

/* Appends the whole PDF; nothing can be added after it. */
MUST_USE int print_finish(struct print *print, struct buf *out);

OWNED(print)

#endif
