// SPDX-License-Identifier: AGPL-3.0-or-later
#include "oracle_terms.h"

#include <assert.h>
#include <stdlib.h>

#include "base/fault.h"
#include "seal/point.h"
#include "seal/scalar.h"

int oracle_terms_init(struct oracle_terms *terms, size_t room)
{
    terms->count = 0;
    terms->room = room;
    terms->scalars = calloc(room, sizeof(*terms->scalars));
    terms->points = calloc(room, sizeof(*terms->points));
    return terms->scalars == NULL || terms->points == NULL ? FAULT(FAULT_MEMORY) : 0;
}

void oracle_terms_deinit(struct oracle_terms *terms)
{
    free(terms->scalars);
    free(terms->points);
}

void oracle_terms_add(struct oracle_terms *terms,
                      struct scalar scalar,
                      const struct point *point)
{
    assert(terms->count < terms->room);
    terms->scalars[terms->count] = scalar;
    terms->points[terms->count] = *point;
    terms->count++;
}

void oracle_terms_sub(struct oracle_terms *terms,
                      struct scalar scalar,
                      const struct point *point)
{
    scalar_negate(&scalar, &scalar);
    oracle_terms_add(terms, scalar, point);
}

void oracle_terms_sum(const struct oracle_terms *terms, struct point *out)
{
    struct point sum = point_identity;
    struct point term;
    size_t i;

    for (i = 0; i < terms->count; i++) {
        point_mul(&terms->scalars[i], &terms->points[i], &term);
        point_add(&sum, &term, &sum);
    }
    *out = sum;
}

bool oracle_terms_vanish(const struct oracle_terms *terms)
{
    struct point sum;

    oracle_terms_sum(terms, &sum);
    return point_is_equal(&sum, &point_identity);
}
