/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * ElGamal encryption of a choice block to the election key: alpha = rB, beta = rY + M
 * (protocol.md §5), with the proof that the sender knows r, bound to the whole
 * statement of the ballot. It encrypts; what opens a vote lives elsewhere.
 */
#ifndef SEAL_ELGAMAL_H
#define SEAL_ELGAMAL_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"

enum elgamal_refusal {
    ELGAMAL_WRONG = 1, /* the proof does not hold */
};

/* What a proof speaks of: every input of H("pok", …) but the commitment. */
struct elgamal_statement {
    struct eid eid;
    uint16_t cid;
    uint32_t number;
    uint8_t declaration;
    struct sign_key credential;
    struct point election_key;
    struct ciphertext vote;
};

struct elgamal_proof {
    struct point commitment; /* A = wB */
    struct scalar response;  /* s = w + c·r */
};

/* r: a secret scalar used for this ciphertext only. */
void elgamal_encrypt(const struct point *election_key,
                     const struct point *block,
                     const struct scalar *r,
                     struct ciphertext *out);

/* w: a secret scalar used for this proof only. */
void elgamal_prove(const struct elgamal_statement *statement,
                   const struct scalar *r,
                   const struct scalar *w,
                   struct elgamal_proof *out);

/* c = H("pok", …). */
void elgamal_challenge(const struct elgamal_statement *statement,
                       const struct point *commitment,
                       struct scalar *out);

/* sB = A + c·alpha. */
MUST_USE int elgamal_verify(const struct elgamal_statement *statement,
                            const struct elgamal_proof *proof);

#endif
