// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/point.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/log.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/scalar.h"

/* RFC 9496, A.1: B multiplied by 0 to 15. */
static const char *const multiples[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
    "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
    "f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403",
    "44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d",
    "903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c",
    "02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031",
    "20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f",
    "bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42",
    "e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
    "aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
    "46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
    "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e",
};

/* RFC 9496, A.2: not canonical, negative, no square root, negative product, y = 0. */
static const char *const invalid[] = {
    "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
    "c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562",
    "c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78",
    "47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24",
    "f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72",
    "87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309",
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
    "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
    "de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b",
    "bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042",
    "2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08",
    "f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22",
    "8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731",
    "2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b",
    "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
    "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
    "d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e",
    "8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32",
    "32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b",
    "227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165",
    "5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e",
    "445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

/* RFC 9496, A.3: SHA-512 of the text, mapped to a point. */
static const struct {
    const char *text;
    const char *point;
} mapped[] = {
    {"Ristretto is traditionally a short shot of espresso coffee",
     "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"},
    {"made with the normal amount of ground coffee but extracted with",
     "f26e5b6f7d362d2d2a94c5d0e7602cb4773c95a2e5c31a64f133189fa76ed61b"},
    {"about half the amount of water in the same amount of time",
     "006ccd2a9e6867e6a2c5cea83d3302cc9de128dd2a9a57dd8ee7b9d7ffe02826"},
    {"by using a finer grind.",
     "f8f0c87cf237953c5890aec3998169005dae3eca1fbb04548c635953c817f92a"},
    {"This produces a concentrated shot of coffee per volume.",
     "ae81e7dedf20a497e10c304a765c1767a42d6e06029758d2d7e8ef7cc4c41179"},
    {"Just pulling a normal shot short will produce a weaker shot",
     "e2705652ff9f5e44d3e841bf1c251cf7dddb77d140870d1ab2ed64f1a9ce8628"},
    {"and is not a Ristretto as some believe.",
     "80bd07262511cdde4863f8a7434cef696750681cb9510eea557088f76d9e5065"},
};

static struct point point_of_hex(const char *hex)
{
    struct point point;

    assert_int_equal(hex_decode(span_of_text(hex), point.bytes, POINT_SIZE), 0);
    return point;
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

static void test_multiples_of_the_base_are_those_of_the_rfc(void **state)
{
    struct point sum = point_identity;
    struct point expected;
    struct point product;
    struct scalar factor;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(multiples); i++) {
        expected = point_of_hex(multiples[i]);
        factor = small(i);
        point_mul_base(&factor, &product);
        assert_true(point_is_equal(&product, &expected));
        point_mul(&factor, &point_base, &product);
        assert_true(point_is_equal(&product, &expected));
        assert_true(point_is_equal(&sum, &expected));
        assert_int_equal(point_decode_beta(SPAN(expected.bytes), &product), 0);
        point_add(&sum, &point_base, &sum);
    }
}

static void test_encodings_that_are_not_canonical_are_refused(void **state)
{
    struct point untouched = point_base;
    struct point bytes;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(invalid); i++) {
        bytes = point_of_hex(invalid[i]);
        assert_int_equal(point_decode(SPAN(bytes.bytes), &untouched), POINT_MALFORMED);
        assert_int_equal(point_decode_beta(SPAN(bytes.bytes), &untouched),
                         POINT_MALFORMED);
    }
    assert_true(point_is_equal(&untouched, &point_base));
}

static void test_the_highest_bit_of_an_encoding_must_be_clear(void **state)
{
    struct point bytes;
    struct point out;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(multiples); i++) {
        bytes = point_of_hex(multiples[i]);
        bytes.bytes[POINT_SIZE - 1] |= 0x80;
        assert_int_equal(point_decode(SPAN(bytes.bytes), &out), POINT_MALFORMED);
        assert_int_equal(point_decode_beta(SPAN(bytes.bytes), &out), POINT_MALFORMED);
    }
}

static void test_a_point_of_another_length_is_refused(void **state)
{
    uint8_t bytes[POINT_SIZE + 1] = {0};
    struct point out;

    (void)state;
    memcpy(bytes, point_base.bytes, POINT_SIZE);
    assert_int_equal(point_decode(span_of(bytes, POINT_SIZE), &out), 0);
    assert_int_equal(point_decode(span_of(bytes, POINT_SIZE - 1), &out),
                     POINT_MALFORMED);
    assert_int_equal(point_decode(span_of(bytes, POINT_SIZE + 1), &out),
                     POINT_MALFORMED);
    assert_int_equal(point_decode(span_of(NULL, 0), &out), POINT_MALFORMED);
    assert_int_equal(point_decode_beta(span_of(NULL, 0), &out), POINT_MALFORMED);
}

static void test_the_identity_passes_in_beta_only(void **state)
{
    struct point out = point_base;

    (void)state;
    assert_int_equal(point_decode(SPAN(point_identity.bytes), &out), POINT_IDENTITY);
    assert_true(point_is_equal(&out, &point_base));
    assert_int_equal(point_decode_beta(SPAN(point_identity.bytes), &out), 0);
    assert_true(point_is_equal(&out, &point_identity));
}

static void test_hashes_map_to_the_points_of_the_rfc(void **state)
{
    struct wide wide;
    struct point point;
    struct point expected;
    struct span text;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(mapped); i++) {
        text = span_of_text(mapped[i].text);
        (void)crypto_hash_sha512(wide.bytes, text.data, text.size);
        point_from_wide(&wide, &point);
        expected = point_of_hex(mapped[i].point);
        assert_true(point_is_equal(&point, &expected));
    }
}

static void test_a_product_may_be_the_identity(void **state)
{
    struct scalar zero = small(0);
    struct scalar five = small(5);
    struct point product = point_base;

    (void)state;
    point_mul_base(&zero, &product);
    assert_true(point_is_equal(&product, &point_identity));
    product = point_base;
    point_mul(&zero, &point_base, &product);
    assert_true(point_is_equal(&product, &point_identity));
    product = point_base;
    point_mul(&five, &point_identity, &product);
    assert_true(point_is_equal(&product, &point_identity));
    product = point_base;
    point_sub(&product, &product, &product);
    assert_true(point_is_equal(&product, &point_identity));
}

static void test_an_output_may_be_an_input(void **state)
{
    struct scalar factor = any_scalar(0);
    struct scalar kept = factor;
    struct point point = point_base;
    struct point expected;

    (void)state;
    point_mul_base(&factor, &expected);
    point_mul(&factor, &point, &point);
    assert_true(point_is_equal(&point, &expected));
    scalar_sub(&factor, &factor, &factor);
    assert_true(scalar_is_zero(&factor));
    factor = kept;
    scalar_negate(&factor, &factor);
    scalar_add(&factor, &kept, &factor);
    assert_true(scalar_is_zero(&factor));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_multiples_of_the_base_are_those_of_the_rfc),
        cmocka_unit_test(test_encodings_that_are_not_canonical_are_refused),
        cmocka_unit_test(test_the_highest_bit_of_an_encoding_must_be_clear),
        cmocka_unit_test(test_a_point_of_another_length_is_refused),
        cmocka_unit_test(test_the_identity_passes_in_beta_only),
        cmocka_unit_test(test_hashes_map_to_the_points_of_the_rfc),
        cmocka_unit_test(test_a_product_may_be_the_identity),
        cmocka_unit_test(test_an_output_may_be_an_input),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
