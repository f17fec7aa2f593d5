// SPDX-License-Identifier: AGPL-3.0-or-later
#include "figures.h"

#include <inttypes.h>
#include <stdio.h>

void figures_text(struct profile_row *row, size_t column, const char *text)
{
    (void)snprintf(row->cells[column], sizeof(row->cells[column]), "%s", text);
}

void figures_number(struct profile_row *row, size_t column, uint64_t number)
{
    (void)snprintf(row->cells[column], sizeof(row->cells[column]), "%" PRIu64, number);
}

/* A count that may be told, or not. */
void figures_count(struct profile_row *row,
                   size_t column,
                   const struct suppress_table *table,
                   struct suppress_place at)
{
    if (table->is_hidden[at.row][at.column]) {
        figures_text(row, column, FIGURES_WITHHELD);
    } else {
        figures_number(row, column, suppress_round(table->counts[at.row][at.column]));
    }
}

/* One decimal of a hundred; of nothing there is no share. */
void figures_share(struct profile_row *row,
                   size_t column,
                   uint64_t part,
                   uint64_t whole)
{
    uint64_t tenths = whole > 0 ? (part * 1000 + whole / 2) / whole : 0;

    if (whole == 0) {
        figures_text(row, column, FIGURES_NONE);
        return;
    }
    (void)snprintf(row->cells[column],
                   sizeof(row->cells[column]),
                   "%" PRIu64 ".%" PRIu64 "%%",
                   tenths / 10,
                   tenths % 10);
}

void figures_share_of(struct profile_row *row,
                      size_t column,
                      const struct suppress_table *table,
                      struct suppress_place part,
                      struct suppress_place whole)
{
    if (table->is_hidden[part.row][part.column]
        || table->is_hidden[whole.row][whole.column]) {
        figures_text(row, column, FIGURES_WITHHELD);
    } else {
        figures_share(row,
                      column,
                      suppress_round(table->counts[part.row][part.column]),
                      suppress_round(table->counts[whole.row][whole.column]));
    }
}
