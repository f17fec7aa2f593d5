// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/scalar.h"

#include <sodium.h>

#include "base/fault.h"

/* L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
static const uint8_t order[SCALAR_SIZE] = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
    0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10,
};

int scalar_decode(struct span bytes, struct scalar *out)
{
    unsigned borrow = 0;
    size_t i;

    if (bytes.size != SCALAR_SIZE) {
        return SCALAR_MALFORMED;
    }
    /* Subtracts L without a branch, since trustees' secrets pass here too: the last
     * borrow tells whether the scalar is the smaller. */
    for (i = 0; i < SCALAR_SIZE; i++) {
        borrow = (bytes.data[i] - (unsigned)order[i] - borrow) >> 8 & 1U;
    }
    if (borrow == 0) {
        return SCALAR_RANGE;
    }
    memcpy(out->bytes, bytes.data, SCALAR_SIZE);
    return 0;
}

void scalar_from_wide(const struct wide *wide, struct scalar *out)
{
    crypto_core_ristretto255_scalar_reduce(out->bytes, wide->bytes);
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
