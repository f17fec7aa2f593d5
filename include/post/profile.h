/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A report of tables with notes, as how well a membership represents the people it is
 * drawn from: as a PDF, as CSV and as part of a page, from the same texts. What may
 * not be told is not in it.
 */
#ifndef POST_PROFILE_H
#define POST_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"

enum {
    PROFILE_TABLES = 8,
    PROFILE_ROWS = 512,
    PROFILE_COLUMNS = 8,
    PROFILE_CELL_SIZE = 260,
    PROFILE_NOTE_SIZE = 500,
};

/* Texts beside each other: the first names the row, the others are figures. */
struct profile_row {
    char cells[PROFILE_COLUMNS][PROFILE_CELL_SIZE];
};

struct profile_table {
    char heading[PROFILE_CELL_SIZE];
    size_t columns;
    struct profile_row heads;
    size_t row_count;
    struct profile_row rows[PROFILE_ROWS];
};

struct profile {
    char title[PROFILE_CELL_SIZE];
    char trust[PROFILE_CELL_SIZE];
    bool is_practice;
    char note[PROFILE_NOTE_SIZE];
    size_t count;
    struct profile_table tables[PROFILE_TABLES];
};

/* On the heap, and empty. NULL without memory. */
struct profile *profile_new(void);
void profile_free(struct profile *profile);

/* A table with this heading and columns; NULL when there is no room. */
struct profile_table *
profile_add(struct profile *profile, const char *heading, const char *const *heads);

/* A row, its first cell filled; NULL when there is no room. */
struct profile_row *profile_row(struct profile_table *table, const char *name);

/* Appends the report. */
MUST_USE int profile_print(const struct profile *profile, struct buf *out);
MUST_USE int profile_csv(const struct profile *profile, struct buf *out);

OWNED(profile)

#endif
