/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Importing the members' list (house.md §9, columns of the CSV): all rows or none,
 * unless bad rows are to be skipped. Who joined after nominations closed becomes a
 * member without a vote.
 */
#ifndef DESK_IMPORT_H
#define DESK_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "desk/desk.h"

enum import_refusal {
    IMPORT_BAD_ROWS = 1, /* some rows are bad: nothing was imported */
    IMPORT_HEADER,       /* the first line is not the header */
    IMPORT_NOT_TEXT,     /* empty, or a NUL in it */
    IMPORT_QUOTES,       /* quotes do not match; the line is told */
    IMPORT_TOO_LATE,     /* the roll is signed: members are added as omitted */
    IMPORT_NO_ELECTION,  /* the definition is not in the record yet */
    IMPORT_EMPTY,
    IMPORT_NO_ROOM,
};

/* What is wrong with a row. */
enum import_error {
    IMPORT_COLUMNS = 1,  /* too few or too many */
    IMPORT_MISSING,      /* number, names, an address line, or joined is empty */
    IMPORT_LONG,         /* a field is too long */
    IMPORT_CHARACTERS,   /* not UTF-8 or a control character */
    IMPORT_DUPLICATE,    /* the number is on the roll or earlier in the file */
    IMPORT_CONSTITUENCY, /* no constituency of that name */
    IMPORT_DAY,          /* joined is not YYYY-MM-DD */
    IMPORT_EMAIL,        /* not an address */
    IMPORT_UNREACHABLE,  /* neither email nor postal address */
};

struct import_problem {
    size_t line;
    const char *column; /* one of the header's words, or "" */
    enum import_error error;
};

enum import_mode {
    IMPORT_ALL_OR_NOTHING,
    IMPORT_SKIP_BAD,
};

struct import_order {
    struct span csv;
    enum import_mode mode;
    void (*tell)(void *context,
                 const struct import_problem *problem); /* each bad row */
    void *context;
};

struct imported {
    size_t rows;
    size_t members;  /* imported */
    size_t voteless; /* of them, joined too late to vote */
    size_t bad;
    size_t line; /* where quotes began that do not match (IMPORT_QUOTES) */
};

/* `out` is filled also when rows or quotes are bad. */
MUST_USE int
desk_import(struct desk *desk, const struct import_order *order, struct imported *out);

/* Words for one problem, for a line "line 7, postcode: …". Never NULL. */
const char *import_error_words(enum import_error error);
const char *import_refusal_words(int refusal);

#endif
