/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The form a definition is made by, as a person fills it in: what was typed in each
 * blank, and what is wrong with it. It keeps what was typed, right or wrong, and knows
 * nothing of what it means: that is defining's.
 */
#ifndef DAEMON_BLANKS_H
#define DAEMON_BLANKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/constituency.h"
#include "core/timetable.h"
#include "web/pages.h"

#include "deputies.h"

enum {
    BLANKS_ROWS_MAX = 20, /* constituencies; a definition with more is edited by hand */
    BLANKS_ROWS_SHOWN = 3,
    BLANKS_PROBLEMS_MAX = 100,
    BLANKS_NOTES_MAX = 16,
    BLANKS_NAME_SIZE = 32,
    BLANKS_ROOM = 192 << 10, /* for everything typed, and said of it */
};

enum blank {
    BLANK_TRUST,
    BLANK_PRACTICE, /* "yes" or "" */
    BLANK_ADDRESS,
    BLANK_TELEPHONE,
    BLANK_EMAIL,
    BLANK_STEPS, /* the first of them; in the order of enum step */
    BLANK_CLOSE = BLANK_STEPS + (int)STEP_CLOSE,
    BLANK_WORDS,
    BLANK_AGE_STAND,
    BLANK_AGE_VOTE,
    BLANK_FLOOR,
    BLANK_PUBLIC, /* what public members declare */
    BLANK_PATIENT,
    BLANK_LABELS,
    BLANK_LOTS,
    BLANK_OFFICERS,
    BLANK_HANDS,
    BLANK_TRUSTEES,
    BLANK_THRESHOLD,
    BLANK_MIXERS,
    BLANK_ISSUER, /* "" where this server draws the voting codes */
    BLANK_ORIGIN,
    BLANK_POLICY,
    BLANKS,
};

/* A constituency's row. */
enum cell {
    CELL_NAME,
    CELL_CLASS,
    CELL_SEATS,
    CELL_KIND,
    CELL_RULES,
    CELL_POST, /* the channels beside online: "yes" or "" */
    CELL_TELEPHONE,
    CELL_TEXT,
    CELLS,
};

struct blank_value {
    const char *value; /* "" where nothing was typed */
    const char *error; /* NULL: none */
};

struct blanks {
    const char *holidays; /* proclaimed later, in words; NULL: none */
    struct blank_value blanks[BLANKS];
    size_t row_count;
    struct blank_value rows[BLANKS_ROWS_MAX][CELLS];
    struct deputies deputies;
    size_t note_count; /* what breaks no rule and is to be known */
    struct page_definition_notes notes[BLANKS_NOTES_MAX];
    size_t problem_count;
    struct part_errors_problems problems[BLANKS_PROBLEMS_MAX];
    size_t used;
    char room[BLANKS_ROOM];
};

/* On the heap, all empty. NULL: no memory. */
struct blanks *blanks_new(void);
void blanks_free(struct blanks *blanks);

/* Everything the form has; what it does not have stays as it is. */
void blanks_read(struct blanks *blanks, const struct urlform *form);

/* The field's name in the form: "trust", and "seats_3" in the third row. */
const char *blanks_name(enum blank blank);
void blanks_name_cell(size_t row, enum cell cell, char out[static BLANKS_NAME_SIZE]);

/* Kept, with a NUL; "" when there is no room left. */
const char *blanks_keep(struct blanks *blanks, struct span text);

void blanks_set(struct blanks *blanks, enum blank blank, const char *text);

/* Something is wrong with it; a second thing is said behind the first. And: it breaks
 * no rule and is to be known. */
void blanks_fail(struct blanks *blanks, enum blank blank, const char *text);
void blanks_fail_deputy(struct blanks *blanks, struct deputy *one, const char *text);
void blanks_fail_cell(struct blanks *blanks,
                      size_t row,
                      enum cell cell,
                      const char *text);
void blanks_note(struct blanks *blanks, const char *text);

/* Whether nobody typed anything in the row but what was there from the beginning. */
bool blanks_is_row_empty(const struct blanks *blanks, size_t row);

OWNED(blanks)

#endif
