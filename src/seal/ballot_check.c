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

struct checking {
    const struct ballot *ballots;
    const struct point *election_key;
    int *results;
    struct portions portions;
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
        terms->count = count;
        *base = before;
    }
    return r;
}

static int check_proofs(const struct terms *terms, const struct scalar *base, bool *out)
{
    struct element sum;
    struct element rest;
    int r;

    r = terms_sum(terms, &sum);
    if (r != 0) {
        return r;
    }
    element_mul_base(base, &rest);
    element_add(&sum, &rest, &sum);
    *out = element_is_identity(&sum);
    return 0;
}

static int check_portion(void *context, size_t at)
{
    const struct checking *checking = context;
    size_t first = portion_first(&checking->portions, at);
    size_t end = first + portion_length(&checking->portions, at);
    CLEANUP(terms_deinit) struct terms terms = {.count = 0};
    struct scalar base = {{0}};
    bool is_good = false;
    size_t i;
    int r;

    r = terms_init(&terms, TERMS_EACH * (end - first));
    if (r != 0) {
        return r;
    }
    for (i = first; i < end; i++) {
        checking->results[i] = check_one(checking, i, &terms, &base);
    }
    r = check_proofs(&terms, &base, &is_good);
    for (i = first; i < end && r == 0 && !is_good; i++) {
        if (checking->results[i] == 0) {
            checking->results[i] =
                ballot_check_proof(&checking->ballots[i], checking->election_key);
        }
    }
    return r;
}

int ballot_check_all(
    const struct ballot *ballots,
    size_t count,
    const struct point *election_key,
    // NOLINTNEXTLINE(readability-non-const-parameter): written by the parts
    int *results)
{
    struct checking checking = {.ballots = ballots,
                                .election_key = election_key,
                                .results = results,
                                .portions = portions_of(count)};

    return threads_run(checking.portions.count, check_portion, &checking);
}
