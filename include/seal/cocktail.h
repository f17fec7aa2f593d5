/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * COCKTAIL-DKG v0.2.1 (c2sp.org/cocktail-dkg), suite COCKTAIL(Ristretto255, SHA-512),
 * full broadcast of every msg1, no payloads: its arithmetic and messages, nothing of
 * ours, numbers inside as there. seal/ceremony adds commit round, extension, object.
 */
#ifndef SEAL_COCKTAIL_H
#define SEAL_COCKTAIL_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"

enum {
    COCKTAIL_CONTEXT_SIZE = 64,
    COCKTAIL_SEALED_SIZE = 48, /* a share under XChaCha20-Poly1305 */
};

struct cocktail_signature {
    struct point r;
    struct scalar z;
};

struct cocktail_sealed {
    uint8_t bytes[COCKTAIL_SEALED_SIZE];
};

/* What all participants agree on before the first round. */
struct cocktail {
    unsigned n;
    unsigned t;
    struct point statics[TRUSTEES_MAX]; /* P_1…P_n */
    uint8_t context[COCKTAIL_CONTEXT_SIZE];
};

/* A msg1, decoded: 32t + 96 + 56n bytes. */
struct cocktail_message {
    struct point commitments[TRUSTEES_MAX]; /* C_0…C_{t-1} */
    struct cocktail_signature possession;
    struct point ephemeral;
    struct cocktail_sealed shares[TRUSTEES_MAX]; /* to 1…n */
};

enum cocktail_refusal {
    COCKTAIL_SETUP = 1,  /* n, t out of range, or P that repeat or do not decode */
    COCKTAIL_MALFORMED,  /* a msg1 of another length, or values that do not decode */
    COCKTAIL_POSSESSION, /* a proof of possession that does not hold */
    COCKTAIL_SEALED,     /* a share that does not open */
    COCKTAIL_SHARE,      /* a share that does not fit its sender's commitment */
    COCKTAIL_SIGNATURE,  /* a transcript signature that does not hold */
    COCKTAIL_STRANGER,   /* a static key that is not the participant's */
};

/* Sets the context by the paper's recommended construction. 1 <= t <= n. */
MUST_USE int cocktail_begin(struct cocktail *cocktail, struct span session_id);

size_t cocktail_message_size(const struct cocktail *cocktail);

/* Round 1 of participant i, whose static key is d. */
MUST_USE int cocktail_make(const struct cocktail *cocktail,
                           unsigned i,
                           const struct scalar *d,
                           struct cocktail_message *out);

MUST_USE int cocktail_read(const struct cocktail *cocktail,
                           struct span bytes,
                           struct cocktail_message *out);
void cocktail_write(const struct cocktail *cocktail,
                    const struct cocktail_message *message,
                    struct buf *out);

/* The message's proof of possession. */
MUST_USE int cocktail_check(const struct cocktail *cocktail,
                            const struct cocktail_message *message);

/*
 * Round 2 and recovery of participant i: opens the share in each of the n checked
 * messages, checks it against its commitment, adds them up. On a refusal `culprit`
 * is the sender. Wiping `out` is the caller's.
 */
struct cocktail_owner {
    unsigned i;
    const struct scalar *d;
};

MUST_USE int cocktail_open(const struct cocktail *cocktail,
                           const struct cocktail_owner *owner,
                           const struct cocktail_message *messages,
                           unsigned *culprit,
                           struct scalar *out);

/* Y = Σ C_{m,0} and Y_j = Σ j^k C_{m,k}. */
void cocktail_group_key(const struct cocktail *cocktail,
                        const struct cocktail_message *messages,
                        struct point *out);
void cocktail_share_key(const struct cocktail *cocktail,
                        const struct cocktail_message *messages,
                        unsigned j,
                        struct point *out);

/* The transcript T, extension included. */
MUST_USE int cocktail_transcript(const struct cocktail *cocktail,
                                 const struct cocktail_message *messages,
                                 struct span extension,
                                 struct buf *out);

/* Round 3: T under the static key; deterministic, as the paper specifies. */
MUST_USE int cocktail_sign(const struct scalar *d,
                           struct span transcript,
                           struct cocktail_signature *out);
MUST_USE int cocktail_verify(const struct point *key,
                             struct span transcript,
                             const struct cocktail_signature *signature);

#endif
