// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/ballot.h"

#include <sodium.h>

#include "base/reader.h"
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    MAGIC_SIZE = 4,
    VOTE_AT = 75,       /* behind the credential */
    COMMITMENT_AT = 139 /* behind beta */
};

static const char magic[] = "GB1B";

int ballot_parse(struct span bytes, struct ballot *out)
{
    struct ballot ballot;
    struct reader reader;

    if (bytes.size != BALLOT_SIZE) {
        return BALLOT_MALFORMED;
    }
    reader_init(&reader, bytes);
    if (!reader_skip(&reader, magic)) {
        return BALLOT_MALFORMED;
    }
    reader_copy(&reader, ballot.eid.bytes, EID_SIZE);
    ballot.cid = reader_u16(&reader);
    ballot.number = reader_u32(&reader);
    ballot.declaration = reader_u8(&reader);
    reader_copy(&reader, ballot.credential.bytes, SIGN_KEY_SIZE);
    reader_copy(&reader, ballot.vote.alpha.bytes, POINT_SIZE);
    reader_copy(&reader, ballot.vote.beta.bytes, POINT_SIZE);
    reader_copy(&reader, ballot.proof.commitment.bytes, POINT_SIZE);
    reader_copy(&reader, ballot.proof.response.bytes, SCALAR_SIZE);
    reader_copy(&reader, ballot.signature.bytes, SIGNATURE_SIZE);
    if (!reader_done(&reader)) {
        return BALLOT_MALFORMED;
    }
    *out = ballot;
    return 0;
}

static uint8_t *put(uint8_t *at, const void *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

static void write_head(const struct ballot *ballot, uint8_t out[BALLOT_HEAD_SIZE])
{
    uint8_t *at = out;

    at = put(at, magic, MAGIC_SIZE);
    at = put(at, ballot->eid.bytes, EID_SIZE);
    *at++ = (uint8_t)(ballot->cid >> 8);
    *at++ = (uint8_t)ballot->cid;
    *at++ = (uint8_t)(ballot->number >> 24);
    *at++ = (uint8_t)(ballot->number >> 16);
    *at++ = (uint8_t)(ballot->number >> 8);
    *at++ = (uint8_t)ballot->number;
    *at++ = ballot->declaration;
    at = put(at, ballot->credential.bytes, SIGN_KEY_SIZE);
    at = put(at, ballot->vote.alpha.bytes, POINT_SIZE);
    at = put(at, ballot->vote.beta.bytes, POINT_SIZE);
    at = put(at, ballot->proof.commitment.bytes, POINT_SIZE);
    (void)put(at, ballot->proof.response.bytes, SCALAR_SIZE);
}

void ballot_write(const struct ballot *ballot, uint8_t out[BALLOT_SIZE])
{
    write_head(ballot, out);
    (void)put(out + BALLOT_HEAD_SIZE, ballot->signature.bytes, SIGNATURE_SIZE);
}

void ballot_code(const struct ballot *ballot, struct code *out)
{
    uint8_t head[BALLOT_HEAD_SIZE];

    write_head(ballot, head);
    code_of_head(SPAN(head), out);
}

struct elgamal_statement ballot_statement(const struct ballot *ballot,
                                          const struct point *election_key)
{
    return (struct elgamal_statement){
        .eid = ballot->eid,
        .cid = ballot->cid,
        .number = ballot->number,
        .declaration = ballot->declaration,
        .credential = ballot->credential,
        .election_key = *election_key,
        .vote = ballot->vote,
    };
}

/* One secret scalar of a ballot, from the part of its head that is already written. */
static void draw(const struct secret_source *source,
                 const struct ballot *ballot,
                 size_t written,
                 const struct ballot_plan *plan,
                 struct scalar *out)
{
    struct secret_source complete = *source;
    uint8_t statement[BALLOT_HEAD_SIZE + 2 * POINT_SIZE];
    uint8_t *end;

    write_head(ballot, statement);
    end = put(statement + written, plan->election_key.bytes, POINT_SIZE);
    if (written == VOTE_AT) {
        end = put(end, plan->block.bytes, POINT_SIZE);
    }
    complete.statement = span_of(statement, (size_t)(end - statement));
    group_nonce_from(&complete, 0, out);
    sodium_memzero(&complete, sizeof(complete));
    sodium_memzero(statement, sizeof(statement));
}

static void encrypt(const struct ballot_plan *plan,
                    struct secret_source *source,
                    struct ballot *ballot)
{
    struct elgamal_statement statement;
    struct scalar r;
    struct scalar w;

    source->tag = "encrypt";
    draw(source, ballot, VOTE_AT, plan, &r);
    elgamal_encrypt(&plan->election_key, &plan->block, &r, &ballot->vote);
    source->tag = "pok";
    draw(source, ballot, COMMITMENT_AT, plan, &w);
    statement = ballot_statement(ballot, &plan->election_key);
    elgamal_prove(&statement, &r, &w, &ballot->proof);
    sodium_memzero(&r, sizeof(r));
    sodium_memzero(&w, sizeof(w));
}

void ballot_make_from(const struct ballot_plan *plan,
                      const struct sign_secret *credential,
                      const struct nonce *fresh,
                      struct ballot *out)
{
    struct secret_source source = {.fresh = *fresh};
    struct sign_seed seed;
    struct ballot ballot = {
        .eid = plan->eid,
        .cid = plan->cid,
        .number = plan->number,
        .declaration = plan->declaration,
        .credential = *sign_secret_key(credential),
    };
    uint8_t head[BALLOT_HEAD_SIZE];

    sign_secret_seed(credential, &seed);
    source.secret = SPAN(seed.bytes);
    encrypt(plan, &source, &ballot);
    sodium_memzero(&seed, sizeof(seed));
    sodium_memzero(&source, sizeof(source));

    write_head(&ballot, head);
    sign_ballot(credential, SPAN(head), &ballot.signature);
    *out = ballot;
}

void ballot_make(const struct ballot_plan *plan,
                 const struct sign_secret *credential,
                 struct ballot *out)
{
    struct nonce fresh;

    randombytes_buf(fresh.bytes, sizeof(fresh.bytes));
    ballot_make_from(plan, credential, &fresh, out);
    sodium_memzero(&fresh, sizeof(fresh));
}

int ballot_decode(const struct ballot *ballot)
{
    struct point point;
    struct scalar scalar;

    if (point_decode(SPAN(ballot->vote.alpha.bytes), &point) != 0
        || point_decode_beta(SPAN(ballot->vote.beta.bytes), &point) != 0
        || point_decode(SPAN(ballot->proof.commitment.bytes), &point) != 0
        || scalar_decode(SPAN(ballot->proof.response.bytes), &scalar) != 0) {
        return BALLOT_ENCODING;
    }
    return 0;
}

int ballot_check_signature(const struct ballot *ballot)
{
    uint8_t head[BALLOT_HEAD_SIZE];

    write_head(ballot, head);
    if (sign_ballot_check(&ballot->credential, SPAN(head), &ballot->signature) != 0) {
        return BALLOT_SIGNATURE;
    }
    return 0;
}

int ballot_check_proof(const struct ballot *ballot, const struct point *election_key)
{
    struct elgamal_statement statement = ballot_statement(ballot, election_key);

    return elgamal_verify(&statement, &ballot->proof) == 0 ? 0 : BALLOT_PROOF;
}

int ballot_check(const struct ballot *ballot, const struct point *election_key)
{
    int r;

    r = ballot_decode(ballot);
    if (r != 0) {
        return r;
    }
    r = ballot_check_signature(ballot);
    if (r != 0) {
        return r;
    }
    return ballot_check_proof(ballot, election_key);
}
