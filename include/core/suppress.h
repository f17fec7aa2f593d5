/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which counts of a table with totals may be told: none below ten, and so many others
 * are held back that nobody can work out one that is hidden, neither from rows, columns
 * and totals nor from knowing that no count is below nought. A pure function of the
 * counts.
 *
 * What is told is rounded as well, so that two reports, one after the other, tell of no
 * few people who came or left between them.
 */
#ifndef CORE_SUPPRESS_H
#define CORE_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum {
    SUPPRESS_LEAST = 10, /* a smaller group is never told */
    SUPPRESS_STEP = 10,  /* what is told is a multiple of it */
    SUPPRESS_ROWS_MAX = 64,
    SUPPRESS_COLUMNS_MAX = 8,
};

/* A count or a total. */
struct suppress_place {
    size_t row;
    size_t column;
};

/* Counts by rows; the last column of a row, and the last row, are its totals, filled in
 * by suppress_sum. */
struct suppress_table {
    size_t rows;    /* without the totals */
    size_t columns; /* without the totals */
    uint64_t counts[SUPPRESS_ROWS_MAX + 1][SUPPRESS_COLUMNS_MAX + 1];
    bool is_hidden[SUPPRESS_ROWS_MAX + 1][SUPPRESS_COLUMNS_MAX + 1];
};

/* Fills in the totals of rows, columns and all. */
void suppress_sum(struct suppress_table *table);

/* Decides is_hidden for counts and totals. What is hidden already stays hidden. */
void suppress(struct suppress_table *table);

/* The multiple of the step that is nearest, upwards from halves. */
uint64_t suppress_round(uint64_t count);

#endif
