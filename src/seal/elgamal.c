// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/elgamal.h"

#include <sodium.h>

#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/transcript.h"

void elgamal_encrypt(const struct point *election_key,
                     const struct point *block,
                     const struct scalar *r,
                     struct ciphertext *out)
{
    struct point mask;

    point_mul(r, election_key, &mask);
    point_add(&mask, block, &out->beta);
    point_mul_base(r, &out->alpha);
    sodium_memzero(&mask, sizeof(mask));
}

void elgamal_challenge(const struct elgamal_statement *statement,
                       const struct point *commitment,
                       struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "pok");
    transcript_add(&transcript, SPAN(statement->eid.bytes));
    transcript_add_u16(&transcript, statement->cid);
    transcript_add_u32(&transcript, statement->number);
    transcript_add_u8(&transcript, statement->declaration);
    transcript_add(&transcript, SPAN(statement->credential.bytes));
    transcript_add(&transcript, SPAN(statement->election_key.bytes));
    transcript_add(&transcript, SPAN(statement->vote.alpha.bytes));
    transcript_add(&transcript, SPAN(statement->vote.beta.bytes));
    transcript_add(&transcript, SPAN(commitment->bytes));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

void elgamal_prove(const struct elgamal_statement *statement,
                   const struct scalar *r,
                   const struct scalar *w,
                   struct elgamal_proof *out)
{
    struct scalar c;
    struct scalar masked;

    point_mul_base(w, &out->commitment);
    elgamal_challenge(statement, &out->commitment, &c);
    scalar_mul(&c, r, &masked);
    scalar_add(&masked, w, &out->response);
    sodium_memzero(&masked, sizeof(masked));
}

int elgamal_verify(const struct elgamal_statement *statement,
                   const struct elgamal_proof *proof)
{
    struct scalar c;
    struct point left;
    struct point right;

    elgamal_challenge(statement, &proof->commitment, &c);
    point_mul_base(&proof->response, &left);
    point_mul(&c, &statement->vote.alpha, &right);
    point_add(&right, &proof->commitment, &right);
    return point_is_equal(&left, &right) ? 0 : ELGAMAL_WRONG;
}
