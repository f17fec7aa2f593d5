/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who stands in one count: the title, the seats, and the candidates by name in ballot
 * order. One who has withdrawn or died keeps the number and is passed over (rule
 * STV59). Names are UTF-8 without control characters.
 */
#ifndef CORE_SLATE_H
#define CORE_SLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/rankings.h"

struct slate_name {
    char *name; /* NULL until it is set */
    bool is_withdrawn;
};

struct slate {
    char *title;
    unsigned seats;
    size_t candidates;
    struct slate_name names[RANKING_CANDIDATES_MAX + 1]; /* [1…candidates] */
};

/* Room for the names of 1…candidates (at most 254); none set yet. */
MUST_USE int slate_new(size_t candidates, unsigned seats, struct slate **out);
void slate_free(struct slate *slate);

/* Copies a text; replaces the one before. number is 1…candidates. */
MUST_USE int slate_name(struct slate *slate, size_t number, struct span name);
MUST_USE int slate_title(struct slate *slate, struct span title);

OWNED(slate)

#endif
