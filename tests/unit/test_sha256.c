// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"

static void assert_hex(struct span bytes, const char *hex)
{
    char text[2 * WIDE_SIZE + 1];

    assert_true(bytes.size <= WIDE_SIZE);
    hex_encode(bytes, text);
    assert_string_equal(text, hex);
}

static void test_bytes_in_pieces_hash_as_one(void **state)
{
    struct sha256 sha256;
    struct digest digest;

    (void)state;
    sha256_begin(&sha256);
    sha256_add(&sha256, span_of_text("a"));
    sha256_add(&sha256, span_of(NULL, 0));
    sha256_add(&sha256, span_of_text("bc"));
    sha256_end(&sha256, &digest);
    assert_hex(SPAN(digest.bytes),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_in_pieces_hash_as_one),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
