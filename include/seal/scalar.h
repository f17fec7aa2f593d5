/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Scalars of the group ristretto255: numbers below its order L (RFC 9496). libsodium
 * takes unreduced ones; scalar_decode does not (protocol.md §2). Scalars may be secret:
 * all here is constant in time, and wiping them is the caller's.
 */
#ifndef SEAL_SCALAR_H
#define SEAL_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum scalar_refusal {
    SCALAR_MALFORMED = 1, /* not 32 bytes */
    SCALAR_RANGE,         /* L or more */
};

/* Canonical and < L. */
MUST_USE int scalar_decode(struct span bytes, struct scalar *out);

/* A value of H as a scalar: little-endian mod L. */
void scalar_from_wide(const struct wide *wide, struct scalar *out);

void scalar_add(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_sub(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_mul(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_negate(const struct scalar *a, struct scalar *out);

/* 1/a mod L; a must not be zero (FAULT_BUG). */
MUST_USE int scalar_invert(const struct scalar *a, struct scalar *out);
void scalar_from_u64(uint64_t value, struct scalar *out);
bool scalar_is_zero(const struct scalar *a);

#endif
