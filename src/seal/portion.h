/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A long list dealt out to threads: in portions, at least one for each of them. */
#ifndef SEAL_PORTION_H
#define SEAL_PORTION_H

#include <stddef.h>

#include "base/threads.h"

enum {
    PORTION_MOST = 2048, /* ballots: so many make a sum of terms cheap */
};

struct portions {
    size_t items;
    size_t length;
    size_t count;
};

static inline struct portions portions_of(size_t items)
{
    size_t each = (items + threads_count() - 1) / threads_count();
    size_t length = each < 1 ? 1 : each > PORTION_MOST ? PORTION_MOST : each;

    return (struct portions){items, length, (items + length - 1) / length};
}

static inline size_t portion_first(const struct portions *portions, size_t at)
{
    return at * portions->length;
}

static inline size_t portion_length(const struct portions *portions, size_t at)
{
    size_t left = portions->items - portion_first(portions, at);

    return left < portions->length ? left : portions->length;
}

#endif
