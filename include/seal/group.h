/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The group ristretto255 (RFC 9496), base B, order L, over libsodium: the wrapper that
 * refuses what libsodium lets pass and computes what it fails on (protocol.md §2;
 * products that are the identity, scalars >= L). Every point and scalar from outside
 * goes through *_decode first; arithmetic below takes decoded values only and treats
 * the identity correctly. libdecaf joins for public sums behind the same header.
 */
#ifndef SEAL_GROUP_H
#define SEAL_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum group_refusal {
    GROUP_MALFORMED = 1, /* not canonical, not on the group, or wrong length */
    GROUP_IDENTITY,      /* the identity, where it is not allowed */
    GROUP_RANGE,         /* a scalar >= L */
};

/* Decoding of bytes from outside: canonical, and not the identity. */
MUST_USE int point_decode(struct span bytes, struct point *out);

/* As point_decode, but the identity passes: for beta only. */
MUST_USE int point_decode_beta(struct span bytes, struct point *out);

/* Canonical and < L. */
MUST_USE int scalar_decode(struct span bytes, struct scalar *out);

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

/* Σ scalars[i]·points[i] for public values: may be fast and variable in time. */
MUST_USE int point_sum(const struct scalar *scalars,
                       const struct point *points,
                       size_t count,
                       struct point *out);

/* A value of H as a scalar (little-endian mod L) and as a point (RFC 9496 map). */
void scalar_from_wide(const struct wide *wide, struct scalar *out);
void point_from_wide(const struct wide *wide, struct point *out);

void scalar_add(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_sub(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_mul(const struct scalar *a, const struct scalar *b, struct scalar *out);
void scalar_negate(const struct scalar *a, struct scalar *out);

/* 1/a mod L; a must not be zero (FAULT_BUG). */
MUST_USE int scalar_invert(const struct scalar *a, struct scalar *out);
void scalar_from_u64(uint64_t value, struct scalar *out);
bool scalar_is_zero(const struct scalar *a);

/* Generator h_i = H("gen", eid, u16 cid, u32 i) as a point; h = h_0 (§2, §11). */
void group_generator(const struct eid *eid,
                     uint16_t cid,
                     uint32_t index,
                     struct point *out);

/*
 * A secret scalar: H("nonce", tag of its use, secret, 32 random bytes, statement,
 * u32 index) mod L (§2, §11). Wiping `out` is the caller's.
 */
void group_nonce(const char *tag,
                 struct span secret,
                 struct span statement,
                 uint32_t index,
                 struct scalar *out);

/* What a secret scalar is made of; group_nonce draws `fresh` itself. */
struct secret_source {
    const char *tag;
    struct span secret;
    struct nonce fresh;
    struct span statement;
};

/* As group_nonce from random bytes already drawn: for several scalars of one act. */
void group_nonce_from(const struct secret_source *source,
                      uint32_t index,
                      struct scalar *out);

#endif
