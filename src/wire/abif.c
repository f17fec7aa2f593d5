// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/abif.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "abif_tokens.h"
#include "base/fault.h"
#include "base/text.h"
#include "blt_scan.h"
#include "marks.h"
#include "naming.h"

struct abif {
    struct blt_scan scan;
    struct abif_tokens tokens;
    struct rankings *rankings; /* room for as many candidates as there can be */
    struct span title;
    size_t title_line;
    uint32_t seats;
};

/* One of a ballot's candidates; a smaller rank is liked better. */
struct place {
    uint32_t rank;
    uint32_t score;
    uint8_t who;
};

struct choice {
    size_t count;
    bool has_comma;   /* ranks are to come from the scores */
    bool has_order;   /* a '>' or '=' */
    bool lacks_score; /* one candidate at least */
    struct place places[RANKING_CANDIDATES_MAX];
};

enum {
    SCORE_MAX = 1000000000,
};

/* "title": "North" or title: North; the key and the value without their quotes. */
static struct span take_value(struct span *line)
{
    const uint8_t *colon = line->size == 0 ? NULL : memchr(line->data, ':', line->size);
    struct span value = {0};

    if (colon != NULL) {
        size_t size = (size_t)(colon - line->data);

        value = text_trim(span_of(colon + 1, line->size - size - 1));
        line->size = size;
    }
    *line = text_trim(*line);
    return value;
}

static struct span unquoted(struct span text)
{
    if (text.size >= 2 && (text.data[0] == '"' || text.data[0] == '\'')
        && text.data[text.size - 1] == text.data[0]) {
        text.data++;
        text.size -= 2;
    }
    return text;
}

static int take_seats(struct abif *file, struct span value)
{
    struct blt_scan inner = {
        .at = value.data, .end = value.data + value.size, .line = file->scan.line};
    uint32_t seats = 0;

    if (blt_take_word(&inner, RANKING_CANDIDATES_MAX, &seats) != 0
        || inner.at != inner.end || seats == 0) {
        return blt_malformed(&file->scan, "not a number of seats");
    }
    file->seats = seats;
    return 0;
}

/* The line from its brace to the last closing one, without them. */
static int take_braces(struct blt_scan *scan, struct span *out)
{
    struct span line = blt_take_rest(scan);
    const uint8_t *closing = memrchr(line.data, '}', line.size);
    struct span rest;

    if (closing == NULL) {
        return blt_malformed(scan, "a brace that is not closed");
    }
    rest =
        text_trim(span_of(closing + 1, line.size - (size_t)(closing + 1 - line.data)));
    if (rest.size > 0 && rest.data[0] != '#') {
        return blt_malformed(scan, "more than belongs on this line");
    }
    *out = span_of(line.data + 1, (size_t)(closing - line.data) - 1);
    return 0;
}

/* A line in braces; of what it can say we use the title and the seats. */
static int take_metadata(struct abif *file)
{
    struct span key = {0};
    struct span value;
    int r = take_braces(&file->scan, &key);

    if (r != 0) {
        return r;
    }
    value = unquoted(take_value(&key));
    key = unquoted(key);
    if (span_is_equal(key, span_of_text("title"))) {
        file->title = value;
        file->title_line = file->scan.line;
    }
    return span_is_equal(key, span_of_text("seats")) ? take_seats(file, value) : 0;
}

/* "=A:[Ann Lee]" */
static int take_declaration(struct abif *file)
{
    struct blt_scan *scan = &file->scan;
    struct abif_token *token;
    struct span id = {0};
    uint8_t number = 0;
    int r = blt_take_mark(scan, '=', "not a candidate");

    if (r == 0) {
        r = abif_take_token(scan, &id);
    }
    if (r == 0) {
        r = blt_take_mark(scan, ':', "a colon is missing");
    }
    if (r == 0) {
        r = abif_find(&file->tokens, scan, id, &number);
    }
    if (r != 0) {
        return r;
    }
    token = &file->tokens.list[number];
    if (token->name.data != NULL) {
        return blt_malformed(scan, "a candidate declared twice");
    }
    token->line = scan->line;
    return abif_take_token(scan, &token->name);
}

/* What parts a candidate from the one before; '>' may also lead, and skip ranks. */
static int take_parting(struct blt_scan *scan, struct choice *choice, uint32_t *rank)
{
    uint8_t mark = *scan->at;

    if (mark != '>' && choice->count == 0) {
        return 0;
    }
    if (mark != '>' && mark != '=' && mark != ',') {
        return blt_malformed(scan, "not a preference");
    }
    do {
        *rank += mark == '>';
        scan->at++;
        blt_skip_blanks(scan);
    } while (mark == '>' && scan->at < scan->end && *scan->at == '>');
    choice->has_comma = choice->has_comma || mark == ',';
    choice->has_order = choice->has_order || mark != ',';
    return choice->has_comma && choice->has_order
               ? blt_malformed(scan, "commas beside '>' or '='")
               : 0;
}

/* "/5" */
static int take_score(struct blt_scan *scan, struct choice *choice, uint32_t *out)
{
    int r;

    if (scan->at == scan->end || *scan->at != '/') {
        choice->lacks_score = true;
        return 0;
    }
    scan->at++;
    while (scan->at + 1 < scan->end && scan->at[0] == '0'
           && blt_is_digit(scan->at[1])) {
        scan->at++; /* "045" is written so that columns align */
    }
    r = blt_take_number(scan, SCORE_MAX, out);
    blt_skip_blanks(scan);
    return r;
}

static int take_place(struct abif *file, struct choice *choice, uint32_t *rank)
{
    struct blt_scan *scan = &file->scan;
    struct place place = {0};
    struct span id = {0};
    int r = take_parting(scan, choice, rank);

    place.rank = *rank;
    if (r == 0) {
        r = abif_take_token(scan, &id);
    }
    if (r == 0) {
        r = abif_find(&file->tokens, scan, id, &place.who);
    }
    if (r == 0) {
        r = take_score(scan, choice, &place.score);
    }
    if (r == 0 && choice->count == RANKING_CANDIDATES_MAX) {
        r = blt_malformed(scan, "a candidate ranked twice");
    }
    if (r == 0) {
        choice->places[choice->count++] = place;
    }
    return r;
}

static int compare(const void *a, const void *b)
{
    const struct place *first = a;
    const struct place *second = b;

    if (first->rank != second->rank) {
        return first->rank < second->rank ? -1 : 1;
    }
    return (int)first->who - (int)second->who;
}

/* Those parted by commas stand by their scores. */
static int rank_by_score(struct blt_scan *scan, struct choice *choice)
{
    if (!choice->has_comma) {
        return 0;
    }
    if (choice->lacks_score) {
        return blt_malformed(scan, "commas need a score for each candidate");
    }
    for (size_t i = 0; i < choice->count; i++) {
        choice->places[i].rank = SCORE_MAX - choice->places[i].score;
    }
    qsort(choice->places, choice->count, sizeof(choice->places[0]), compare);
    return 0;
}

/* Whether the order is not clear at this place: a rank skipped, or one shared. */
static bool is_unclear(const struct choice *choice, size_t place)
{
    uint32_t before = place == 0 ? 0 : choice->places[place - 1].rank;
    uint32_t rank = choice->places[place].rank;

    if (!choice->has_comma && rank > before + 1) {
        return true;
    }
    return place + 1 < choice->count && choice->places[place + 1].rank == rank;
}

static int
put_choice(struct blt_scan *scan, const struct choice *choice, struct marks *marks)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < choice->count; i++) {
        if (is_unclear(choice, i)) {
            r = marks_break(scan, marks);
        }
        if (r == 0) {
            r = marks_put(scan, marks, choice->places[i].who);
        }
    }
    return r;
}

/* "27:" or "27 *" */
static int take_weight(struct blt_scan *scan, uint32_t *out)
{
    int r = blt_take_number(scan, RANKING_PAPERS_MAX, out);

    if (r != 0) {
        return r;
    }
    blt_skip_blanks(scan);
    return blt_take_mark(scan,
                         scan->at < scan->end && *scan->at == '*' ? '*' : ':',
                         "a colon is missing");
}

/* "27:A>B>C" */
static int take_ballot(struct abif *file)
{
    struct blt_scan *scan = &file->scan;
    struct choice choice;
    struct marks marks;
    uint32_t weight = 0;
    uint32_t rank = 1;
    int r = take_weight(scan, &weight);

    choice.count = 0;
    choice.has_comma = false;
    choice.has_order = false;
    choice.lacks_score = false;
    while (r == 0 && !blt_is_line_done(scan)) {
        r = take_place(file, &choice, &rank);
    }
    marks_begin(&marks);
    if (r == 0) {
        r = rank_by_score(scan, &choice);
    }
    if (r == 0) {
        r = put_choice(scan, &choice, &marks);
    }
    return r != 0 ? r : marks_add(scan, &marks, weight, file->rankings);
}

static int take_line(struct abif *file)
{
    int r;

    switch (*file->scan.at) {
    case '{':
        r = take_metadata(file);
        break;
    case '=':
        r = take_declaration(file);
        break;
    default:
        r = take_ballot(file);
        break;
    }
    return r != 0 ? r : blt_end_line(&file->scan);
}

/* The candidates as they are called; what is wrong is said of their own lines. */
static int name_all(struct abif *file, struct slate *slate)
{
    int r = 0;

    for (size_t i = 1; r == 0 && i <= file->tokens.count; i++) {
        const struct abif_token *token = &file->tokens.list[i];

        file->scan.line = token->line;
        r = naming_candidate(
            &file->scan, slate, i, token->name.size > 0 ? token->name : token->id);
    }
    if (r == 0) {
        file->scan.line = file->title_line;
        r = naming_title(&file->scan, slate, file->title);
    }
    return r;
}

static int parse(struct abif *file, struct blt *out)
{
    CLEANUP(slate_freep) struct slate *slate = NULL;
    int r = rankings_new(RANKING_CANDIDATES_MAX, &file->rankings);

    while (r == 0 && blt_find_line(&file->scan)) {
        r = take_line(file);
    }
    if (r == 0 && file->tokens.count == 0) {
        r = blt_malformed(&file->scan, "no candidates");
    }
    if (r == 0) {
        r = slate_new(file->tokens.count, file->seats, &slate);
    }
    if (r == 0) {
        r = name_all(file, slate);
    }
    if (r == 0) {
        r = FOLD(rankings_narrow(file->rankings, file->tokens.count));
    }
    if (r == 0) {
        out->slate = slate_take(&slate);
        out->rankings = rankings_take(&file->rankings);
    }
    return r;
}

int abif_parse(struct span text, struct blt *out, struct blt_error *error)
{
    struct abif file = {.scan = blt_scan_of(text)};
    int r = parse(&file, out);

    rankings_free(file.rankings);
    if (r == BLT_MALFORMED) {
        *error = blt_error_of(&file.scan);
    }
    return r;
}
