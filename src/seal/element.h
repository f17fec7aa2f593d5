/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A point as libdecaf computes with it: decoded once, added and multiplied often,
 * encoded at the end. For public data and for mixers' secrets of a single mix, with
 * libdecaf's functions that are constant in time; long-lived keys stay with seal/point.
 */
#ifndef SEAL_ELEMENT_H
#define SEAL_ELEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <decaf.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "seal/point.h"

struct element {
    decaf_255_point_t at;
};

/* As point_decode and point_decode_beta: POINT_MALFORMED, POINT_IDENTITY. */
MUST_USE int element_decode(const struct point *point, struct element *out);
MUST_USE int element_decode_beta(const struct point *point, struct element *out);
void element_encode(const struct element *element, struct point *out);

/* 0 and B. */
struct element element_identity(void);
struct element element_base(void);
bool element_is_identity(const struct element *element);

/* h_i, as group_generator. */
void element_generator(const struct eid *eid,
                       uint16_t cid,
                       uint32_t index,
                       struct element *out);

void element_add(const struct element *a, const struct element *b, struct element *out);
void element_sub(const struct element *a, const struct element *b, struct element *out);

/* scalar·element, and a·p + b·q; constant time in the scalars. */
void element_mul(const struct scalar *scalar,
                 const struct element *element,
                 struct element *out);
struct element_product {
    const struct scalar *scalar;
    const struct element *element;
};
void element_mul_two(const struct element_product *a,
                     const struct element_product *b,
                     struct element *out);
void element_mul_base(const struct scalar *scalar, struct element *out);

/* Multiples of one element, computed before: a third of the time of element_mul, and
 * as constant. */
struct element_table;
MUST_USE int element_table_new(const struct element *element,
                               struct element_table **out);
void element_table_free(struct element_table *table);
void element_table_mul(const struct element_table *table,
                       const struct scalar *scalar,
                       struct element *out);

OWNED(element_table)

#endif
