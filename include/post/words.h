/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The words of what leaves the building: subject and text of each kind of parcel, in
 * plain English for a person of 75. A voting code's text says which election it is,
 * how to vote and until when, that the vote is secret, and whom to ring. The letter of
 * the same parcel says the same.
 */
#ifndef POST_WORDS_H
#define POST_WORDS_H

#include "base/buf.h"
#include "post/outbox.h"

enum {
    WORDS_SIZE_MAX = 16384,
};

/* Appends the subject, one line without its end. A practice election says PRACTICE. */
void words_subject(const struct parcel *parcel, struct buf *out);

/*
 * Appends the text, lines ended by '\n'. Whoever owns `out` wipes it: it holds the
 * token where the parcel does. `site` is the address of the election's pages.
 */
void words_body(const struct parcel *parcel, const char *site, struct buf *out);

#endif
