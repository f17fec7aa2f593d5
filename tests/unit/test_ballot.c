// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/ballot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "seal/choice.h"
#include "seal/credential.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

static const struct token token = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

/* A ballot that is right in every way, and what it was made for. */
struct sample {
    struct ballot_plan plan;
    struct ballot ballot;
    uint8_t bytes[BALLOT_SIZE];
};

static void make_sample(struct sample *out)
{
    static const struct choice_rules rules = {METHOD_STV, 9, 9};
    static const struct choice choice = {4, {3, 1, 9, 2}};
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct scalar x;

    memset(out, 0, sizeof(*out));
    memset(out->plan.eid.bytes, 0x5a, EID_SIZE);
    out->plan.cid = 2;
    out->plan.number = 12345;
    out->plan.declaration = 1;
    scalar_from_u64(987654321, &x);
    point_mul_base(&x, &out->plan.election_key);
    assert_int_equal(choice_encode(&choice, &rules, &out->plan.block), 0);
    assert_int_equal(credential_new(&token, &out->plan.eid, &secret), 0);
    ballot_make(&out->plan, secret, &out->ballot);
    ballot_write(&out->ballot, out->bytes);
}

static void test_a_ballot_passes_all_checks(void **state)
{
    struct sample sample;
    struct ballot ballot;
    uint8_t bytes[BALLOT_SIZE];

    (void)state;
    make_sample(&sample);
    assert_int_equal(ballot_parse(SPAN(sample.bytes), &ballot), 0);
    ballot_write(&ballot, bytes);
    assert_memory_equal(bytes, sample.bytes, BALLOT_SIZE);
    assert_int_equal(ballot.number, 12345);
    assert_int_equal(ballot_decode(&ballot), 0);
    assert_int_equal(ballot_check_signature(&ballot), 0);
    assert_int_equal(ballot_check_proof(&ballot, &sample.plan.election_key), 0);
    assert_int_equal(ballot_check(&ballot, &sample.plan.election_key), 0);
}

static void test_the_key_opens_the_choice(void **state)
{
    struct sample sample;
    struct scalar x;
    struct point mask;
    struct point block;

    (void)state;
    make_sample(&sample);
    scalar_from_u64(987654321, &x);
    point_mul(&x, &sample.ballot.vote.alpha, &mask);
    point_sub(&sample.ballot.vote.beta, &mask, &block);
    assert_true(point_is_equal(&block, &sample.plan.block));
}

static void test_fields_stand_where_the_layout_says(void **state)
{
    struct sample sample;

    (void)state;
    make_sample(&sample);
    assert_memory_equal(sample.bytes, "GB1B", 4);
    assert_memory_equal(sample.bytes + 4, sample.plan.eid.bytes, 32);
    assert_memory_equal(sample.bytes + 36, "\0\2\0\0\x30\x39\1", 7);
    assert_memory_equal(sample.bytes + 43, sample.ballot.credential.bytes, 32);
    assert_memory_equal(sample.bytes + 75, sample.ballot.vote.alpha.bytes, 32);
    assert_memory_equal(sample.bytes + 107, sample.ballot.vote.beta.bytes, 32);
    assert_memory_equal(sample.bytes + 139, sample.ballot.proof.commitment.bytes, 32);
    assert_memory_equal(sample.bytes + 171, sample.ballot.proof.response.bytes, 32);
    assert_memory_equal(sample.bytes + 203, sample.ballot.signature.bytes, 64);
}

static void test_another_length_or_another_front_is_malformed(void **state)
{
    struct sample sample;
    struct ballot ballot = {.cid = 99};
    uint8_t longer[BALLOT_SIZE + 1] = {0};

    (void)state;
    make_sample(&sample);
    memcpy(longer, sample.bytes, BALLOT_SIZE);
    assert_int_equal(ballot_parse(SPAN(longer), &ballot), BALLOT_MALFORMED);
    assert_int_equal(ballot_parse(span_of(longer, BALLOT_SIZE - 1), &ballot),
                     BALLOT_MALFORMED);
    assert_int_equal(ballot_parse(span_of(NULL, 0), &ballot), BALLOT_MALFORMED);
    longer[3] = 'R';
    assert_int_equal(ballot_parse(span_of(longer, BALLOT_SIZE), &ballot),
                     BALLOT_MALFORMED);
    assert_int_equal(ballot.cid, 99);
}

static int verdict_on(struct span bytes, const struct point *election_key)
{
    struct ballot ballot;
    int r;

    r = ballot_parse(bytes, &ballot);
    if (r != 0) {
        return r;
    }
    return ballot_check(&ballot, election_key);
}

static void test_a_ballot_with_any_bit_changed_is_refused(void **state)
{
    struct sample sample;
    size_t bit;

    (void)state;
    make_sample(&sample);
    for (bit = 0; bit < (size_t)8 * BALLOT_SIZE; bit++) {
        sample.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_true(verdict_on(SPAN(sample.bytes), &sample.plan.election_key) > 0);
        sample.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    assert_int_equal(verdict_on(SPAN(sample.bytes), &sample.plan.election_key), 0);
}

/* Signed anew after the change, so that only decoding and proof stand in the way. */
static int verdict_signed(struct sample *sample, const struct ballot *changed)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct ballot ballot = *changed;
    uint8_t bytes[BALLOT_SIZE];

    assert_int_equal(credential_new(&token, &sample->plan.eid, &secret), 0);
    ballot_write(&ballot, bytes);
    sign_ballot(secret, span_of(bytes, BALLOT_HEAD_SIZE), &ballot.signature);
    assert_int_equal(ballot_check_signature(&ballot), 0);
    return ballot_check(&ballot, &sample->plan.election_key);
}

static void test_encodings_that_are_not_canonical_are_refused(void **state)
{
    static const uint8_t order[SCALAR_SIZE] = {
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
        0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
        0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
    struct sample sample;
    struct ballot ballot;

    (void)state;
    make_sample(&sample);
    ballot = sample.ballot;
    ballot.vote.alpha = point_identity;
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
    ballot = sample.ballot;
    ballot.proof.commitment = point_identity;
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
    ballot = sample.ballot;
    ballot.vote.alpha.bytes[0] ^= 1;
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
    ballot = sample.ballot;
    ballot.vote.beta.bytes[0] ^= 1;
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
    ballot = sample.ballot;
    ballot.proof.commitment.bytes[31] |= 0x80;
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
    /* s + L says the same as s. */
    ballot = sample.ballot;
    sodium_add(ballot.proof.response.bytes, order, SCALAR_SIZE);
    assert_int_equal(verdict_signed(&sample, &ballot), BALLOT_ENCODING);
}

static void test_a_vote_copied_from_another_ballot_fails_its_proof(void **state)
{
    struct sample victim;
    struct sample thief;
    struct ballot ballot;

    (void)state;
    make_sample(&victim);
    make_sample(&thief);
    thief.plan.number = 54321;
    ballot = victim.ballot;
    ballot.number = thief.plan.number;
    assert_int_equal(verdict_signed(&thief, &ballot), BALLOT_PROOF);
    ballot = thief.ballot;
    ballot.vote = victim.ballot.vote;
    assert_int_equal(verdict_signed(&thief, &ballot), BALLOT_PROOF);
    /* Shifted by a known amount: related, and unproved. */
    ballot = victim.ballot;
    point_add(&ballot.vote.alpha, &point_base, &ballot.vote.alpha);
    point_add(&ballot.vote.beta, &victim.plan.election_key, &ballot.vote.beta);
    assert_int_equal(verdict_signed(&thief, &ballot), BALLOT_PROOF);
}

static void test_a_ballot_for_another_election_key_fails_its_proof(void **state)
{
    struct sample sample;

    (void)state;
    make_sample(&sample);
    assert_int_equal(ballot_check(&sample.ballot, &point_base), BALLOT_PROOF);
}

static void test_a_credential_of_small_order_is_refused(void **state)
{
    struct sample sample;
    struct ballot ballot;

    (void)state;
    make_sample(&sample);
    ballot = sample.ballot;
    memset(&ballot.credential, 0, sizeof(ballot.credential));
    memset(&ballot.signature, 0, sizeof(ballot.signature));
    assert_int_equal(ballot_check_signature(&ballot), BALLOT_SIGNATURE);
    ballot.credential.bytes[0] = 1;
    ballot.signature.bytes[0] = 1;
    assert_int_equal(ballot_check_signature(&ballot), BALLOT_SIGNATURE);
}

enum {
    MANY = 180,
};

/* Whatever is wrong with some, the others are judged as if they stood alone. */
static void test_many_ballots_are_judged_as_each_would_be(void **state)
{
    static struct ballot ballots[MANY];
    static int results[MANY];
    struct sample sample;
    size_t i;

    (void)state;
    make_sample(&sample);
    for (i = 0; i < MANY; i++) {
        uint8_t bytes[BALLOT_SIZE];

        memcpy(bytes, sample.bytes, sizeof(bytes));
        if (i % 3 != 0) {
            bytes[4 + (i * 37) % (BALLOT_SIZE - 4)] ^= (uint8_t)(1U << i % 8);
        }
        assert_int_equal(ballot_parse(SPAN(bytes), &ballots[i]), 0);
        results[i] = -100;
    }
    assert_int_equal(
        ballot_check_all(ballots, MANY, &sample.plan.election_key, results), 0);
    for (i = 0; i < MANY; i++) {
        assert_int_equal(results[i],
                         ballot_check(&ballots[i], &sample.plan.election_key));
    }
    assert_int_equal(ballot_check_all(ballots, 0, &sample.plan.election_key, NULL), 0);
}

/* Two wrong answers whose errors are each other's negative, both rightly signed. */
static void test_errors_that_cancel_each_other_are_both_found(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct ballot ballots[3];
    struct sample sample;
    struct scalar one;
    int results[3];
    size_t i;

    (void)state;
    make_sample(&sample);
    assert_int_equal(credential_new(&token, &sample.plan.eid, &secret), 0);
    scalar_from_u64(1, &one);
    for (i = 0; i < 3; i++) {
        struct scalar *response = &ballots[i].proof.response;
        uint8_t bytes[BALLOT_SIZE];

        ballots[i] = sample.ballot;
        if (i == 0) {
            scalar_add(response, &one, response);
        } else if (i == 1) {
            scalar_sub(response, &one, response);
        }
        ballot_write(&ballots[i], bytes);
        sign_ballot(secret, span_of(bytes, BALLOT_HEAD_SIZE), &ballots[i].signature);
    }
    assert_int_equal(ballot_check_all(ballots, 3, &sample.plan.election_key, results),
                     0);
    assert_int_equal(results[0], BALLOT_PROOF);
    assert_int_equal(results[1], BALLOT_PROOF);
    assert_int_equal(results[2], 0);
}

static void test_two_ballots_for_one_choice_have_nothing_in_common(void **state)
{
    struct sample a;
    struct sample b;

    (void)state;
    make_sample(&a);
    make_sample(&b);
    assert_false(point_is_equal(&a.ballot.vote.alpha, &b.ballot.vote.alpha));
    assert_false(point_is_equal(&a.ballot.vote.beta, &b.ballot.vote.beta));
    assert_false(
        point_is_equal(&a.ballot.proof.commitment, &b.ballot.proof.commitment));
}

/* Fresh bytes that repeat, say from a broken generator, do not repeat r for another
 * choice or number. */
static void test_repeated_randomness_does_not_repeat_secret_scalars(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    const struct nonce fresh = {{7}};
    struct sample sample;
    struct ballot a;
    struct ballot b;

    (void)state;
    make_sample(&sample);
    assert_int_equal(credential_new(&token, &sample.plan.eid, &secret), 0);
    ballot_make_from(&sample.plan, secret, &fresh, &a);
    ballot_make_from(&sample.plan, secret, &fresh, &b);
    assert_memory_equal(a.signature.bytes, b.signature.bytes, SIGNATURE_SIZE);
    sample.plan.block = point_base;
    ballot_make_from(&sample.plan, secret, &fresh, &b);
    assert_false(point_is_equal(&a.vote.alpha, &b.vote.alpha));
    assert_false(point_is_equal(&a.proof.commitment, &b.proof.commitment));
}

static void test_the_code_is_that_of_the_head(void **state)
{
    struct sample sample;
    struct code code;
    struct code expected;

    (void)state;
    make_sample(&sample);
    ballot_code(&sample.ballot, &code);
    code_of_head(span_of(sample.bytes, BALLOT_HEAD_SIZE), &expected);
    assert_memory_equal(code.bytes, expected.bytes, CODE_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_ballot_passes_all_checks),
        cmocka_unit_test(test_the_key_opens_the_choice),
        cmocka_unit_test(test_fields_stand_where_the_layout_says),
        cmocka_unit_test(test_another_length_or_another_front_is_malformed),
        cmocka_unit_test(test_a_ballot_with_any_bit_changed_is_refused),
        cmocka_unit_test(test_encodings_that_are_not_canonical_are_refused),
        cmocka_unit_test(test_a_vote_copied_from_another_ballot_fails_its_proof),
        cmocka_unit_test(test_a_ballot_for_another_election_key_fails_its_proof),
        cmocka_unit_test(test_a_credential_of_small_order_is_refused),
        cmocka_unit_test(test_many_ballots_are_judged_as_each_would_be),
        cmocka_unit_test(test_errors_that_cancel_each_other_are_both_found),
        cmocka_unit_test(test_two_ballots_for_one_choice_have_nothing_in_common),
        cmocka_unit_test(test_repeated_randomness_does_not_repeat_secret_scalars),
        cmocka_unit_test(test_the_code_is_that_of_the_head),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
