/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The list of voters for an issuer off the server (protocol.md §4): sealed to the key
 * that the issuer's card names, so that nobody reads it on its way. */
#ifndef DESK_EXPORT_H
#define DESK_EXPORT_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/person.h"
#include "desk/desk.h"

enum {
    EXPORT_SIZE_MAX = 512 * 1024 * 1024,
};

enum export_refusal {
    EXPORT_EARLY = 1, /* there is no statement yet, or nothing to vote on */
    EXPORT_STRANGER,  /* the definition names no issuer, or another one */
};

/* Appends the sealed list of everybody who may vote in a contested constituency. */
MUST_USE int
desk_export(struct desk *desk, const struct person *issuer, struct buf *out);

const char *export_refusal_words(int refusal);

#endif
