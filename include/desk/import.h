/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Importing the members' list (house.md §9, columns of the CSV), the first time and
 * again: all rows or none, unless bad rows are to be skipped. What it would change is
 * told first; whoever confirms it names the hash of what they saw. Who joined after
 * nominations closed becomes a member without a vote, and once they have closed no
 * import changes where, or whether, a member of that day votes.
 */
#ifndef DESK_IMPORT_H
#define DESK_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "desk/desk.h"
#include "desk/difference.h"

enum import_refusal {
    IMPORT_BAD_ROWS = 1, /* some rows are bad: nothing was imported */
    IMPORT_HEADER,       /* the first line is not the header */
    IMPORT_NOT_TEXT,     /* empty, or a NUL in it */
    IMPORT_QUOTES,       /* quotes do not match; the line is told */
    IMPORT_TOO_LATE,     /* the election's papers are sealed */
    IMPORT_NO_ELECTION,  /* the definition is not in the record yet */
    IMPORT_EMPTY,
    IMPORT_NO_ROOM,
    IMPORT_PERSON,  /* somebody is on it under two numbers; told as differences */
    IMPORT_CONFIRM, /* members on the roll would change: see it first, then confirm */
    IMPORT_OTHER,   /* it would not do what was confirmed: the roll has changed */
    IMPORT_GRANT,   /* this officer may not */
    IMPORT_GONE,    /* no such list waits: send it again (desk/listing) */
    IMPORT_REFUSALS,
};

/* What is wrong with a row. */
enum import_error {
    IMPORT_COLUMNS = 1,  /* too few or too many */
    IMPORT_MISSING,      /* number, names, an address line, or joined is empty */
    IMPORT_LONG,         /* a field is too long */
    IMPORT_CHARACTERS,   /* not UTF-8 or a control character */
    IMPORT_DUPLICATE,    /* the number is earlier in the file */
    IMPORT_CONSTITUENCY, /* no constituency of that name */
    IMPORT_DAY,          /* joined is not YYYY-MM-DD */
    IMPORT_EMAIL,        /* not an address */
    IMPORT_UNREACHABLE,  /* neither email nor postal address */
    IMPORT_CANDIDATE,    /* a candidate who would stand somewhere else */
    IMPORT_ERRORS,
};

struct import_problem {
    size_t line;
    const char *column; /* one of the header's words, or "" */
    enum import_error error;
};

enum import_mode {
    IMPORT_ALL_OR_NOTHING,
    IMPORT_SKIP_BAD, /* nobody leaves then, whatever the scope */
};

enum import_scope {
    IMPORT_WHOLE, /* all members of the constituencies it names: who is missing leaves
                   */
    IMPORT_MORE,  /* some members, to be added or corrected */
};

enum import_step {
    IMPORT_FRESH,     /* do it if it only adds members */
    IMPORT_SHOW,      /* tell what it would do */
    IMPORT_CONFIRMED, /* do it if it does what was shown */
};

struct import_order {
    struct span csv;
    enum import_mode mode;
    enum import_scope scope;
    enum import_step step;
    struct digest shown;            /* of IMPORT_CONFIRMED: the difference seen */
    const struct sign_key *officer; /* NULL: whoever runs the machine */
    void (*tell)(void *context, const struct import_problem *problem); /* or NULL */
    void (*change)(void *context, const struct difference *change);    /* or NULL */
    void *context;
};

struct imported {
    size_t rows;
    size_t members;  /* added */
    size_t voteless; /* of them, joined too late to vote */
    size_t of_kind[DIFFERENCE_KINDS];
    size_t candidates; /* who leave or move though they stand */
    size_t bad;
    size_t line;              /* where quotes began that do not match (IMPORT_QUOTES) */
    struct digest difference; /* the hash of all that it does */
};

/* `out` is filled also when it is refused, as far as it went. */
MUST_USE int
desk_import(struct desk *desk, const struct import_order *order, struct imported *out);

/* Words for one problem, for a line "line 7, postcode: …". Never NULL. */
const char *import_error_words(enum import_error error);
const char *import_refusal_words(int refusal);

#endif
