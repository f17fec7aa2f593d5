/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ceremony of several trustees, taken as far as the folder's files allow: commitment,
 * message, signature. A trustee runs the same command after each round until it says
 * that the ceremony is complete; whoever misbehaves is named, and all begins afresh.
 */
#ifndef TALLY_SEVERAL_H
#define TALLY_SEVERAL_H

#include "base/attr.h"
#include "seal/ceremony.h"
#include "seal/keyfile.h"

#include "draft.h"
#include "rounds.h"

struct several {
    const struct definition *definition;
    const struct keyfile *keyfile; /* NULL: only puts together what is there */
    const char *memory;            /* where the trustee's own msg1 is kept, 0600 */
    unsigned self;                 /* 1…n, 0 without a key */
    struct ceremony *ceremony;
    struct rounds rounds;
};

/* Nonce, keys, n, t; COMMAND_REFUSED when the definition allows no ceremony or the key
 * is none of its trustees'. Release in either case. */
MUST_USE int several_begin(struct several *several);
void several_deinit(struct several *several);

/* The name of each trustee and the code of its keys, to read to each other. */
void several_fingerprints(const struct several *several, struct buf *out);

/* 0 and is_complete: ceremony holds everything and has been verified. */
MUST_USE int several_advance(struct several *several, bool *is_complete);

#endif
