// SPDX-License-Identifier: AGPL-3.0-or-later
#include "../../src/seal/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "oracle_terms.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    MOST = 700,
};

static struct scalar any_scalar(uint32_t index)
{
    struct scalar scalar;

    group_nonce("pok", span_of_text("test"), span_of_text("terms"), index, &scalar);
    return scalar;
}

/* Full ones, halves, and those at the edges of every digit. */
static struct scalar scalar_at(uint32_t index)
{
    struct scalar scalar = any_scalar(index);
    struct scalar one;

    scalar_from_u64(1, &one);
    switch (index % 8) {
    case 0:
        memset(scalar.bytes + 16, 0, 16);
        break;
    case 1:
        scalar_sub(&one, &one, &scalar);
        break;
    case 2:
        scalar_negate(&one, &scalar);
        break;
    case 3:
        memset(scalar.bytes, 0xff, 31);
        scalar.bytes[31] = 0x0f;
        break;
    case 4:
        memset(scalar.bytes, index & 8U ? 0x80 : 0x88, 31);
        scalar.bytes[31] = 0x08;
        break;
    default:
        break;
    }
    return scalar;
}

static void put(struct terms *terms, struct oracle_terms *oracle, uint32_t index)
{
    struct scalar scalar = scalar_at(index);
    struct scalar other = any_scalar(index);
    struct point point;

    point_mul_base(&other, &point);
    if (index % 50 == 49) {
        point = point_identity;
    }
    oracle_terms_add(oracle, scalar, &point);
    assert_int_equal(element_decode_beta(&point, terms_next(terms, &scalar)), 0);
}

static void test_a_sum_of_any_size_is_that_of_its_products(void **state)
{
    static const size_t counts[] = {0, 1, 2, 5, 6, 7, 20, 64, 65, 300, MOST};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(counts); i++) {
        struct oracle_terms oracle;
        struct terms terms;
        struct element sum;
        struct point expected;
        struct point found;
        uint32_t j;

        assert_int_equal(terms_init(&terms, MOST), 0);
        assert_int_equal(oracle_terms_init(&oracle, MOST), 0);
        for (j = 0; j < counts[i]; j++) {
            put(&terms, &oracle, j);
        }
        assert_int_equal(terms_sum(&terms, &sum), 0);
        element_encode(&sum, &found);
        oracle_terms_sum(&oracle, &expected);
        assert_memory_equal(&found, &expected, sizeof(found));
        terms_deinit(&terms);
        oracle_terms_deinit(&oracle);
    }
}

/* p − p, over and over: every bucket meets its opposite. */
static void test_what_cancels_is_the_identity(void **state)
{
    struct terms terms;
    struct element sum;
    uint32_t i;

    (void)state;
    assert_int_equal(terms_init(&terms, MOST), 0);
    for (i = 0; i < MOST / 2; i++) {
        struct scalar scalar = scalar_at(i % 16);

        *terms_next(&terms, &scalar) = element_base();
        scalar_negate(&scalar, &scalar);
        *terms_next(&terms, &scalar) = element_base();
    }
    assert_int_equal(terms_sum(&terms, &sum), 0);
    assert_true(element_is_identity(&sum));
    terms_deinit(&terms);
}

/* The later part before the earlier. */
static void test_parts_are_filled_in_any_order(void **state)
{
    struct oracle_terms oracle;
    struct terms terms;
    struct terms part;
    struct element sum;
    struct point expected;
    struct point found;
    uint32_t i;

    (void)state;
    assert_int_equal(terms_init(&terms, MOST), 0);
    assert_int_equal(oracle_terms_init(&oracle, MOST), 0);
    part = terms_part(&terms, 30, 40);
    for (i = 0; i < 40; i++) {
        put(&part, &oracle, i);
    }
    part = terms_part(&terms, 0, 30);
    for (i = 40; i < 70; i++) {
        put(&part, &oracle, i);
    }
    terms_filled(&terms, 70);
    assert_int_equal(terms_sum(&terms, &sum), 0);
    element_encode(&sum, &found);
    oracle_terms_sum(&oracle, &expected);
    assert_memory_equal(&found, &expected, sizeof(found));
    terms_deinit(&terms);
    oracle_terms_deinit(&oracle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sum_of_any_size_is_that_of_its_products),
        cmocka_unit_test(test_what_cancels_is_the_identity),
        cmocka_unit_test(test_parts_are_filled_in_any_order),
    };

    return seal_init() != 0 || cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
