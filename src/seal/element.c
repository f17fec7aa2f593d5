// SPDX-License-Identifier: AGPL-3.0-or-later
#include "element.h"

#include <assert.h>
#include <stdlib.h>

#include <sodium.h>

#include "base/fault.h"
#include "seal/group.h"

/* libdecaf's type is not in its header: only its size and alignment are. */
struct element_table {
    decaf_255_precomputed_s *multiples;
};

int element_decode_beta(const struct point *point, struct element *out)
{
    return decaf_255_point_decode(out->at, point->bytes, DECAF_TRUE) == DECAF_SUCCESS
               ? 0
               : POINT_MALFORMED;
}

int element_decode(const struct point *point, struct element *out)
{
    if (sodium_is_zero(point->bytes, sizeof(point->bytes)) == 1) {
        return POINT_IDENTITY;
    }
    return element_decode_beta(point, out);
}

void element_encode(const struct element *element, struct point *out)
{
    decaf_255_point_encode(out->bytes, element->at);
}

struct element element_identity(void)
{
    struct element element;

    decaf_255_point_copy(element.at, decaf_255_point_identity);
    return element;
}

struct element element_base(void)
{
    struct element element;

    decaf_255_point_copy(element.at, decaf_255_point_base);
    return element;
}

bool element_is_identity(const struct element *element)
{
    return decaf_255_point_eq(element->at, decaf_255_point_identity) == DECAF_TRUE;
}

void element_generator(const struct eid *eid,
                       uint16_t cid,
                       uint32_t index,
                       struct element *out)
{
    struct wide wide;

    group_generator_hash(eid, cid, index, &wide);
    decaf_255_point_from_hash_uniform(out->at, wide.bytes);
}

void element_add(const struct element *a, const struct element *b, struct element *out)
{
    decaf_255_point_add(out->at, a->at, b->at);
}

void element_sub(const struct element *a, const struct element *b, struct element *out)
{
    decaf_255_point_sub(out->at, a->at, b->at);
}

/* Every scalar of ours is below L. */
static void read_scalar(const struct scalar *scalar, decaf_255_scalar_t out)
{
    decaf_error_t r = decaf_255_scalar_decode(out, scalar->bytes);

    assert(r == DECAF_SUCCESS);
    (void)r;
}

void element_mul(const struct scalar *scalar,
                 const struct element *element,
                 struct element *out)
{
    decaf_255_scalar_t s;

    read_scalar(scalar, s);
    decaf_255_point_scalarmul(out->at, element->at, s);
    decaf_255_scalar_destroy(s);
}

void element_mul_two(const struct element_product *a,
                     const struct element_product *b,
                     struct element *out)
{
    decaf_255_scalar_t s;
    decaf_255_scalar_t t;

    read_scalar(a->scalar, s);
    read_scalar(b->scalar, t);
    decaf_255_point_double_scalarmul(out->at, a->element->at, s, b->element->at, t);
    decaf_255_scalar_destroy(s);
    decaf_255_scalar_destroy(t);
}

void element_mul_base(const struct scalar *scalar, struct element *out)
{
    decaf_255_scalar_t s;

    read_scalar(scalar, s);
    decaf_255_precomputed_scalarmul(out->at, decaf_255_precomputed_base, s);
    decaf_255_scalar_destroy(s);
}

int element_table_new(const struct element *element, struct element_table **out)
{
    struct element_table *table = calloc(1, sizeof(*table));
    size_t step = decaf_255_alignof_precomputed_s;
    size_t size = (decaf_255_sizeof_precomputed_s + step - 1) / step * step;

    if (table == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    table->multiples = aligned_alloc(step, size);
    if (table->multiples == NULL) {
        free(table);
        return FAULT(FAULT_MEMORY);
    }
    decaf_255_precompute(table->multiples, element->at);
    *out = table;
    return 0;
}

void element_table_free(struct element_table *table)
{
    if (table != NULL) {
        free(table->multiples);
        free(table);
    }
}

void element_table_mul(const struct element_table *table,
                       const struct scalar *scalar,
                       struct element *out)
{
    decaf_255_scalar_t s;

    read_scalar(scalar, s);
    decaf_255_precomputed_scalarmul(out->at, table->multiples, s);
    decaf_255_scalar_destroy(s);
}
