/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Points of the group ristretto255 (RFC 9496), base B: the wrapper over libsodium that
 * refuses what it lets pass and computes what it fails on, products that are the
 * identity (protocol.md §2). Every point from outside goes through point_decode first;
 * arithmetic takes decoded values only and treats the identity correctly.
 */
#ifndef SEAL_POINT_H
#define SEAL_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum point_refusal {
    POINT_MALFORMED = 1, /* not canonical, not on the group, or wrong length */
    POINT_IDENTITY,      /* the identity, where it is not allowed */
};

/* Decoding of bytes from outside: canonical, and not the identity. */
MUST_USE int point_decode(struct span bytes, struct point *out);

/* As point_decode, but the identity passes: for beta only. */
MUST_USE int point_decode_beta(struct span bytes, struct point *out);

extern const struct point point_base;     /* B */
extern const struct point point_identity; /* 32 zero bytes */

bool point_is_equal(const struct point *a, const struct point *b);
void point_add(const struct point *a, const struct point *b, struct point *out);
void point_sub(const struct point *a, const struct point *b, struct point *out);

/* scalar·point; constant time in the scalar. The identity is a right answer. */
void point_mul(const struct scalar *scalar,
               const struct point *point,
               struct point *out);
void point_mul_base(const struct scalar *scalar, struct point *out);

/* A value of H as a point, by the map of RFC 9496. */
void point_from_wide(const struct wide *wide, struct point *out);

#endif
