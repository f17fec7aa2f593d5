// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/cocktail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"

enum {
    PEOPLE = 4,
    ENOUGH = 3,
};

static struct cocktail cocktail;
static struct scalar secrets[PEOPLE];
static struct cocktail_message messages[PEOPLE];

static int prepare(void **state)
{
    uint32_t i;

    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    memset(&cocktail, 0, sizeof(cocktail));
    cocktail.n = PEOPLE;
    cocktail.t = ENOUGH;
    for (i = 0; i < PEOPLE; i++) {
        group_nonce("pok", span_of_text("test"), span_of_text("dkg"), i, &secrets[i]);
        point_mul_base(&secrets[i], &cocktail.statics[i]);
    }
    if (cocktail_begin(&cocktail, span_of_text("session")) != 0) {
        return -1;
    }
    for (i = 0; i < PEOPLE; i++) {
        if (cocktail_make(&cocktail, i + 1, &secrets[i], &messages[i]) != 0) {
            return -1;
        }
    }
    return 0;
}

static void test_every_participant_gets_the_share_of_the_public_share_key(void **state)
{
    struct scalar x;
    struct point own;
    struct point key;
    unsigned culprit = 0;
    unsigned i;

    (void)state;
    for (i = 0; i < PEOPLE; i++) {
        const struct cocktail_owner owner = {i + 1, &secrets[i]};

        assert_int_equal(cocktail_check(&cocktail, &messages[i]), 0);
        assert_int_equal(cocktail_open(&cocktail, &owner, messages, &culprit, &x), 0);
        point_mul_base(&x, &own);
        cocktail_share_key(&cocktail, messages, i + 1, &key);
        assert_true(point_is_equal(&own, &key));
    }
}

static void test_a_setup_out_of_range_or_with_a_key_twice_is_refused(void **state)
{
    const unsigned sizes[][2] = {{0, 0}, {3, 0}, {3, 4}, {TRUSTEES_MAX + 1, 2}};
    struct cocktail other = cocktail;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(sizes); i++) {
        other.n = sizes[i][0];
        other.t = sizes[i][1];
        assert_int_equal(cocktail_begin(&other, span_of_text("s")), COCKTAIL_SETUP);
    }
    other = cocktail;
    other.statics[0] = other.statics[2];
    assert_int_equal(cocktail_begin(&other, span_of_text("s")), COCKTAIL_SETUP);
    other = cocktail;
    other.statics[3] = point_identity;
    assert_int_equal(cocktail_begin(&other, span_of_text("s")), COCKTAIL_SETUP);
}

static void test_no_byte_of_a_message_can_be_changed_unseen(void **state)
{
    struct buf bytes;
    struct cocktail_message list[PEOPLE];
    struct scalar x;
    size_t sealed = ENOUGH * 32 + 64 + 32;
    size_t i;

    (void)state;
    memcpy(list, messages, sizeof(list));
    buf_init(&bytes, 10000);
    cocktail_write(&cocktail, &messages[1], &bytes);
    assert_int_equal(bytes.size, cocktail_message_size(&cocktail));
    for (i = 0; i < bytes.size; i++) {
        unsigned reader = i < sealed ? 1 : (unsigned)((i - sealed) / 56) + 1;
        const struct cocktail_owner owner = {reader, &secrets[reader - 1]};
        unsigned culprit = 0;
        int r;

        bytes.data[i] ^= 1;
        r = cocktail_read(&cocktail, buf_span(&bytes), &list[1]);
        if (r == 0) {
            r = cocktail_check(&cocktail, &list[1]);
        }
        if (r == 0) {
            r = cocktail_open(&cocktail, &owner, list, &culprit, &x);
            assert_int_equal(culprit, 2);
        }
        assert_true(r > 0);
        bytes.data[i] ^= 1;
    }
    buf_deinit(&bytes);
}

static void test_a_message_of_another_length_is_malformed(void **state)
{
    struct cocktail_message message;
    struct buf bytes;

    (void)state;
    buf_init(&bytes, 10000);
    cocktail_write(&cocktail, &messages[0], &bytes);
    assert_int_equal(
        cocktail_read(&cocktail, span_of(bytes.data, bytes.size - 1), &message),
        COCKTAIL_MALFORMED);
    buf_put_u8(&bytes, 0);
    assert_int_equal(cocktail_read(&cocktail, buf_span(&bytes), &message),
                     COCKTAIL_MALFORMED);
    buf_deinit(&bytes);
}

/* A dealer whose share lies outside the own polynomial is named. */
static void test_a_share_that_does_not_fit_its_commitment_is_refused(void **state)
{
    const struct cocktail_owner owner = {1, &secrets[0]};
    struct cocktail_message list[PEOPLE];
    struct scalar x;
    unsigned culprit = 0;

    (void)state;
    memcpy(list, messages, sizeof(list));
    point_add(&list[2].commitments[1], &point_base, &list[2].commitments[1]);
    assert_int_equal(cocktail_open(&cocktail, &owner, list, &culprit, &x),
                     COCKTAIL_SHARE);
    assert_int_equal(culprit, 3);
}

static void test_a_stranger_makes_and_opens_nothing(void **state)
{
    const struct cocktail_owner owner = {1, &secrets[1]};
    struct cocktail_message message;
    struct scalar x;
    unsigned culprit = 0;

    (void)state;
    assert_int_equal(cocktail_make(&cocktail, 1, &secrets[1], &message),
                     COCKTAIL_STRANGER);
    assert_int_equal(cocktail_make(&cocktail, 9, &secrets[1], &message),
                     COCKTAIL_STRANGER);
    assert_int_equal(cocktail_open(&cocktail, &owner, messages, &culprit, &x),
                     COCKTAIL_STRANGER);
}

static void test_a_signature_serves_one_key_and_one_transcript(void **state)
{
    struct cocktail_signature signature;
    const struct span text = span_of_text("transcript");

    (void)state;
    assert_int_equal(cocktail_sign(&secrets[0], text, &signature), 0);
    assert_int_equal(cocktail_verify(&cocktail.statics[0], text, &signature), 0);
    assert_int_equal(cocktail_verify(&cocktail.statics[1], text, &signature),
                     COCKTAIL_SIGNATURE);
    assert_int_equal(
        cocktail_verify(&cocktail.statics[0], span_of_text("another"), &signature),
        COCKTAIL_SIGNATURE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_participant_gets_the_share_of_the_public_share_key),
        cmocka_unit_test(test_a_setup_out_of_range_or_with_a_key_twice_is_refused),
        cmocka_unit_test(test_no_byte_of_a_message_can_be_changed_unseen),
        cmocka_unit_test(test_a_message_of_another_length_is_malformed),
        cmocka_unit_test(test_a_share_that_does_not_fit_its_commitment_is_refused),
        cmocka_unit_test(test_a_stranger_makes_and_opens_nothing),
        cmocka_unit_test(test_a_signature_serves_one_key_and_one_transcript),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
