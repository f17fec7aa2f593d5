/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Standard base64 (RFC 4648, section 4) with its padding, as C2SP files use it. One
 * text for one value: no line breaks, no missing padding, no bits set behind the end.
 * Not for secrets: it is not constant in time.
 */
#ifndef SEAL_BASE64_H
#define SEAL_BASE64_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum base64_refusal {
    BASE64_MALFORMED = 1,
};

/* Appends the text of the bytes. */
void base64_encode(struct span bytes, struct buf *out);

/* Appends the bytes of the text; buf_status(out) tells whether they fitted. */
MUST_USE int base64_decode(struct span text, struct buf *out);

#endif
