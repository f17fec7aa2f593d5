// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/blt.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "blt_scan.h"
#include "marks.h"
#include "naming.h"

enum {
    SEATS_LIMIT = 254,
};

/* "candidates seats" */
static int take_head(struct blt_scan *scan, struct blt *blt)
{
    uint32_t candidates;
    uint32_t seats;
    int r;

    r = blt_begin_line(scan);
    if (r == 0) {
        r = blt_take_word(scan, RANKING_CANDIDATES_MAX, &candidates);
    }
    if (r == 0) {
        r = blt_take_word(scan, SEATS_LIMIT, &seats);
    }
    if (r != 0) {
        return r;
    }
    if (candidates == 0 || seats == 0) {
        return blt_malformed(scan, "no candidates or no seats");
    }
    r = slate_new(candidates, seats, &blt->slate);
    if (r == 0) {
        r = rankings_new(candidates, &blt->rankings);
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* One "-3" of a line of withdrawn candidates. */
static int take_withdrawn(struct blt_scan *scan, struct slate *slate)
{
    uint32_t number;
    int r;

    if (*scan->at != '-') {
        return blt_malformed(scan, "withdrawn candidates stand alone on their line");
    }
    scan->at++;
    r = blt_take_word(scan, RANKING_CANDIDATES_MAX, &number);
    if (r != 0) {
        return r;
    }
    if (number == 0 || number > slate->candidates) {
        return blt_malformed(scan, "no such candidate");
    }
    if (slate->names[number].is_withdrawn) {
        return blt_malformed(scan, "a candidate withdrawn twice");
    }
    slate->names[number].is_withdrawn = true;
    return 0;
}

/* Lines of withdrawn candidates, if any. */
static int take_all_withdrawn(struct blt_scan *scan, struct slate *slate)
{
    int r = blt_begin_line(scan);

    while (r == 0 && *scan->at == '-') {
        while (r == 0 && !blt_is_line_done(scan)) {
            r = take_withdrawn(scan, slate);
        }
        if (r == 0) {
            r = blt_end_line(scan);
        }
        if (r == 0) {
            r = blt_begin_line(scan);
        }
    }
    return r;
}

/* "=4=5" behind a number. */
static int take_equals(struct blt_scan *scan, struct marks *marks)
{
    uint32_t mark = 0;
    int r = 0;

    while (r == 0 && scan->at < scan->end && *scan->at == '=') {
        scan->at++;
        r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &mark);
        if (r == 0 && mark == 0) {
            r = blt_malformed(scan, "no such candidate");
        }
        if (r == 0) {
            r = marks_put(scan, marks, mark);
        }
    }
    return r;
}

/* "3", "3=4=5", "-", or the closing "0". */
static int take_preference(struct blt_scan *scan, struct marks *marks, bool *is_end)
{
    uint32_t mark = 0;
    int r = 0;

    if (scan->at < scan->end && *scan->at == '-') {
        scan->at++;
        r = marks_break(scan, marks);
    } else {
        r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &mark);
        *is_end = r == 0 && mark == 0;
    }
    if (r == 0 && mark != 0 && scan->at < scan->end && *scan->at == '=') {
        r = marks_break(scan, marks);
    }
    if (r == 0 && mark != 0) {
        r = marks_put(scan, marks, mark);
    }
    if (r == 0 && mark != 0) {
        r = take_equals(scan, marks);
    }
    if (r == 0 && !blt_is_line_done(scan) && !blt_is_blank(*scan->at)) {
        r = blt_malformed(scan, "not a preference");
    }
    blt_skip_blanks(scan);
    return r;
}

/* The rest of a ballot's line behind its weight. */
static int take_ballot(struct blt_scan *scan, struct rankings *to, uint32_t weight)
{
    struct marks marks;
    bool is_end = false;
    int r = 0;

    marks_begin(&marks);
    while (r == 0 && !is_end) {
        if (blt_is_line_done(scan)) {
            return blt_malformed(scan, "a ballot without its closing 0");
        }
        r = take_preference(scan, &marks, &is_end);
    }
    return r != 0 ? r : marks_add(scan, &marks, weight, to);
}

/* Ballots up to the line "0". */
static int take_ballots(struct blt_scan *scan, struct rankings *to)
{
    uint32_t weight = 1;
    int r = 0;

    while (r == 0 && weight != 0) {
        r = blt_begin_line(scan);
        if (r == 0) {
            r = blt_take_word(scan, RANKING_PAPERS_MAX, &weight);
        }
        if (r == 0 && weight != 0) {
            r = take_ballot(scan, to, weight);
        }
        if (r == 0) {
            r = blt_end_line(scan);
        }
    }
    return r;
}

/* Whether the quote here closes the text: nothing else is on the line. */
static bool closes(const struct blt_scan *scan)
{
    struct blt_scan behind = *scan;

    behind.at++;
    blt_skip_blanks(&behind);
    return blt_is_line_done(&behind);
}

/* What stands between the quotes, as it was meant; one inside need not be escaped. */
static int unquote(struct blt_scan *scan, struct buf *out)
{
    bool has_quote = false;

    while (scan->at < scan->end && *scan->at != '\n') {
        if (*scan->at == '"' && closes(scan)) {
            scan->at++;
            return buf_status(out) == BUF_FULL ? blt_malformed(scan, "a name too long")
                                               : FOLD(buf_status(out));
        }
        has_quote = has_quote || *scan->at == '"';
        if (*scan->at == '\\') {
            scan->at++;
        }
        if (scan->at == scan->end || *scan->at == '\n') {
            break;
        }
        buf_put_u8(out, *scan->at++);
    }
    return blt_malformed(scan,
                         has_quote ? "more than belongs on this line"
                                   : "a name without its closing quote");
}

/* A quoted text. */
static int take_text(struct blt_scan *scan, struct buf *raw)
{
    int r = blt_begin_line(scan);

    buf_reset(raw);
    if (r == 0 && *scan->at != '"') {
        return blt_malformed(scan, "a name must stand in double quotes");
    }
    if (r == 0) {
        scan->at++;
        r = unquote(scan, raw);
    }
    return r;
}

static int take_names(struct blt_scan *scan, struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf raw;
    int r = 0;

    buf_init(&raw, NAMING_MAX);
    for (size_t i = 1; r == 0 && i <= slate->candidates; i++) {
        r = take_text(scan, &raw);
        if (r == 0) {
            r = naming_candidate(scan, slate, i, buf_span(&raw));
        }
        if (r == 0) {
            r = blt_end_line(scan);
        }
    }
    if (r == 0) {
        r = take_text(scan, &raw);
    }
    if (r == 0) {
        r = naming_title(scan, slate, buf_span(&raw));
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* Nothing may follow but blank lines and comments. */
static int take_end(struct blt_scan *scan)
{
    return blt_find_line(scan) ? blt_malformed(scan, "more than belongs into the file")
                               : 0;
}

static int parse(struct blt_scan *scan, struct blt *blt)
{
    int r = take_head(scan, blt);

    if (r == 0) {
        r = take_all_withdrawn(scan, blt->slate);
    }
    if (r == 0) {
        r = take_ballots(scan, blt->rankings);
    }
    if (r == 0) {
        r = take_names(scan, blt->slate);
    }
    return r != 0 ? r : take_end(scan);
}

int blt_parse(struct span text, struct blt *out, struct blt_error *error)
{
    struct blt_scan scan = blt_scan_of(text);
    struct blt blt = {0};
    int r = parse(&scan, &blt);

    if (r != 0) {
        blt_deinit(&blt);
        if (r == BLT_MALFORMED) {
            *error = blt_error_of(&scan);
        }
        return r;
    }
    *out = blt;
    return 0;
}

void blt_deinit(struct blt *blt)
{
    slate_free(blt->slate);
    rankings_free(blt->rankings);
    *blt = (struct blt){0};
}
