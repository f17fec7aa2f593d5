// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/rows.h"

#include <stdbool.h>
#include <string.h>

#include <csv.h>

#include "base/fault.h"
#include "base/text.h"

struct reading {
    const struct rows_table *table;
    struct csv_parser parser;
    size_t line;     /* being fed */
    size_t began;    /* the row's first line */
    bool has_begun;  /* something of the row was fed */
    bool has_header; /* behind us */
    size_t count;    /* fields of the row so far */
    enum row_problem problem;
    size_t column;
    char fields[ROWS_COLUMNS_MAX][ROWS_FIELD_MAX + 1];
    int result;
};

static void mark(struct reading *reading, enum row_problem problem, size_t column)
{
    if (reading->problem == ROW_GOOD) {
        reading->problem = problem;
        reading->column = column;
    }
}

static enum row_problem problem_of(int refusal)
{
    return refusal == TEXT_LONG ? ROW_LONG : ROW_CHARACTERS;
}

/* Tidies a field into its place. A fault is kept for the end. */
static void take_field(struct reading *reading, struct span field, size_t column)
{
    const struct rows_column *expected = &reading->table->columns[column];
    CLEANUP(buf_deinit) struct buf tidy;
    int r;

    reading->fields[column][0] = 0;
    buf_init(&tidy, expected->max < ROWS_FIELD_MAX ? expected->max : ROWS_FIELD_MAX);
    r = text_tidy(field, TEXT_ONE_LINE, &tidy);
    if (r < 0) {
        reading->result = r;
    } else if (r == TEXT_EMPTY) {
        if (expected->need == ROW_REQUIRED && reading->has_header) {
            mark(reading, ROW_EMPTY, column);
        }
    } else if (r > 0) {
        mark(reading, problem_of(r), column);
    } else {
        memcpy(reading->fields[column], buf_text(&tidy), tidy.size + 1);
    }
}

static void on_field(void *data, size_t size, void *context)
{
    struct reading *reading = context;

    if (reading->count < reading->table->count) {
        take_field(reading, span_of(data, size), reading->count);
    }
    reading->count++;
}

static int check_header(const struct reading *reading)
{
    size_t i;

    if (reading->count != reading->table->count || reading->problem != ROW_GOOD) {
        return ROWS_HEADER;
    }
    for (i = 0; i < reading->count; i++) {
        if (strcmp(reading->fields[i], reading->table->columns[i].name) != 0) {
            return ROWS_HEADER;
        }
    }
    return 0;
}

static int give_row(struct reading *reading)
{
    const char *fields[ROWS_COLUMNS_MAX] = {NULL};
    struct row row = {.line = reading->began, .fields = fields};
    size_t i;
    int r;

    if (reading->count != reading->table->count) {
        reading->problem = ROW_COLUMNS;
        reading->column = 0;
    }
    row.problem = reading->problem;
    row.column = reading->column;
    for (i = 0; row.problem == ROW_GOOD && i < reading->count; i++) {
        fields[i] = reading->fields[i];
    }
    r = reading->table->take(reading->table->context, &row);
    return r > 0 ? ROWS_STOPPED : r;
}

static void on_row(int terminator, void *context)
{
    struct reading *reading = context;

    (void)terminator;
    if (reading->result == 0) {
        reading->result =
            reading->has_header ? give_row(reading) : check_header(reading);
    }
    reading->has_header = true;
    reading->has_begun = false;
    reading->count = 0;
    reading->problem = ROW_GOOD;
}

/* What libcsv says went wrong. */
static int parser_result(struct csv_parser *parser)
{
    return csv_error(parser) == CSV_EPARSE ? ROWS_QUOTES : FAULT(FAULT_MEMORY);
}

/* LF, CR LF or CR: each ends one line. */
static bool ends_line(struct span text, size_t i)
{
    if (text.data[i] == '\r') {
        return i + 1 == text.size || text.data[i + 1] != '\n';
    }
    return text.data[i] == '\n';
}

/* One byte at a time, so that each row knows its line. */
static int feed(struct reading *reading, struct span text)
{
    size_t i;

    for (i = 0; i < text.size && reading->result == 0; i++) {
        uint8_t byte = text.data[i];

        if (!reading->has_begun && byte != '\n' && byte != '\r') {
            reading->has_begun = true;
            reading->began = reading->line;
        }
        if (csv_parse(&reading->parser, &byte, 1, on_field, on_row, reading) != 1) {
            return parser_result(&reading->parser);
        }
        reading->line += ends_line(text, i) ? 1 : 0;
    }
    if (reading->result == 0
        && csv_fini(&reading->parser, on_field, on_row, reading) != 0) {
        return parser_result(&reading->parser);
    }
    return reading->result;
}

static struct span without_mark(struct span text)
{
    static const uint8_t mark_bytes[] = {0xef, 0xbb, 0xbf};

    if (text.size >= sizeof(mark_bytes)
        && memcmp(text.data, mark_bytes, sizeof(mark_bytes)) == 0) {
        return span_of(text.data + sizeof(mark_bytes), text.size - sizeof(mark_bytes));
    }
    return text;
}

int rows_read(const struct rows_table *table, struct span text, size_t *line)
{
    struct reading reading = {.table = table, .line = 1, .began = 1};
    int r;

    *line = 1;
    text = without_mark(text);
    if (text.size == 0 || memchr(text.data, 0, text.size) != NULL) {
        return ROWS_NOT_TEXT;
    }
    if (csv_init(&reading.parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return FAULT(FAULT_BUG);
    }
    r = feed(&reading, text);
    csv_free(&reading.parser);
    *line = reading.began;
    if (r == 0 && !reading.has_header) {
        return ROWS_HEADER;
    }
    return r;
}

static bool looks_like_formula(const char *cell)
{
    return cell[0] != 0 && strchr("=+-@\t\r", cell[0]) != NULL;
}

static void write_cell(struct buf *out, const char *cell, bool needs_guard)
{
    bool needs_quotes = needs_guard || strpbrk(cell, ",\"\r\n") != NULL;
    const char *at;

    if (!needs_quotes) {
        buf_put_text(out, cell);
        return;
    }
    buf_put_u8(out, '"');
    if (needs_guard) {
        buf_put_u8(out, '\'');
    }
    for (at = cell; *at != 0; at++) {
        if (*at == '"') {
            buf_put_u8(out, '"');
        }
        buf_put_u8(out, (uint8_t)*at);
    }
    buf_put_u8(out, '"');
}

static void
write_line(struct buf *out, const char *const *cells, size_t count, bool is_guarded)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (i > 0) {
            buf_put_u8(out, ',');
        }
        write_cell(out, cells[i], is_guarded && looks_like_formula(cells[i]));
    }
    buf_put_text(out, "\r\n");
}

void rows_write(struct buf *out, const char *const *cells, size_t count)
{
    write_line(out, cells, count, true);
}

void rows_write_exact(struct buf *out, const char *const *cells, size_t count)
{
    write_line(out, cells, count, false);
}
