/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The book of an issuer: which number each member was dealt, sealed to the officer, so
 * that the issuer who keeps it cannot read it. A line a member: the member's number, a
 * tab, the sealed reference in hexadecimal.
 */
#ifndef TALLY_BOOK_H
#define TALLY_BOOK_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "seal/sealbox.h"

/* Appends a line. */
MUST_USE int book_add(const struct box_key *officer,
                      const struct sealed_reference *reference,
                      struct buf *book);

/* The member's line behind the tab; empty when there is none. */
struct span book_find(struct span book, struct span member);

/* Appends the book without this member's line. */
void book_copy_without(struct span book, struct span member, struct buf *out);

#endif
