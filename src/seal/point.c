// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/point.h"

#include <assert.h>

#include <sodium.h>

const struct point point_base = {{0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71,
                                  0xa8, 0x84, 0xa9, 0x61, 0xc5, 0x00, 0x51, 0x5f,
                                  0x58, 0xe3, 0x0b, 0x6a, 0xa5, 0x82, 0xdd, 0x8d,
                                  0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76}};

const struct point point_identity = {{0}};

int point_decode_beta(struct span bytes, struct point *out)
{
    /* libsodium 1.0.18 overlooks the highest bit, and so takes two encodings for one
     * point. */
    if (bytes.size != POINT_SIZE || bytes.data[POINT_SIZE - 1] >= 0x80
        || crypto_core_ristretto255_is_valid_point(bytes.data) != 1) {
        return POINT_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, POINT_SIZE);
    return 0;
}

int point_decode(struct span bytes, struct point *out)
{
    /* libsodium takes the identity for a valid point. */
    if (bytes.size == POINT_SIZE && sodium_is_zero(bytes.data, bytes.size) == 1) {
        return POINT_IDENTITY;
    }
    return point_decode_beta(bytes, out);
}

bool point_is_equal(const struct point *a, const struct point *b)
{
    return sodium_memcmp(a->bytes, b->bytes, POINT_SIZE) == 0;
}

void point_add(const struct point *a, const struct point *b, struct point *out)
{
    int r = crypto_core_ristretto255_add(out->bytes, a->bytes, b->bytes);

    assert(r == 0);
    (void)r;
}

void point_sub(const struct point *a, const struct point *b, struct point *out)
{
    int r = crypto_core_ristretto255_sub(out->bytes, a->bytes, b->bytes);

    assert(r == 0);
    (void)r;
}

void point_mul(const struct scalar *scalar,
               const struct point *point,
               struct point *out)
{
    struct point product;

    /* Refused are an invalid point, which decoding has ruled out, and the identity
     * as the product, which is a right answer here. */
    if (crypto_scalarmult_ristretto255(product.bytes, scalar->bytes, point->bytes)
        != 0) {
        assert(crypto_core_ristretto255_is_valid_point(point->bytes) == 1);
        product = point_identity;
    }
    *out = product;
    sodium_memzero(&product, sizeof(product));
}

void point_mul_base(const struct scalar *scalar, struct point *out)
{
    if (crypto_scalarmult_ristretto255_base(out->bytes, scalar->bytes) != 0) {
        *out = point_identity;
    }
}

void point_from_wide(const struct wide *wide, struct point *out)
{
    (void)crypto_core_ristretto255_from_hash(out->bytes, wide->bytes);
}
