// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/totals_csv.h"

#include <stdbool.h>
#include <string.h>

#include <csv.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/text.h"
#include "core/rankings.h"

enum {
    ROWS_MAX = 1000,
    CELL_MAX = 1000, /* bytes */
    FOLDED_MAX = 3000,
    NOBODY = -1, /* a row that is passed over */
};

struct reading {
    const struct slate *slate;
    unsigned decimals;
    int64_t unit;
    struct csv_parser parser;
    struct totals *totals; /* NULL: no head yet */
    size_t line;           /* being fed */
    size_t began;          /* the row's first line */
    bool has_begun;        /* something of the row was fed */
    bool is_head;          /* this row */
    size_t rows;
    size_t column; /* the next one of this row */
    size_t stages; /* of the head */
    int subject;   /* whose row: a candidate, 0 the non-transferable, or NOBODY */
    const char *what;
    int fault;
    uint16_t stage_of[TOTALS_CSV_COLUMNS_MAX]; /* from 1; 0: passed over */
    bool is_seen[RANKING_CANDIDATES_MAX + 1];
};

static void refuse(struct reading *reading, const char *what)
{
    if (reading->what == NULL) {
        reading->what = what;
    }
}

/* Without case, accents and white space at the ends; "" when it cannot be read. */
static void fold(struct reading *reading, struct span cell, struct buf *out)
{
    int r;

    if (cell.size > CELL_MAX) {
        refuse(reading, "a cell too long");
        return;
    }
    r = text_fold(text_trim(cell), out);
    if (r < 0) {
        reading->fault = r;
    } else if (r > 0) {
        refuse(reading, text_refusal_name(r));
    }
}

static bool begins(const struct buf *text, const char *word)
{
    size_t size = strlen(word);

    return text->size >= size && memcmp(text->data, word, size) == 0;
}

static bool begins_any(const struct buf *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (begins(text, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* "12", from 1 up to the limit; 0 when it is something else. */
static unsigned number_of(const struct buf *text, unsigned limit)
{
    unsigned number = 0;

    for (size_t i = 0; i < text->size; i++) {
        if (!is_digit(text->data[i]) || number > limit) {
            return 0;
        }
        number = number * 10 + (unsigned)(text->data[i] - '0');
    }
    return number <= limit ? number : 0;
}

/* "Round 3"; without its number it is what moved in a round of Meek's method. */
static bool is_round(const struct buf *heading)
{
    struct span rest;
    size_t digits = 0;

    if (!begins(heading, "round")) {
        return false;
    }
    rest = text_trim(span_of(heading->data + 5, heading->size - 5));
    while (digits < rest.size && is_digit(rest.data[digits])) {
        digits++;
    }
    return digits > 0 && digits == rest.size;
}

/* "Stage 3", "First preferences", "3" */
static bool is_stage(const struct buf *heading)
{
    static const char *const words[] = {"first", "stage", "count", "total"};

    return begins_any(heading, words, ARRAY_SIZE(words)) || is_round(heading)
           || number_of(heading, TOTALS_CSV_COLUMNS_MAX) > 0;
}

static void take_heading(struct reading *reading, struct span cell)
{
    static const char *const words[] = {"candidate", "name"};
    CLEANUP(buf_deinit) struct buf heading;

    buf_init(&heading, FOLDED_MAX);
    fold(reading, cell, &heading);
    if (reading->column == 0) {
        reading->is_head = begins_any(&heading, words, ARRAY_SIZE(words));
    } else if (reading->is_head && is_stage(&heading)) {
        reading->stages++;
        reading->stage_of[reading->column] = (uint16_t)reading->stages;
    }
}

/* Which candidate has this folded name; 0 when none has. */
static int find_name(struct reading *reading, const struct buf *name)
{
    CLEANUP(buf_deinit) struct buf folded;

    buf_init(&folded, FOLDED_MAX);
    for (size_t c = 1; c <= reading->slate->candidates; c++) {
        buf_reset(&folded);
        fold(reading, span_of_text(reading->slate->names[c].name), &folded);
        if (span_is_equal(buf_span(&folded), buf_span(name))) {
            return (int)c;
        }
    }
    return 0;
}

/* A formula was made harmless by an apostrophe. */
static struct span unguarded(struct span cell)
{
    cell = text_trim(cell);
    if (cell.size > 1 && cell.data[0] == '\'' && strchr("=+-@", cell.data[1]) != NULL
        && cell.data[1] != 0) {
        cell.data++;
        cell.size--;
    }
    return cell;
}

static void take_subject(struct reading *reading, struct span cell)
{
    static const char *const lost[] = {
        "non-transferable", "non transferable", "nontransferable", "exhausted"};
    static const char *const passed[] = {"sum", "total", "quota", "valid", "check"};
    CLEANUP(buf_deinit) struct buf name;
    int found;

    buf_init(&name, FOLDED_MAX);
    fold(reading, unguarded(cell), &name);
    found = find_name(reading, &name);
    if (found == 0) {
        found = (int)number_of(&name, (unsigned)reading->slate->candidates);
    }
    if (found == 0 && !begins_any(&name, lost, ARRAY_SIZE(lost))) {
        reading->subject = NOBODY;
        if (name.size > 0 && !begins_any(&name, passed, ARRAY_SIZE(passed))) {
            refuse(reading, "no candidate has this name");
        }
        return;
    }
    reading->subject = found;
    if (reading->is_seen[found]) {
        refuse(reading, "a row that stands twice");
    }
    reading->is_seen[found] = true;
}

/* A number as it is read: "1,148.25". */
struct figure {
    int64_t whole;
    int64_t behind; /* the decimals so far */
    unsigned left;  /* how many decimals may follow */
    bool has_point;
};

/* NULL, or what is wrong with the next character. */
static const char *take_figure(struct figure *figure, uint8_t byte)
{
    if (byte == '.' && !figure->has_point) {
        figure->has_point = true;
    } else if (!is_digit(byte)) {
        return byte == ',' && !figure->has_point ? NULL : "not a number of votes";
    } else if (!figure->has_point) {
        figure->whole = figure->whole * 10 + (byte - '0');
    } else if (figure->left > 0) {
        figure->behind = figure->behind * 10 + (byte - '0');
        figure->left--;
    } else if (byte != '0') {
        return "more decimals than the rules give";
    }
    return figure->whole > RANKING_PAPERS_MAX ? "more votes than can be counted" : NULL;
}

/* TOTALS_NONE for an empty cell or "-". */
static int64_t read_votes(struct reading *reading, struct span cell)
{
    struct figure figure = {.left = reading->decimals};

    cell = text_trim(cell);
    if (cell.size == 0 || (cell.size == 1 && cell.data[0] == '-')) {
        return TOTALS_NONE;
    }
    for (size_t i = 0; i < cell.size; i++) {
        const char *wrong = take_figure(&figure, cell.data[i]);

        if (wrong != NULL) {
            refuse(reading, wrong);
            return TOTALS_NONE;
        }
    }
    for (; figure.left > 0; figure.left--) {
        figure.behind *= 10;
    }
    return figure.whole * reading->unit + figure.behind;
}

static void on_field(void *data, size_t size, void *context)
{
    struct reading *reading = context;
    struct span cell = span_of(data, size);
    size_t column = reading->column;

    if (column >= TOTALS_CSV_COLUMNS_MAX) {
        refuse(reading, "too many columns");
    } else if (reading->totals == NULL) {
        take_heading(reading, cell);
    } else if (column == 0) {
        take_subject(reading, cell);
    } else if (reading->subject != NOBODY && reading->stage_of[column] != 0) {
        totals_set(reading->totals,
                   reading->stage_of[column] - 1U,
                   (size_t)reading->subject,
                   read_votes(reading, cell));
    }
    reading->column++;
}

static void on_row(int terminator, void *context)
{
    struct reading *reading = context;

    (void)terminator;
    if (reading->is_head && reading->stages == 0) {
        refuse(reading, "no column is a stage's total (\"Stage 1\", \"Stage 2\" …)");
    } else if (reading->is_head) {
        int r =
            totals_new(reading->slate->candidates, reading->stages, &reading->totals);

        reading->fault = reading->fault != 0 ? reading->fault : r;
    }
    if (++reading->rows > ROWS_MAX) {
        refuse(reading, "too many rows");
    }
    reading->is_head = false;
    reading->has_begun = false;
    reading->column = 0;
}

/* One byte at a time, so that each row knows its line. */
static void feed(struct reading *reading, struct span text)
{
    for (size_t i = 0; i < text.size && reading->what == NULL && reading->fault == 0;
         i++) {
        uint8_t byte = text.data[i];

        if (!reading->has_begun && byte != '\n' && byte != '\r') {
            reading->has_begun = true;
            reading->began = reading->line;
        }
        if (csv_parse(&reading->parser, &byte, 1, on_field, on_row, reading) != 1) {
            refuse(reading, "quotes that do not match");
        }
        reading->line += byte == '\n';
    }
    if (reading->what == NULL && reading->fault == 0
        && csv_fini(&reading->parser, on_field, on_row, reading) != 0) {
        refuse(reading, "quotes that do not match");
    }
}

/* Everybody who stands has a row. */
static void check_whole(struct reading *reading)
{
    if (reading->totals == NULL) {
        refuse(reading, "no row begins with \"Candidate\"");
    }
    for (size_t c = 1; c <= reading->slate->candidates; c++) {
        if (!reading->is_seen[c] && !reading->slate->names[c].is_withdrawn) {
            refuse(reading, "a candidate has no row");
        }
    }
}

static struct span without_mark(struct span text)
{
    if (text.size >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        return span_of(text.data + 3, text.size - 3);
    }
    return text;
}

static int read_all(struct reading *reading, struct span text)
{
    if (text.size > TOTALS_CSV_BYTES_MAX) {
        refuse(reading, "too large");
        return 0;
    }
    if (text.size > 0 && memchr(text.data, 0, text.size) != NULL) {
        refuse(reading, "not a text");
        return 0;
    }
    if (csv_init(&reading->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return FAULT(FAULT_BUG);
    }
    feed(reading, without_mark(text));
    csv_free(&reading->parser);
    if (reading->fault == 0 && reading->what == NULL) {
        check_whole(reading);
    }
    return reading->fault;
}

int totals_csv_read(struct span text,
                    const struct slate *slate,
                    unsigned decimals,
                    struct totals_csv_error *error,
                    struct totals **out)
{
    struct reading reading = {
        .slate = slate, .decimals = decimals, .unit = 1, .line = 1, .began = 1};
    int r;

    for (unsigned i = 0; i < decimals; i++) {
        reading.unit *= 10;
    }
    r = read_all(&reading, text);
    if (r == 0 && reading.what != NULL) {
        error->line = reading.began;
        error->what = reading.what;
        r = TOTALS_CSV_MALFORMED;
    }
    if (r != 0) {
        totals_free(reading.totals);
        return r;
    }
    *out = reading.totals;
    return 0;
}
