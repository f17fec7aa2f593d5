/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An equation as Σ scalar·point = 0, each product by libsodium. */
#ifndef TESTS_ORACLE_TERMS_H
#define TESTS_ORACLE_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"

struct oracle_terms {
    struct scalar *scalars;
    struct point *points;
    size_t count;
    size_t room;
};

MUST_USE int oracle_terms_init(struct oracle_terms *terms, size_t room);
void oracle_terms_deinit(struct oracle_terms *terms);
void oracle_terms_add(struct oracle_terms *terms,
                      struct scalar scalar,
                      const struct point *point);
void oracle_terms_sub(struct oracle_terms *terms,
                      struct scalar scalar,
                      const struct point *point);
void oracle_terms_sum(const struct oracle_terms *terms, struct point *out);
bool oracle_terms_vanish(const struct oracle_terms *terms);

#endif
