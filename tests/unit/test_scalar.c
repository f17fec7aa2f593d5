// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/scalar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/log.h"
#include "seal/group.h"
#include "seal/hash.h"

static struct scalar scalar_of_hex(const char *hex)
{
    struct scalar scalar;

    assert_int_equal(hex_decode(span_of_text(hex), scalar.bytes, SCALAR_SIZE), 0);
    return scalar;
}

static struct scalar small(uint64_t value)
{
    struct scalar scalar;

    scalar_from_u64(value, &scalar);
    return scalar;
}

static struct scalar any_scalar(uint32_t index)
{
    struct scalar scalar;

    group_nonce("test", span_of(NULL, 0), span_of(NULL, 0), index, &scalar);
    return scalar;
}

/* L - 1, L, L + 1, 2^253, 2^255 - 1, 2^256 - 1. */
static void test_scalars_from_the_order_on_are_refused(void **state)
{
    static const struct {
        const char *hex;
        int verdict;
    } cases[] = {
        {"0000000000000000000000000000000000000000000000000000000000000000", 0},
        {"ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", 0},
        {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f", 0},
        {"edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
         SCALAR_RANGE},
        {"eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
         SCALAR_RANGE},
        {"00d4f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
         SCALAR_RANGE},
        {"0000000000000000000000000000000000000000000000000000000000000020",
         SCALAR_RANGE},
        {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
         SCALAR_RANGE},
        {"0000000000000000000000000000000000000000000000000000000000000080",
         SCALAR_RANGE},
        {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
         SCALAR_RANGE},
    };
    struct scalar bytes;
    struct scalar out;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        bytes = scalar_of_hex(cases[i].hex);
        assert_int_equal(scalar_decode(SPAN(bytes.bytes), &out), cases[i].verdict);
    }
    assert_int_equal(scalar_decode(span_of(bytes.bytes, 31), &out), SCALAR_MALFORMED);
    assert_int_equal(scalar_decode(span_of(NULL, 0), &out), SCALAR_MALFORMED);
}

static void test_scalars_form_a_field(void **state)
{
    struct scalar one = small(1);
    struct scalar a = any_scalar(1);
    struct scalar b = any_scalar(2);
    struct scalar x;
    struct scalar y;
    struct scalar z;

    (void)state;
    /* (a + b)·a - a·a = a·b */
    scalar_add(&a, &b, &x);
    scalar_mul(&x, &a, &x);
    scalar_mul(&a, &a, &y);
    scalar_sub(&x, &y, &x);
    scalar_mul(&a, &b, &z);
    assert_memory_equal(x.bytes, z.bytes, SCALAR_SIZE);
    assert_int_equal(scalar_invert(&a, &x), 0);
    scalar_mul(&a, &x, &x);
    assert_memory_equal(x.bytes, one.bytes, SCALAR_SIZE);
    assert_int_equal(scalar_decode(SPAN(z.bytes), &x), 0);
}

static void test_zero_has_no_inverse(void **state)
{
    struct scalar zero = small(0);
    struct scalar out = small(9);
    struct scalar kept = out;

    (void)state;
    log_silence();
    assert_int_equal(scalar_invert(&zero, &out), FAULT_BUG);
    assert_memory_equal(out.bytes, kept.bytes, SCALAR_SIZE);
}

static void test_numbers_become_scalars(void **state)
{
    struct scalar scalar = small(0x0102030405060708ULL);

    (void)state;
    assert_memory_equal(scalar.bytes, "\x08\x07\x06\x05\x04\x03\x02\x01\0", 9);
    assert_false(scalar_is_zero(&scalar));
    scalar = small(0);
    assert_true(scalar_is_zero(&scalar));
}

static void test_a_wide_hash_is_reduced_little_endian(void **state)
{
    struct wide wide = {{0}};
    struct scalar scalar;
    struct scalar one = small(1);

    (void)state;
    wide.bytes[0] = 0xee; /* L + 1 */
    memcpy(&wide.bytes[1],
           "\xd3\xf5\x5c\x1a\x63\x12\x58\xd6\x9c\xf7\xa2\xde\xf9\xde\x14",
           15);
    wide.bytes[31] = 0x10;
    scalar_from_wide(&wide, &scalar);
    assert_memory_equal(scalar.bytes, one.bytes, SCALAR_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scalars_from_the_order_on_are_refused),
        cmocka_unit_test(test_scalars_form_a_field),
        cmocka_unit_test(test_zero_has_no_inverse),
        cmocka_unit_test(test_numbers_become_scalars),
        cmocka_unit_test(test_a_wide_hash_is_reduced_little_endian),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
