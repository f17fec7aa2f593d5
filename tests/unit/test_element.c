// SPDX-License-Identifier: AGPL-3.0-or-later
/* libdecaf and libsodium are to be one group, bit for bit. */
#include "../../src/seal/element.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    ROUNDS = 200,
};

static struct scalar any_scalar(uint32_t index)
{
    struct scalar scalar;

    group_nonce("pok", span_of_text("test"), span_of_text("element"), index, &scalar);
    return scalar;
}

/* Zero, one, L − 1 and others. */
static struct scalar scalar_at(uint32_t index)
{
    struct scalar scalar;

    if (index > 2) {
        return any_scalar(index);
    }
    scalar_from_u64(index == 0 ? 0 : 1, &scalar);
    if (index == 2) {
        scalar_negate(&scalar, &scalar);
    }
    return scalar;
}

static struct point point_at(uint32_t index)
{
    struct scalar scalar = scalar_at(index);
    struct point point;

    point_mul_base(&scalar, &point);
    return point;
}

static struct element decoded(const struct point *point)
{
    struct element element;

    assert_int_equal(element_decode_beta(point, &element), 0);
    return element;
}

static void assert_same(const struct element *element, const struct point *point)
{
    struct point encoded;

    element_encode(element, &encoded);
    assert_memory_equal(&encoded, point, sizeof(encoded));
}

static void test_both_libraries_take_the_same_encodings(void **state)
{
    struct element element;
    struct point point;
    struct point out;
    uint32_t i;

    (void)state;
    for (i = 0; i < 100 * ROUNDS; i++) {
        struct scalar bytes = any_scalar(i);

        memcpy(point.bytes, bytes.bytes, sizeof(point.bytes));
        point.bytes[31] = (uint8_t)((unsigned)point.bytes[31] << 3 | (i & 7U));
        point.bytes[0] &= i % 3 == 0 ? 0xff : 0xfe;
        assert_int_equal(element_decode(&point, &element),
                         point_decode(SPAN(point), &out));
        assert_int_equal(element_decode_beta(&point, &element),
                         point_decode_beta(SPAN(point), &out));
    }
}

/* RFC 9496, A.3: not canonical, negative, not square, and the identity's other faces.
 */
static void test_near_encodings_of_a_point_are_refused_by_both(void **state)
{
    static const uint8_t prime[POINT_SIZE] = {
        0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    };
    struct element element;
    struct point point;
    struct point out;
    unsigned i;

    (void)state;
    memset(&point, 0, sizeof(point));
    assert_int_equal(element_decode(&point, &element), POINT_IDENTITY);
    assert_int_equal(element_decode_beta(&point, &element), 0);
    assert_true(element_is_identity(&element));
    for (i = 0; i < 256; i++) {
        memcpy(point.bytes, prime, sizeof(prime));
        point.bytes[0] = (uint8_t)i;
        assert_int_equal(element_decode_beta(&point, &element),
                         point_decode_beta(SPAN(point), &out));
        point.bytes[31] = 0xff;
        assert_int_equal(element_decode_beta(&point, &element), POINT_MALFORMED);
        memset(&point, 0, sizeof(point));
        point.bytes[0] = (uint8_t)i;
        assert_int_equal(element_decode_beta(&point, &element),
                         point_decode_beta(SPAN(point), &out));
        point.bytes[31] |= 0x80;
        assert_int_equal(element_decode_beta(&point, &element), POINT_MALFORMED);
    }
    memcpy(point.bytes, prime, sizeof(prime));
    assert_int_equal(element_decode_beta(&point, &element), POINT_MALFORMED);
}

static void test_sums_and_products_are_the_same(void **state)
{
    struct element_table *table = NULL;
    uint32_t i;

    (void)state;
    for (i = 0; i < ROUNDS; i++) {
        struct point points[2] = {point_at(i), point_at(ROUNDS - i)};
        struct element elements[2] = {decoded(&points[0]), decoded(&points[1])};
        struct scalar scalars[2] = {scalar_at(ROUNDS - i), scalar_at(i)};
        const struct element_product products[2] = {{&scalars[0], &elements[0]},
                                                    {&scalars[1], &elements[1]}};
        struct point expected[3];
        struct element element;

        point_add(&points[0], &points[1], &expected[0]);
        element_add(&elements[0], &elements[1], &element);
        assert_same(&element, &expected[0]);
        point_sub(&points[0], &points[1], &expected[0]);
        element_sub(&elements[0], &elements[1], &element);
        assert_same(&element, &expected[0]);
        point_mul(&scalars[0], &points[0], &expected[0]);
        element_mul(&scalars[0], &elements[0], &element);
        assert_same(&element, &expected[0]);
        assert_int_equal(element_table_new(&elements[0], &table), 0);
        element_table_mul(table, &scalars[0], &element);
        assert_same(&element, &expected[0]);
        element_table_free(table);
        point_mul(&scalars[1], &points[1], &expected[1]);
        point_add(&expected[0], &expected[1], &expected[2]);
        element_mul_two(&products[0], &products[1], &element);
        assert_same(&element, &expected[2]);
        point_mul_base(&scalars[0], &expected[0]);
        element_mul_base(&scalars[0], &element);
        assert_same(&element, &expected[0]);
    }
    element_table_free(NULL);
}

static void test_generators_are_the_same(void **state)
{
    const struct eid eid = {{7}};
    struct element element;
    struct point point;
    uint32_t i;

    (void)state;
    for (i = 0; i < ROUNDS; i++) {
        group_generator(&eid, (uint16_t)(i % 3), i, &point);
        element_generator(&eid, (uint16_t)(i % 3), i, &element);
        assert_same(&element, &point);
    }
}

static void test_base_and_identity_are_what_they_should_be(void **state)
{
    const struct element base = element_base();
    struct element zero = element_identity();

    (void)state;
    assert_same(&base, &point_base);
    assert_same(&zero, &point_identity);
    assert_false(element_is_identity(&base));
    element_sub(&base, &base, &zero);
    assert_true(element_is_identity(&zero));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_libraries_take_the_same_encodings),
        cmocka_unit_test(test_near_encodings_of_a_point_are_refused_by_both),
        cmocka_unit_test(test_sums_and_products_are_the_same),
        cmocka_unit_test(test_generators_are_the_same),
        cmocka_unit_test(test_base_and_identity_are_what_they_should_be),
    };

    return seal_init() != 0 || cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
