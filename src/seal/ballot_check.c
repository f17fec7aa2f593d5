// SPDX-License-Identifier: AGPL-3.0-or-later
/* Ballots of a record that is verified; the daemon checks those it takes one by one. */
#include <stdlib.h>

#include <sodium.h>

#include "base/fault.h"
#include "portion.h"
#include "seal/ballot.h"
#include "seal/scalar.h"
#include "terms.h"

enum {
    TERMS_EACH = 2,
    WEIGHT_SIZE = 16,
};

/* A portion of the ballots. */
struct checking {
    const struct ballot *ballots;
    const struct point *election_key;
    int *results;
    struct portions slices;
    struct terms terms;
    struct scalar bases[PORTION_SLICES];
};

/* weight·(A + c α − sB): A and α as terms, their −weight·s into `base`. */
static int put_proof(const struct checking *checking,
                     const struct ballot *ballot,
                     struct terms *terms,
                     struct scalar *base)
{
    const struct elgamal_statement statement =
        ballot_statement(ballot, checking->election_key);
    struct scalar weight = {{0}};
    struct scalar scalar;
    struct element beta;

    if (element_decode_beta(&ballot->vote.beta, &beta) != 0
        || scalar_decode(SPAN(ballot->proof.response), &scalar) != 0) {
        return BALLOT_ENCODING;
    }
    randombytes_buf(weight.bytes, WEIGHT_SIZE);
    scalar_mul(&weight, &scalar, &scalar);
    scalar_sub(base, &scalar, base);
    if (element_decode(&ballot->proof.commitment, terms_next(terms, &weight)) != 0) {
        return BALLOT_ENCODING;
    }
    elgamal_challenge(&statement, &ballot->proof.commitment, &scalar);
    scalar_mul(&weight, &scalar, &scalar);
    return element_decode(&ballot->vote.alpha, terms_next(terms, &scalar)) == 0
               ? 0
               : BALLOT_ENCODING;
}

/* In place of a proof that is not asked, since its ballot is refused already. */
static void put_nothing(struct terms *terms)
{
    const struct scalar zero = {{0}};
    size_t i;

    for (i = 0; i < TERMS_EACH; i++) {
        *terms_next(terms, &zero) = element_identity();
    }
}

/* Decoding and signature of one; its proof is put down when both are good. */
static int check_one(const struct checking *checking,
                     size_t i,
                     struct terms *terms,
                     struct scalar *base)
{
    size_t count = terms->count;
    struct scalar before = *base;
    int r;

    r = put_proof(checking, &checking->ballots[i], terms, base);
    if (r == 0) {
        r = ballot_check_signature(&checking->ballots[i]);
    }
    if (r != 0) {
        *base = before;
        terms_filled(terms, count);
        put_nothing(terms);
    }
    return r;
}

/* A threads_part. */
static int check_slice(void *context, size_t at)
{
    struct checking *checking = context;
    size_t first = portion_first(&checking->slices, at);
    size_t count = portion_length(&checking->slices, at);
    struct terms terms =
        terms_part(&checking->terms, TERMS_EACH * first, TERMS_EACH * count);
    struct scalar base = {{0}};
    size_t i;

    for (i = first; i < first + count; i++) {
        checking->results[i] = check_one(checking, i, &terms, &base);
    }
    checking->bases[at] = base;
    return 0;
}

/* The proofs one by one; a threads_part. */
static int check_singly(void *context, size_t at)
{
    struct checking *checking = context;
    size_t first = portion_first(&checking->slices, at);
    size_t count = portion_length(&checking->slices, at);
    size_t i;

    for (i = first; i < first + count; i++) {
        if (checking->results[i] == 0) {
            checking->results[i] =
                ballot_check_proof(&checking->ballots[i], checking->election_key);
        }
    }
    return 0;
}

/* Whether every proof put down holds. */
static int check_proofs(const struct checking *checking, bool *out)
{
    struct scalar base = {{0}};
    struct element sum;
    struct element rest;
    size_t i;
    int r;

    r = terms_sum(&checking->terms, &sum);
    if (r != 0) {
        return r;
    }
    for (i = 0; i < checking->slices.count; i++) {
        scalar_add(&base, &checking->bases[i], &base);
    }
    element_mul_base(&base, &rest);
    element_add(&sum, &rest, &sum);
    *out = element_is_identity(&sum);
    return 0;
}

static int check_portion(struct checking *checking, size_t count)
{
    bool is_good = false;
    int r;

    checking->slices = portion_slices(count);
    r = threads_run(checking->slices.count, check_slice, checking);
    terms_filled(&checking->terms, TERMS_EACH * count);
    if (r == 0) {
        r = check_proofs(checking, &is_good);
    }
    return r != 0 || is_good
               ? r
               : threads_run(checking->slices.count, check_singly, checking);
}

int ballot_check_all(const struct ballot *ballots,
                     size_t count,
                     const struct point *election_key,
                     int *results)
{
    const struct portions portions = portions_in_turn(count);
    struct checking checking = {.election_key = election_key};
    size_t at;
    int r;

    r = terms_init(&checking.terms, TERMS_EACH * portions.length);
    for (at = 0; at < portions.count && r == 0; at++) {
        checking.ballots = ballots + portion_first(&portions, at);
        checking.results = results + portion_first(&portions, at);
        r = check_portion(&checking, portion_length(&portions, at));
    }
    terms_deinit(&checking.terms);
    return r;
}
