// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/credential.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"

static const struct token token = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

/* Computed with another implementation of HKDF and Ed25519. */
static void test_the_key_is_what_others_derive(void **state)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct sign_seed seed;
    struct sign_key key;
    struct eid eid;
    char text[2 * SIGN_KEY_SIZE + 1];

    (void)state;
    memset(eid.bytes, 0x5a, sizeof(eid.bytes));
    credential_key(&token, &eid, &key);
    hex_encode(SPAN(key.bytes), text);
    assert_string_equal(
        text, "3255928ca91b8bc8fec390c31e63d6ffbff85dbadf1ef64d5da88e6c9053d34b");
    assert_int_equal(credential_new(&token, &eid, &secret), 0);
    assert_memory_equal(sign_secret_key(secret)->bytes, key.bytes, SIGN_KEY_SIZE);
    sign_secret_seed(secret, &seed);
    hex_encode(SPAN(seed.bytes), text);
    assert_string_equal(
        text, "89b483019d182dde9990051853bd8ea000c85070fee846cb34b119307b688d2a");
}

static void test_another_election_or_token_gives_another_key(void **state)
{
    struct token other = token;
    struct eid eid = {{1}};
    struct sign_key a;
    struct sign_key b;

    (void)state;
    credential_key(&token, &eid, &a);
    other.bytes[14] ^= 1;
    credential_key(&other, &eid, &b);
    assert_memory_not_equal(a.bytes, b.bytes, SIGN_KEY_SIZE);
    eid.bytes[31] ^= 1;
    credential_key(&token, &eid, &b);
    assert_memory_not_equal(a.bytes, b.bytes, SIGN_KEY_SIZE);
    assert_int_equal(sign_key_decode(SPAN(b.bytes), &a), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_key_is_what_others_derive),
        cmocka_unit_test(test_another_election_or_token_gives_another_key),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
