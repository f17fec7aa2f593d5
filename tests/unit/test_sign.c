// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/hex.h"
#include "seal/hash.h"

/* A point of order 8; small multiples of it are all the points of small order. */
static const char order_8[] =
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";

static void read_hex(const char *hex, uint8_t *out, size_t size)
{
    assert_int_equal(hex_decode(span_of_text(hex), out, size), 0);
}

static struct sign_secret *make_secret(uint8_t byte)
{
    struct sign_seed seed;
    struct sign_secret *secret = NULL;

    memset(seed.bytes, byte, sizeof(seed.bytes));
    assert_int_equal(sign_secret_from_seed(&seed, &secret), 0);
    return secret;
}

/* RFC 8032, 7.1, test 3: the bytes signed as they are. */
static void test_a_note_is_signed_as_the_rfc_signs(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct sign_seed seed;
    struct sign_key key;
    struct signature signature;
    struct signature expected;

    (void)state;
    read_hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
             seed.bytes,
             SIGN_SEED_SIZE);
    read_hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
             key.bytes,
             SIGN_KEY_SIZE);
    read_hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
             "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
             expected.bytes,
             SIGNATURE_SIZE);
    assert_int_equal(sign_secret_from_seed(&seed, &secret), 0);
    assert_memory_equal(sign_secret_key(secret)->bytes, key.bytes, SIGN_KEY_SIZE);
    sign_note(secret, span_of("\xaf\x82", 2), &signature);
    assert_memory_equal(signature.bytes, expected.bytes, SIGNATURE_SIZE);
    assert_int_equal(sign_note_check(&key, span_of("\xaf\x82", 2), &signature), 0);
    assert_int_equal(sign_note_check(&key, span_of("\xaf\x83", 2), &signature),
                     SIGN_WRONG);
}

static void test_a_secret_is_restored_from_its_seed(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *a = NULL;
    CLEANUP(sign_secret_freep) struct sign_secret *b = NULL;
    CLEANUP(sign_secret_freep) struct sign_secret *c = NULL;
    struct sign_seed seed;

    (void)state;
    assert_int_equal(sign_secret_new(&a), 0);
    assert_int_equal(sign_secret_new(&c), 0);
    sign_secret_seed(a, &seed);
    assert_int_equal(sign_secret_from_seed(&seed, &b), 0);
    assert_memory_equal(
        sign_secret_key(a)->bytes, sign_secret_key(b)->bytes, SIGN_KEY_SIZE);
    assert_memory_not_equal(
        sign_secret_key(a)->bytes, sign_secret_key(c)->bytes, SIGN_KEY_SIZE);
}

static void test_a_signature_serves_for_nothing_else(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    const struct sign_key *key = sign_secret_key(secret);
    struct eid eid = {{7}};
    struct sign_login login = {.eid = eid, .origin = "vote.example/r", .key = *key};
    struct span bytes = span_of_text("the very same bytes");
    struct signature by_ballot;
    struct signature by_entry;
    struct signature by_login;
    struct signature by_note;
    struct signature by_packets;

    (void)state;
    sign_packets(secret, &eid, bytes, &by_packets);
    assert_int_equal(sign_packets_check(key, &eid, bytes, &by_packets), 0);
    assert_int_equal(sign_entry_check(key, 6, &eid, bytes, &by_packets), SIGN_WRONG);
    eid.bytes[0]++;
    assert_int_equal(sign_packets_check(key, &eid, bytes, &by_packets), SIGN_WRONG);
    eid.bytes[0]--;
    sign_ballot(secret, bytes, &by_ballot);
    sign_entry(secret, 6, &eid, bytes, &by_entry);
    sign_console(secret, &login, &by_login);
    sign_note(secret, bytes, &by_note);

    assert_int_equal(sign_ballot_check(key, bytes, &by_ballot), 0);
    assert_int_equal(sign_entry_check(key, 6, &eid, bytes, &by_entry), 0);
    assert_int_equal(sign_console_check(&login, &by_login), 0);
    assert_int_equal(sign_note_check(key, bytes, &by_note), 0);

    assert_int_equal(sign_ballot_check(key, bytes, &by_entry), SIGN_WRONG);
    assert_int_equal(sign_ballot_check(key, bytes, &by_note), SIGN_WRONG);
    assert_int_equal(sign_entry_check(key, 6, &eid, bytes, &by_ballot), SIGN_WRONG);
    assert_int_equal(sign_entry_check(key, 6, &eid, bytes, &by_note), SIGN_WRONG);
    assert_int_equal(sign_note_check(key, bytes, &by_ballot), SIGN_WRONG);
    assert_int_equal(sign_console_check(&login, &by_note), SIGN_WRONG);
}

static void test_each_part_of_an_entry_is_signed(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    CLEANUP(sign_secret_freep) struct sign_secret *other = make_secret(2);
    const struct sign_key *key = sign_secret_key(secret);
    struct eid eid = {{7}};
    struct eid another = {{8}};
    struct signature signature;

    (void)state;
    sign_entry(secret, 2, &eid, span_of_text("{}"), &signature);
    assert_int_equal(sign_entry_check(key, 2, &eid, span_of_text("{}"), &signature), 0);
    assert_int_equal(sign_entry_check(key, 3, &eid, span_of_text("{}"), &signature),
                     SIGN_WRONG);
    assert_int_equal(sign_entry_check(key, 2, &another, span_of_text("{}"), &signature),
                     SIGN_WRONG);
    assert_int_equal(sign_entry_check(key, 2, &eid, span_of_text("{ }"), &signature),
                     SIGN_WRONG);
    assert_int_equal(
        sign_entry_check(
            sign_secret_key(other), 2, &eid, span_of_text("{}"), &signature),
        SIGN_WRONG);
}

static void test_each_part_of_a_login_is_signed(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    CLEANUP(sign_secret_freep) struct sign_secret *other = make_secret(2);
    const struct sign_login login = {
        .eid = {{7}}, .origin = "vote.example/r", .key = *sign_secret_key(secret)};
    struct sign_login changed = login;
    struct signature signature;

    (void)state;
    sign_console(secret, &login, &signature);
    assert_int_equal(sign_console_check(&login, &signature), 0);
    changed.eid.bytes[31] = 1;
    assert_int_equal(sign_console_check(&changed, &signature), SIGN_WRONG);
    changed = login;
    changed.origin = "vote.example/s";
    assert_int_equal(sign_console_check(&changed, &signature), SIGN_WRONG);
    changed = login;
    changed.challenge.bytes[0] = 1;
    assert_int_equal(sign_console_check(&changed, &signature), SIGN_WRONG);
    changed = login;
    changed.key = *sign_secret_key(other);
    assert_int_equal(sign_console_check(&changed, &signature), SIGN_WRONG);
}

static void test_a_signature_with_any_bit_changed_is_wrong(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    struct span head = span_of_text("head");
    struct signature signature;
    struct signature changed;
    size_t bit;

    (void)state;
    sign_ballot(secret, head, &signature);
    for (bit = 0; bit < (size_t)8 * SIGNATURE_SIZE; bit++) {
        changed = signature;
        changed.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_int_equal(sign_ballot_check(sign_secret_key(secret), head, &changed),
                         SIGN_WRONG);
    }
}

/* S and S + L satisfy the same equation. */
static void test_s_from_the_order_on_is_wrong(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    uint8_t order[SCALAR_SIZE];
    struct signature signature;

    (void)state;
    read_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
             order,
             SCALAR_SIZE);
    sign_note(secret, span_of_text("text\n"), &signature);
    sodium_add(signature.bytes + 32, order, SCALAR_SIZE);
    assert_int_equal(
        sign_note_check(sign_secret_key(secret), span_of_text("text\n"), &signature),
        SIGN_WRONG);
}

/* Multiplies the point of order 8: 0 gives the identity. */
static void small_point(unsigned factor, uint8_t out[SIGN_KEY_SIZE])
{
    uint8_t step[SIGN_KEY_SIZE];

    memset(out, 0, SIGN_KEY_SIZE);
    out[0] = 1;
    read_hex(order_8, step, sizeof(step));
    while (factor > 0) {
        factor--;
        assert_int_equal(crypto_core_ed25519_add(out, out, step), 0);
    }
}

static void test_keys_of_small_order_are_refused(void **state)
{
    uint8_t bytes[SIGN_KEY_SIZE];
    struct sign_key key = {{9}};
    struct signature signature = {{0}};
    unsigned i;

    (void)state;
    for (i = 0; i < 8; i++) {
        small_point(i, bytes);
        assert_int_equal(sign_key_decode(SPAN(bytes), &key), SIGN_SMALL);
    }
    /* x = 0 with the sign of x set: the same two points, written wrongly. */
    small_point(0, bytes);
    bytes[31] |= 0x80;
    assert_int_equal(sign_key_decode(SPAN(bytes), &key), SIGN_SMALL);
    small_point(4, bytes);
    bytes[31] |= 0x80;
    assert_int_equal(sign_key_decode(SPAN(bytes), &key), SIGN_SMALL);
    assert_int_equal(key.bytes[0], 9);

    /* A = R = identity, S = 0 satisfies the equation for every message. */
    small_point(0, key.bytes);
    signature.bytes[0] = 1;
    assert_int_equal(sign_note_check(&key, span_of_text("text\n"), &signature),
                     SIGN_WRONG);
}

static void test_keys_not_canonical_or_not_on_the_curve_are_refused(void **state)
{
    static const char *const bad[] = {
        /* p, p + 1, p + 3, 2^255 - 1, 2^256 - 1 */
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        /* y = 2 and y = 7 have no x */
        "0200000000000000000000000000000000000000000000000000000000000000",
        "0700000000000000000000000000000000000000000000000000000000000000",
    };
    uint8_t bytes[SIGN_KEY_SIZE];
    struct sign_key key;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        read_hex(bad[i], bytes, sizeof(bytes));
        assert_int_equal(sign_key_decode(SPAN(bytes), &key), SIGN_MALFORMED);
    }
    assert_int_equal(sign_key_decode(span_of(bytes, 31), &key), SIGN_MALFORMED);
    assert_int_equal(sign_key_decode(span_of(NULL, 0), &key), SIGN_MALFORMED);
}

/* A key plus a point of small order is a key of its own: the protocol lets it be. */
static void test_good_keys_are_decoded(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = make_secret(1);
    struct sign_key key;
    struct sign_key mixed;
    uint8_t small[SIGN_KEY_SIZE];

    (void)state;
    assert_int_equal(sign_key_decode(SPAN(sign_secret_key(secret)->bytes), &key), 0);
    assert_memory_equal(key.bytes, sign_secret_key(secret)->bytes, SIGN_KEY_SIZE);
    small_point(1, small);
    assert_int_equal(crypto_core_ed25519_add(mixed.bytes, key.bytes, small), 0);
    assert_int_equal(sign_key_decode(SPAN(mixed.bytes), &key), 0);
}

/* A signature made by hand: public key a·B + A', R = r·B + R' for small A' and R'. */
struct forgery {
    struct sign_key key;
    struct signature signature;
};

static void
forge(unsigned small_key, unsigned small_r, struct span text, struct forgery *out)
{
    uint8_t wide[64] = {3};
    uint8_t a[32] = {5};
    uint8_t r[32] = {6};
    uint8_t k[32];
    uint8_t small[32];
    crypto_hash_sha512_state state;

    (void)crypto_scalarmult_ed25519_base_noclamp(out->key.bytes, a);
    small_point(small_key, small);
    (void)crypto_core_ed25519_add(out->key.bytes, out->key.bytes, small);
    (void)crypto_scalarmult_ed25519_base_noclamp(out->signature.bytes, r);
    small_point(small_r, small);
    (void)crypto_core_ed25519_add(out->signature.bytes, out->signature.bytes, small);
    (void)crypto_hash_sha512_init(&state);
    (void)crypto_hash_sha512_update(&state, out->signature.bytes, 32);
    (void)crypto_hash_sha512_update(&state, out->key.bytes, 32);
    (void)crypto_hash_sha512_update(&state, text.data, text.size);
    (void)crypto_hash_sha512_final(&state, wide);
    crypto_core_ed25519_scalar_reduce(k, wide);
    crypto_core_ed25519_scalar_mul(k, k, a);
    crypto_core_ed25519_scalar_add(out->signature.bytes + 32, k, r);
}

/*
 * With the cofactor all of these would be right; without it those whose small parts
 * cancel. A library that counts the cofactor fails here.
 */
static void test_signatures_of_mixed_order_are_judged_without_cofactor(void **state)
{
    struct forgery forgery;
    struct span text;
    unsigned right = 0;
    uint8_t i;

    (void)state;
    text = span_of_text("text\n");
    forge(0, 0, text, &forgery);
    assert_int_equal(sign_note_check(&forgery.key, text, &forgery.signature), 0);
    forge(0, 1, text, &forgery);
    assert_int_equal(sign_note_check(&forgery.key, text, &forgery.signature),
                     SIGN_WRONG);
    for (i = 0; i < 64; i++) {
        text = span_of(&i, sizeof(i));
        forge(1, 0, text, &forgery);
        right += sign_note_check(&forgery.key, text, &forgery.signature) == 0;
    }
    /* k is a multiple of 8 once in eight messages. */
    assert_in_range(right, 1, 24);
}

/* The secret scalar known, R of small order satisfies the equation: S = k·a. */
static void test_r_of_small_order_is_wrong(void **state)
{
    uint8_t wide[64];
    uint8_t a[32] = {5};
    uint8_t k[32];
    struct sign_key key;
    struct signature signature;
    crypto_hash_sha512_state hash;

    (void)state;
    (void)crypto_scalarmult_ed25519_base_noclamp(key.bytes, a);
    small_point(0, signature.bytes);
    (void)crypto_hash_sha512_init(&hash);
    (void)crypto_hash_sha512_update(&hash, signature.bytes, 32);
    (void)crypto_hash_sha512_update(&hash, key.bytes, 32);
    (void)crypto_hash_sha512_update(&hash, (const unsigned char *)"text\n", 5);
    (void)crypto_hash_sha512_final(&hash, wide);
    crypto_core_ed25519_scalar_reduce(k, wide);
    crypto_core_ed25519_scalar_mul(signature.bytes + 32, k, a);
    assert_int_equal(sign_note_check(&key, span_of_text("text\n"), &signature),
                     SIGN_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_note_is_signed_as_the_rfc_signs),
        cmocka_unit_test(test_a_secret_is_restored_from_its_seed),
        cmocka_unit_test(test_a_signature_serves_for_nothing_else),
        cmocka_unit_test(test_each_part_of_an_entry_is_signed),
        cmocka_unit_test(test_each_part_of_a_login_is_signed),
        cmocka_unit_test(test_a_signature_with_any_bit_changed_is_wrong),
        cmocka_unit_test(test_s_from_the_order_on_is_wrong),
        cmocka_unit_test(test_keys_of_small_order_are_refused),
        cmocka_unit_test(test_keys_not_canonical_or_not_on_the_curve_are_refused),
        cmocka_unit_test(test_good_keys_are_decoded),
        cmocka_unit_test(test_signatures_of_mixed_order_are_judged_without_cofactor),
        cmocka_unit_test(test_r_of_small_order_is_wrong),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
