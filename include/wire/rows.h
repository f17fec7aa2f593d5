/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * CSV in and out. Reading: UTF-8 with or without a byte order mark, commas, quotes as
 * RFC 4180 has them, a header that must be exactly the one expected; rows come one at a
 * time with their line numbers, every field tidied as text_tidy does. Writing guards
 * cells that a spreadsheet would take for a formula.
 */
#ifndef WIRE_ROWS_H
#define WIRE_ROWS_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    ROWS_COLUMNS_MAX = 32,
    ROWS_FIELD_MAX = 1000, /* bytes; a column may ask for fewer */
};

/* What ends the reading of a file. */
enum rows_refusal {
    ROWS_NOT_TEXT = 1, /* empty, or a NUL in it: not a file of this kind */
    ROWS_HEADER,       /* the first row is not the header */
    ROWS_QUOTES,       /* quotes that do not match, in the row told */
    ROWS_STOPPED,      /* take asked to stop */
};

/* What is wrong with one row; the next ones are read all the same. */
enum row_problem {
    ROW_GOOD,
    ROW_COLUMNS,    /* too few or too many */
    ROW_EMPTY,      /* a field that must be there is empty */
    ROW_LONG,       /* a field is too long */
    ROW_CHARACTERS, /* not UTF-8, or a control character */
};

enum row_need {
    ROW_REQUIRED = 1,
    ROW_OPTIONAL,
};

struct rows_column {
    const char *name;
    size_t max; /* bytes of a field, at most ROWS_FIELD_MAX */
    enum row_need need;
};

struct row {
    size_t line; /* where it begins, from 1 */
    enum row_problem problem;
    size_t column;             /* the first with the problem, from 0 */
    const char *const *fields; /* as many as columns; only of a good row; borrowed */
};

struct rows_table {
    const struct rows_column *columns;
    size_t count;
    /* Called for each row behind the header. 0: go on; a fault is returned unchanged.
     */
    int (*take)(void *context, const struct row *row);
    void *context;
};

/* *line: where the row begins that was refused. */
MUST_USE int rows_read(const struct rows_table *table, struct span text, size_t *line);

/* Appends one line of cells. */
void rows_write(struct buf *out, const char *const *cells, size_t count);

/* As rows_write, without the guard: for a reader of ours, who wants what was there. */
void rows_write_exact(struct buf *out, const char *const *cells, size_t count);

#endif
