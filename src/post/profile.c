// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/profile.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "wire/rows.h"

#include "paper.h"

enum {
    SPACE = 8, /* points between columns */
    NAME = 150,
};

struct profile *profile_new(void)
{
    return calloc(1, sizeof(struct profile));
}

void profile_free(struct profile *profile)
{
    free(profile);
}

struct profile_table *
profile_add(struct profile *profile, const char *heading, const char *const *heads)
{
    struct profile_table *table;

    if (profile->count == PROFILE_TABLES) {
        return NULL;
    }
    table = &profile->tables[profile->count++];
    (void)snprintf(table->heading, sizeof(table->heading), "%s", heading);
    while (table->columns < PROFILE_COLUMNS && heads[table->columns] != NULL) {
        (void)snprintf(table->heads.cells[table->columns],
                       sizeof(table->heads.cells[0]),
                       "%s",
                       heads[table->columns]);
        table->columns++;
    }
    return table;
}

struct profile_row *profile_row(struct profile_table *table, const char *name)
{
    struct profile_row *row;

    if (table->row_count == PROFILE_ROWS) {
        return NULL;
    }
    row = &table->rows[table->row_count++];
    (void)snprintf(row->cells[0], sizeof(row->cells[0]), "%s", name);
    return row;
}

/* Where a column of figures ends. */
static double
end_of(const struct paper *paper, const struct profile_table *table, size_t column)
{
    double width = (paper_room(paper) - NAME) / (double)(table->columns - 1);

    return paper_left() + NAME + (double)column * width;
}

static void put_cell(struct paper *paper, const char *tag, double x, const char *text)
{
    paper_begin(paper, tag);
    paper_put_right(paper, x, span_of_text(text));
    paper_end(paper, tag);
}

/* The name of a row, cut to its column. */
static void put_name(struct paper *paper, const char *text)
{
    paper_begin(paper, "TH");
    paper_put_left(paper, paper_left(), NAME - SPACE, span_of_text(text));
    paper_end(paper, "TH");
}

static void put_row(struct paper *paper,
                    const struct profile_table *table,
                    const struct profile_row *row)
{
    const char *tag = row == &table->heads ? "TH" : "TD";
    size_t i;

    paper_begin(paper, "TR");
    put_name(paper, row->cells[0]);
    for (i = 1; i < table->columns; i++) {
        put_cell(paper, tag, end_of(paper, table, i), row->cells[i]);
    }
    paper_end(paper, "TR");
    paper->y += paper_line();
}

static void begin_table(struct paper *paper, const struct profile_table *table)
{
    paper_begin(paper, "Table");
    put_row(paper, table, &table->heads);
    paper->y += 2;
}

static void put_table(struct paper *paper, const struct profile_table *table)
{
    size_t i;

    paper_need(paper, 6 * paper_line());
    paper_outline(paper, table->heading);
    paper_put(paper, PAPER_HEADING, span_of_text(table->heading));
    begin_table(paper, table);
    for (i = 0; i < table->row_count; i++) {
        if (paper_is_full(paper)) {
            paper_end(paper, "Table");
            paper_need(paper, 4 * paper_line());
            begin_table(paper, table);
        }
        put_row(paper, table, &table->rows[i]);
    }
    paper_end(paper, "Table");
    paper->y += 2 * paper_line();
}

int profile_print(const struct profile *profile, struct buf *out)
{
    struct paper paper;
    size_t i;
    int r =
        paper_init(&paper, profile->title, profile->is_practice ? "PRACTICE" : NULL);

    if (r == 0) {
        paper_turn_wide(&paper);
        paper_put(&paper, PAPER_TITLE, span_of_text(profile->trust));
        paper_put(&paper, PAPER_HEADING, span_of_text(profile->title));
        paper_put(&paper, PAPER_TEXT, span_of_text(profile->note));
        for (i = 0; i < profile->count; i++) {
            put_table(&paper, &profile->tables[i]);
        }
        r = paper_finish(&paper, out);
    }
    paper_deinit(&paper);
    return r;
}

/* A table's name and its row. */
static const char *const header[] = {"table",
                                     "row",
                                     "figure_1",
                                     "figure_2",
                                     "figure_3",
                                     "figure_4",
                                     "figure_5",
                                     "figure_6",
                                     "figure_7"};

enum {
    LINE = ARRAY_SIZE(header),
};

_Static_assert(LINE == PROFILE_COLUMNS + 1, "a line is a table's name and its row");

/* The first table: what the report is. */
static const char about[] = "About this report";

static void write_about(const char *name, const char *text, struct buf *out)
{
    const char *const line[LINE] = {about, name, text, "", "", "", "", "", ""};

    rows_write(out, line, LINE);
}

static void write_row(const struct profile_table *table,
                      const struct profile_row *row,
                      struct buf *out)
{
    const char *line[LINE] = {table->heading};
    size_t i;

    for (i = 0; i < PROFILE_COLUMNS; i++) {
        line[i + 1] = row->cells[i];
    }
    rows_write(out, line, LINE);
}

int profile_csv(const struct profile *profile, struct buf *out)
{
    size_t i;
    size_t j;

    rows_write(out, header, LINE);
    write_about("Title", profile->title, out);
    write_about("Trust", profile->trust, out);
    write_about("Practice", profile->is_practice ? "yes" : "no", out);
    write_about("Note", profile->note, out);
    for (i = 0; i < profile->count; i++) {
        const struct profile_table *table = &profile->tables[i];

        write_row(table, &table->heads, out);
        for (j = 0; j < table->row_count; j++) {
            write_row(table, &table->rows[j], out);
        }
    }
    return FOLD(buf_status(out));
}
