// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/group.h"

#include <assert.h>

#include <sodium.h>

#include "base/fault.h"
#include "seal/hash.h"

/* L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
static const uint8_t order[SCALAR_SIZE] = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
    0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10,
};

const struct point point_base = {{0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71,
                                  0xa8, 0x84, 0xa9, 0x61, 0xc5, 0x00, 0x51, 0x5f,
                                  0x58, 0xe3, 0x0b, 0x6a, 0xa5, 0x82, 0xdd, 0x8d,
                                  0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76}};

const struct point point_identity = {{0}};

int point_decode_beta(struct span bytes, struct point *out)
{
    if (bytes.size != POINT_SIZE
        || crypto_core_ristretto255_is_valid_point(bytes.data) != 1) {
        return GROUP_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, POINT_SIZE);
    return 0;
}

int point_decode(struct span bytes, struct point *out)
{
    /* libsodium takes the identity for a valid point. */
    if (bytes.size == POINT_SIZE && sodium_is_zero(bytes.data, bytes.size) == 1) {
        return GROUP_IDENTITY;
    }
    return point_decode_beta(bytes, out);
}

int scalar_decode(struct span bytes, struct scalar *out)
{
    unsigned borrow = 0;
    size_t i;

    if (bytes.size != SCALAR_SIZE) {
        return GROUP_MALFORMED;
    }
    /* Subtracts L without a branch, since trustees' secrets pass here too: the last
     * borrow tells whether the scalar is the smaller. */
    for (i = 0; i < SCALAR_SIZE; i++) {
        borrow = (bytes.data[i] - (unsigned)order[i] - borrow) >> 8 & 1U;
    }
    if (borrow == 0) {
        return GROUP_RANGE;
    }
    memcpy(out->bytes, bytes.data, SCALAR_SIZE);
    return 0;
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

int point_sum(const struct scalar *scalars,
              const struct point *points,
              size_t count,
              struct point *out)
{
    struct point sum = point_identity;
    struct point term;
    size_t i;

    for (i = 0; i < count; i++) {
        point_mul(&scalars[i], &points[i], &term);
        point_add(&sum, &term, &sum);
    }
    *out = sum;
    return 0;
}

void scalar_from_wide(const struct wide *wide, struct scalar *out)
{
    crypto_core_ristretto255_scalar_reduce(out->bytes, wide->bytes);
}

void point_from_wide(const struct wide *wide, struct point *out)
{
    (void)crypto_core_ristretto255_from_hash(out->bytes, wide->bytes);
}

void scalar_add(const struct scalar *a, const struct scalar *b, struct scalar *out)
{
    crypto_core_ristretto255_scalar_add(out->bytes, a->bytes, b->bytes);
}

void scalar_sub(const struct scalar *a, const struct scalar *b, struct scalar *out)
{
    crypto_core_ristretto255_scalar_sub(out->bytes, a->bytes, b->bytes);
}

void scalar_mul(const struct scalar *a, const struct scalar *b, struct scalar *out)
{
    crypto_core_ristretto255_scalar_mul(out->bytes, a->bytes, b->bytes);
}

void scalar_negate(const struct scalar *a, struct scalar *out)
{
    crypto_core_ristretto255_scalar_negate(out->bytes, a->bytes);
}

int scalar_invert(const struct scalar *a, struct scalar *out)
{
    struct scalar inverse;

    if (crypto_core_ristretto255_scalar_invert(inverse.bytes, a->bytes) != 0) {
        return FAULT(FAULT_BUG);
    }
    *out = inverse;
    sodium_memzero(&inverse, sizeof(inverse));
    return 0;
}

void scalar_from_u64(uint64_t value, struct scalar *out)
{
    size_t i;

    for (i = 0; i < SCALAR_SIZE; i++) {
        out->bytes[i] = (uint8_t)value;
        value >>= 8;
    }
}

bool scalar_is_zero(const struct scalar *a)
{
    return sodium_is_zero(a->bytes, SCALAR_SIZE) == 1;
}

void group_generator(const struct eid *eid,
                     uint16_t cid,
                     uint32_t index,
                     struct point *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "gen");
    transcript_add(&transcript, SPAN(eid->bytes));
    transcript_add_u16(&transcript, cid);
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    point_from_wide(&wide, out);
}

void group_nonce(const char *tag,
                 struct span secret,
                 struct span statement,
                 uint32_t index,
                 struct scalar *out)
{
    struct secret_source source = {
        .tag = tag, .secret = secret, .statement = statement};

    randombytes_buf(source.fresh.bytes, sizeof(source.fresh.bytes));
    group_nonce_from(&source, index, out);
    sodium_memzero(&source, sizeof(source));
}

void group_nonce_from(const struct secret_source *source,
                      uint32_t index,
                      struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "nonce");
    transcript_add(&transcript, span_of_text(source->tag));
    transcript_add(&transcript, source->secret);
    transcript_add(&transcript, SPAN(source->fresh.bytes));
    transcript_add(&transcript, source->statement);
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
    sodium_memzero(&wide, sizeof(wide));
}
