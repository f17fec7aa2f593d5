/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A long list dealt out: in portions all of about one length. */
#ifndef SEAL_PORTION_H
#define SEAL_PORTION_H

#include <stddef.h>

#include "base/threads.h"

enum {
    PORTION_MOST = 1024, /* ballots: so many make a sum of terms cheap */
    PORTION_SLICE = 16,  /* of a portion, for one thread at a time */
    PORTION_SLICES = PORTION_MOST / PORTION_SLICE,
};

struct portions {
    size_t items;
    size_t length;
    size_t count;
};

/* As few as may be, of a number that is a multiple. */
static inline struct portions portions_in(size_t items, size_t multiple)
{
    size_t round = multiple * PORTION_MOST;
    size_t wanted = (items + round - 1) / round * multiple;
    size_t length = items == 0 ? 1 : (items + wanted - 1) / wanted;

    return (struct portions){items, length, (items + length - 1) / length};
}

/* For threads that take a portion each: as many for one as for the other. */
static inline struct portions portions_of(size_t items)
{
    return portions_in(items, threads_count());
}

/* For all threads at one portion, then at the next. */
static inline struct portions portions_in_turn(size_t items)
{
    return portions_in(items, 1);
}

/* For threads that share a portion: few ballots each time, so that all end together. */
static inline struct portions portion_slices(size_t length)
{
    return (struct portions){
        length, PORTION_SLICE, (length + PORTION_SLICE - 1) / PORTION_SLICE};
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
