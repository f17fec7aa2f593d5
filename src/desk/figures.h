/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Figures in the report on the membership: what may not be told is "withheld". Inside
 * desk/ only. */
#ifndef DESK_FIGURES_H
#define DESK_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "core/suppress.h"
#include "post/profile.h"

#define FIGURES_WITHHELD "withheld"
#define FIGURES_NONE "–"

void figures_text(struct profile_row *row, size_t column, const char *text);
void figures_number(struct profile_row *row, size_t column, uint64_t number);

/* A count of people, of a table that was decided: rounded. */
void figures_count(struct profile_row *row,
                   size_t column,
                   const struct suppress_table *table,
                   struct suppress_place at);

/* One decimal of a hundred; of nothing there is no share. */
void figures_share(struct profile_row *row,
                   size_t column,
                   uint64_t part,
                   uint64_t whole);

/* What a count is of another, both of them rounded. */
void figures_share_of(struct profile_row *row,
                      size_t column,
                      const struct suppress_table *table,
                      struct suppress_place part,
                      struct suppress_place whole);

#endif
