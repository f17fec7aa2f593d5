// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"

static void assert_hex(struct span bytes, const char *hex)
{
    char text[2 * WIDE_SIZE + 1];

    assert_true(bytes.size <= WIDE_SIZE);
    hex_encode(bytes, text);
    assert_string_equal(text, hex);
}

static void test_sha256_is_that_of_the_standard(void **state)
{
    struct digest digest;

    (void)state;
    hash_sha256(span_of_text("abc"), &digest);
    assert_hex(SPAN(digest.bytes),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_sha256(span_of(NULL, 0), &digest);
    assert_hex(SPAN(digest.bytes),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_the_quick_hash_is_blake2b(void **state)
{
    struct digest digest;

    (void)state;
    hash_quick(span_of_text("abc"), &digest);
    assert_hex(SPAN(digest.bytes),
               "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256_is_that_of_the_standard),
        cmocka_unit_test(test_the_quick_hash_is_blake2b),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
