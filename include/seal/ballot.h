/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ballot's 267 bytes (protocol.md §5, §10): "GB1B" ‖ eid[32] ‖ u16 cid ‖ u32 number
 * ‖ u8 declaration ‖ credential[32] ‖ alpha ‖ beta ‖ A ‖ s ‖ signature[64]; the head is
 * all before the signature. The checks stand apart, so that the cheapest comes first:
 * parse, then what only a record knows, then decode, signature, proof. A keyed paper
 * has number 0, declaration 0 and an officer's key as its credential.
 */
#ifndef SEAL_BALLOT_H
#define SEAL_BALLOT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "seal/code.h"
#include "seal/elgamal.h"
#include "seal/sign.h"

enum {
    BALLOT_SIZE = 267,
    BALLOT_HEAD_SIZE = 203,
};

enum ballot_refusal {
    BALLOT_MALFORMED = 1, /* another length, or not "GB1B" */
    BALLOT_ENCODING,      /* a point or scalar not canonical, or the identity */
    BALLOT_SIGNATURE,     /* not the credential's, or the credential is no key */
    BALLOT_PROOF,
};

/* As parsed: points and the scalar are mere bytes until ballot_decode has passed. */
struct ballot {
    struct eid eid;
    uint16_t cid;
    uint32_t number;
    uint8_t declaration;
    struct sign_key credential;
    struct ciphertext vote;
    struct elgamal_proof proof;
    struct signature signature;
};

/* What is to be cast, and where. */
struct ballot_plan {
    struct eid eid;
    uint16_t cid;
    uint32_t number;
    uint8_t declaration;
    struct point election_key; /* Y, decoded */
    struct point block;        /* from choice_encode */
};

/*
 * Makes a ballot. r = H("nonce"; "encrypt", seed, fresh, head up to and with the
 * credential ‖ Y ‖ block, 0) and w = H("nonce"; "pok", seed, fresh, head up to and with
 * beta ‖ Y, 0), seed being the credential's, fresh 32 random bytes.
 */
void ballot_make(const struct ballot_plan *plan,
                 const struct sign_secret *credential,
                 struct ballot *out);

/* The same from given fresh bytes, for vectors: who knows them and a token knows the
 * vote, and so they are never chosen for a real one. */
void ballot_make_from(const struct ballot_plan *plan,
                      const struct sign_secret *credential,
                      const struct nonce *fresh,
                      struct ballot *out);

MUST_USE int ballot_parse(struct span bytes, struct ballot *out);
void ballot_write(const struct ballot *ballot, uint8_t out[BALLOT_SIZE]);
void ballot_code(const struct ballot *ballot, struct code *out);

/* Strict decoding of alpha, beta, A and s: BALLOT_ENCODING. */
MUST_USE int ballot_decode(const struct ballot *ballot);

/* BALLOT_SIGNATURE. */
MUST_USE int ballot_check_signature(const struct ballot *ballot);

/* What its proof speaks of. */
struct elgamal_statement ballot_statement(const struct ballot *ballot,
                                          const struct point *election_key);

/* BALLOT_PROOF; only after ballot_decode. */
MUST_USE int ballot_check_proof(const struct ballot *ballot,
                                const struct point *election_key);

/* The three of them in that order. */
MUST_USE int ballot_check(const struct ballot *ballot,
                          const struct point *election_key);

/*
 * Many at once, on every processor: results[i] is what ballot_check says of ballots[i].
 * All proofs are asked as one sum under random weights, those of a sum that is wrong
 * one by one.
 */
MUST_USE int ballot_check_all(const struct ballot *ballots,
                              size_t count,
                              const struct point *election_key,
                              int *results);

#endif
