// SPDX-License-Identifier: AGPL-3.0-or-later
#include "terms.h"

#include <assert.h>
#include <stdlib.h>

#include "base/fault.h"
#include "seal/group.h"

int terms_init(struct terms *terms, size_t capacity)
{
    terms->count = 0;
    terms->capacity = capacity;
    terms->scalars = calloc(capacity, sizeof(*terms->scalars));
    terms->points = calloc(capacity, sizeof(*terms->points));
    return terms->scalars == NULL || terms->points == NULL ? FAULT(FAULT_MEMORY) : 0;
}

void terms_deinit(struct terms *terms)
{
    free(terms->scalars);
    free(terms->points);
    *terms = (struct terms){.count = 0};
}

void terms_reset(struct terms *terms)
{
    terms->count = 0;
}

void terms_add(struct terms *terms, struct scalar scalar, const struct point *point)
{
    assert(terms->count < terms->capacity);
    terms->scalars[terms->count] = scalar;
    terms->points[terms->count] = *point;
    terms->count++;
}

void terms_sub(struct terms *terms, struct scalar scalar, const struct point *point)
{
    struct scalar negative;

    scalar_negate(&scalar, &negative);
    terms_add(terms, negative, point);
}

int terms_vanish(const struct terms *terms)
{
    struct point sum;
    int r;

    r = point_sum(terms->scalars, terms->points, terms->count, &sum);
    if (r != 0) {
        return FOLD(r);
    }
    return point_is_equal(&sum, &point_identity) ? 0 : TERMS_DIFFER;
}
