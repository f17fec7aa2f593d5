/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The order of names (house.md §9): surname, then forenames; each case folded, without
 * accents, then the bytes themselves, so that no two different names are equal.
 */
#ifndef CORE_ORDER_H
#define CORE_ORDER_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum order_refusal {
    ORDER_NAME = 1, /* not UTF-8, or too long for the buf */
};

/* Appends the key under which the name stands: compare keys with order_compare. */
MUST_USE int order_key(const char *surname, const char *forenames, struct buf *out);

/* Less than, equal to or greater than 0, as a stands before, with or after b. */
int order_compare(struct span a, struct span b);

#endif
