/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The trustees' ceremony (protocol.md §3): COCKTAIL-DKG behind a round of commitments,
 * its signed transcript bound to commitments and signing keys, and the ceremony object
 * `GB1K` (§10) from which anybody recomputes Y and every Y_j, and a trustee with only
 * d_j the own x_j. Trustees are 1…n, in the definition's order.
 */
#ifndef SEAL_CEREMONY_H
#define SEAL_CEREMONY_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "seal/cocktail.h"

/* Filled in round by round, or by ceremony_parse. */
struct ceremony {
    struct nonce nonce; /* the definition's */
    struct cocktail cocktail;
    struct sign_key keys[TRUSTEES_MAX];
    struct wide commits[TRUSTEES_MAX];
    struct cocktail_message messages[TRUSTEES_MAX];
    struct cocktail_signature signatures[TRUSTEES_MAX];
};

enum ceremony_refusal {
    CEREMONY_MALFORMED = 1, /* length, magic, or a value that does not decode */
    CEREMONY_SETUP,         /* neither 2 <= t < n nor n = t = 1; keys that repeat */
    CEREMONY_COMMIT,        /* a msg1 that is not what was committed to */
    CEREMONY_POSSESSION,
    CEREMONY_SIGNATURE, /* of the transcript */
    CEREMONY_KEY,       /* Y or a Y_j is the identity */
    CEREMONY_SHARE,     /* a share that does not open or fit; only its trustee sees */
    CEREMONY_STRANGER,  /* a static key of none of them, or of another */
};

/* 38 + n(288 + 32t + 56n) */
size_t ceremony_size(unsigned n, unsigned t);

/* Before round 0: nonce, keys, n, t and P are in place; sets the context. */
MUST_USE int ceremony_begin(struct ceremony *ceremony);

/* Round 0: trustee i's msg1, kept to oneself, and the commitment to publish. */
MUST_USE int ceremony_make(const struct ceremony *ceremony,
                           unsigned i,
                           const struct scalar *d,
                           struct buf *msg1);
void ceremony_commit(const struct ceremony *ceremony,
                     unsigned j,
                     struct span msg1,
                     struct wide *out);

/* Round 1, all commits in place: takes trustee j's msg1 or refuses it. */
MUST_USE int ceremony_accept(struct ceremony *ceremony, unsigned j, struct span msg1);

/* Round 2: x of the trustee with d; refuses a share that is wrong, naming its sender.
 */
MUST_USE int ceremony_restore(const struct ceremony *ceremony,
                              const struct scalar *d,
                              unsigned *culprit,
                              struct scalar *out);

/* Round 3: trustee i signs the transcript; sets signatures[i - 1]. */
MUST_USE int
ceremony_sign(struct ceremony *ceremony, unsigned i, const struct scalar *d);

/* All rounds of n = t = 1. */
MUST_USE int ceremony_alone(struct ceremony *ceremony, const struct scalar *d);

MUST_USE int ceremony_parse(struct span object, struct ceremony **out);
MUST_USE int ceremony_write(const struct ceremony *ceremony, struct buf *out);
void ceremony_free(struct ceremony *ceremony);

/* Commits, proofs of possession, transcript signatures, Y and Y_j. `culprit` is the
 * trustee a refusal concerns, 0 where none. */
MUST_USE int ceremony_verify(const struct ceremony *ceremony, unsigned *culprit);

void ceremony_group_key(const struct ceremony *ceremony, struct point *out);
void ceremony_share_key(const struct ceremony *ceremony, unsigned j, struct point *out);

OWNED(ceremony)

#endif
