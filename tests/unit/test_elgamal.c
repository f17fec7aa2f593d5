// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/elgamal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

static struct scalar any_scalar(uint32_t index)
{
    struct scalar scalar;

    group_nonce("test", span_of(NULL, 0), span_of(NULL, 0), index, &scalar);
    return scalar;
}

/* A key pair, a ciphertext of some block and its proof. */
struct sample {
    struct scalar x;
    struct scalar r;
    struct point block;
    struct elgamal_statement statement;
    struct elgamal_proof proof;
};

static void make_sample(struct sample *out)
{
    struct scalar w = any_scalar(3);
    struct eid eid = {{1}};

    memset(out, 0, sizeof(*out));
    out->x = any_scalar(1);
    out->r = any_scalar(2);
    out->statement.eid = eid;
    out->statement.cid = 3;
    out->statement.number = 77;
    out->statement.declaration = 1;
    point_mul_base(&out->x, &out->statement.election_key);
    group_generator(&eid, 1, 5, &out->block);
    elgamal_encrypt(
        &out->statement.election_key, &out->block, &out->r, &out->statement.vote);
    elgamal_prove(&out->statement, &out->r, &w, &out->proof);
}

static void test_the_key_opens_what_was_encrypted(void **state)
{
    struct sample sample;
    struct point mask;
    struct point block;

    (void)state;
    make_sample(&sample);
    point_mul(&sample.x, &sample.statement.vote.alpha, &mask);
    point_sub(&sample.statement.vote.beta, &mask, &block);
    assert_true(point_is_equal(&block, &sample.block));
}

static void test_an_honest_proof_holds(void **state)
{
    struct sample sample;

    (void)state;
    make_sample(&sample);
    assert_int_equal(elgamal_verify(&sample.statement, &sample.proof), 0);
}

static void test_a_proof_of_another_r_does_not_hold(void **state)
{
    struct sample sample;
    struct scalar w = any_scalar(3);
    struct scalar other = any_scalar(4);

    (void)state;
    make_sample(&sample);
    elgamal_prove(&sample.statement, &other, &w, &sample.proof);
    assert_int_equal(elgamal_verify(&sample.statement, &sample.proof), ELGAMAL_WRONG);
}

static void test_each_part_of_the_statement_is_bound(void **state)
{
    struct sample sample;
    struct elgamal_statement statements[8];
    size_t i;

    (void)state;
    make_sample(&sample);
    for (i = 0; i < ARRAY_SIZE(statements); i++) {
        statements[i] = sample.statement;
    }
    statements[0].eid.bytes[31] = 1;
    statements[1].cid = 4;
    statements[2].number = 78;
    statements[3].declaration = 0;
    statements[4].credential.bytes[0] = 1;
    statements[5].election_key = point_base;
    statements[6].vote.alpha = point_base;
    statements[7].vote.beta = point_base;
    for (i = 0; i < ARRAY_SIZE(statements); i++) {
        assert_int_equal(elgamal_verify(&statements[i], &sample.proof), ELGAMAL_WRONG);
    }
}

static void test_each_part_of_the_proof_counts(void **state)
{
    struct sample sample;
    struct elgamal_proof proof;
    struct scalar one;

    (void)state;
    make_sample(&sample);
    scalar_from_u64(1, &one);
    proof = sample.proof;
    scalar_add(&proof.response, &one, &proof.response);
    assert_int_equal(elgamal_verify(&sample.statement, &proof), ELGAMAL_WRONG);
    proof = sample.proof;
    point_add(&proof.commitment, &point_base, &proof.commitment);
    assert_int_equal(elgamal_verify(&sample.statement, &proof), ELGAMAL_WRONG);
    /* Both moved together, which a challenge without A would let pass. */
    scalar_add(&proof.response, &one, &proof.response);
    assert_int_equal(elgamal_verify(&sample.statement, &proof), ELGAMAL_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_key_opens_what_was_encrypted),
        cmocka_unit_test(test_an_honest_proof_holds),
        cmocka_unit_test(test_a_proof_of_another_r_does_not_hold),
        cmocka_unit_test(test_each_part_of_the_statement_is_bound),
        cmocka_unit_test(test_each_part_of_the_proof_counts),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
