// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/voters.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/rows.h"

enum column {
    NUMBER,
    NAME,
    EMAIL,
    LINE,
    CONSTITUENCY = LINE + VOTERS_LINES,
    COLUMNS,
};

enum {
    CID_MAX = 12, /* bytes: the header is one too */
    DECIMAL = 10,
};

static const struct rows_column columns[COLUMNS] = {
    [NUMBER] = {"number", VOTERS_NUMBER_SIZE - 1, ROW_REQUIRED},
    [NAME] = {"name", NAME_SIZE - 1, ROW_REQUIRED},
    [EMAIL] = {"email", VOTERS_EMAIL_SIZE - 1, ROW_OPTIONAL},
    [LINE] = {"line_1", VOTERS_LINE_SIZE - 1, ROW_OPTIONAL},
    [LINE + 1] = {"line_2", VOTERS_LINE_SIZE - 1, ROW_OPTIONAL},
    [LINE + 2] = {"line_3", VOTERS_LINE_SIZE - 1, ROW_OPTIONAL},
    [LINE + 3] = {"line_4", VOTERS_LINE_SIZE - 1, ROW_OPTIONAL},
    [LINE + 4] = {"line_5", VOTERS_LINE_SIZE - 1, ROW_OPTIONAL},
    [CONSTITUENCY] = {"constituency", CID_MAX, ROW_REQUIRED},
};

static const char *const problems[] = {
    [ROW_COLUMNS] = "has too few or too many columns",
    [ROW_EMPTY] = "is empty",
    [ROW_LONG] = "is too long",
    [ROW_CHARACTERS] = "is not UTF-8, or holds a control character",
};

static const char *const endings[] = {
    [ROWS_NOT_TEXT] = "is no text",
    [ROWS_HEADER] = "does not begin with the header number,name,email,line_1,line_2,"
                    "line_3,line_4,line_5,constituency",
    [ROWS_QUOTES] = "has quotes that do not match",
};

struct reading {
    voters_visit visit;
    void *context;
    struct voters_complaint *why;
};

bool voters_is_silent(const struct listed_voter *voter)
{
    size_t i;

    for (i = 0; i < VOTERS_LINES; i++) {
        if (voter->lines[i][0] != 0) {
            return false;
        }
    }
    return voter->email[0] == 0;
}

void voters_write_header(struct buf *out)
{
    const char *cells[COLUMNS];
    size_t i;

    for (i = 0; i < COLUMNS; i++) {
        cells[i] = columns[i].name;
    }
    rows_write_exact(out, cells, COLUMNS);
}

void voters_write(const struct listed_voter *voter, struct buf *out)
{
    const char *cells[COLUMNS];
    char cid[sizeof("65535")];
    size_t i;

    (void)snprintf(cid, sizeof(cid), "%" PRIu16, voter->cid);
    cells[NUMBER] = voter->number;
    cells[NAME] = voter->name;
    cells[EMAIL] = voter->email;
    for (i = 0; i < VOTERS_LINES; i++) {
        cells[LINE + i] = voter->lines[i];
    }
    cells[CONSTITUENCY] = cid;
    rows_write_exact(out, cells, COLUMNS);
}

static int
refuse(const struct reading *reading, size_t line, const char *what, const char *words)
{
    (void)snprintf(reading->why->text,
                   sizeof(reading->why->text),
                   "line %zu: %s %s",
                   line,
                   what,
                   words);
    return ROWS_STOPPED;
}

static void copy(const char *field, char *out)
{
    /* wire/rows has refused what is longer than its column. */
    memcpy(out, field, strlen(field) + 1);
}

static uint16_t read_cid(const char *field)
{
    char *end = NULL;
    unsigned long cid = strtoul(field, &end, DECIMAL);

    return field[0] >= '1' && field[0] <= '9' && *end == 0 && cid <= CONSTITUENCIES_MAX
               ? (uint16_t)cid
               : 0;
}

static int take(void *context, const struct row *row)
{
    const struct reading *reading = context;
    struct listed_voter voter;
    size_t i;

    if (row->problem != ROW_GOOD) {
        return refuse(reading,
                      row->line,
                      row->problem == ROW_COLUMNS ? "it" : columns[row->column].name,
                      problems[row->problem]);
    }
    copy(row->fields[NUMBER], voter.number);
    copy(row->fields[NAME], voter.name);
    copy(row->fields[EMAIL], voter.email);
    for (i = 0; i < VOTERS_LINES; i++) {
        copy(row->fields[LINE + i], voter.lines[i]);
    }
    voter.cid = read_cid(row->fields[CONSTITUENCY]);
    if (voter.cid == 0) {
        return refuse(reading, row->line, "constituency", "is no number of one");
    }
    if (voter.email[0] == 0 && voter.lines[0][0] == 0 && !voters_is_silent(&voter)) {
        return refuse(reading, row->line, "it", "has neither an email nor an address");
    }
    return reading->visit(reading->context, &voter);
}

int voters_read(struct span text,
                voters_visit visit,
                void *context,
                struct voters_complaint *why)
{
    struct reading reading = {visit, context, why};
    const struct rows_table table = {
        .columns = columns, .count = COLUMNS, .take = take, .context = &reading};
    size_t line = 0;
    int r = rows_read(&table, text, &line);

    if (r <= 0) {
        return r;
    }
    if (r != ROWS_STOPPED) {
        (void)refuse(&reading, line, "this", endings[r]);
    }
    return VOTERS_REFUSED;
}
