/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The print file: letters of one act, gathered in memory, sealed to the officer's key
 * and only then written (house.md §4, DIR/letters/n.sealed). The officer's tool opens
 * it (`tally letters`) and prints it with post/print. Plain form: "GB2L", then for each
 * letter four texts, u32 size before each: address, body, link, envelope.
 */
#ifndef POST_LETTERS_H
#define POST_LETTERS_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"

enum {
    LETTERS_SIZE_MAX = 256 * 1024 * 1024,
};

enum letters_refusal {
    LETTERS_MALFORMED = 1,
};

struct letter {
    struct span address; /* lines ended by '\n', the name first */
    struct span body;    /* lines ended by '\n' */
    struct span link;    /* for the QR code; may be empty */

    /* What a vote by post is labelled with; empty when nothing is enclosed. */
    struct span envelope;
};

/* Appends a letter to the plain file in `out`, which begins empty. Its owner wipes it.
 */
void letters_add(struct buf *out, const struct letter *letter);

/* Seals the plain file and writes folder/n.sealed, n one more than the highest there.
 */
MUST_USE int
letters_save(const char *folder, const struct box_key *to, struct span plain);

typedef int (*letters_visit)(void *context, const struct letter *letter);

/* Visits every letter of a plain file, or refuses it before the first. */
MUST_USE int letters_read(struct span plain, letters_visit visit, void *context);

#endif
