// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/blt.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "blt_scan.h"

enum {
    SEATS_LIMIT = 254,
    NAME_LIMIT = 1000,
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

/* One ballot's marks as they are read. */
struct marks {
    size_t count;
    bool is_broken;
    uint8_t list[RANKING_MARKS_MAX];
};

static int put(struct blt_scan *scan, struct marks *marks, uint32_t mark)
{
    if (marks->count == RANKING_MARKS_MAX) {
        return blt_malformed(scan, "a candidate ranked twice");
    }
    marks->list[marks->count++] = (uint8_t)mark;
    return 0;
}

/* From here on the order is not clear. */
static int put_break(struct blt_scan *scan, struct marks *marks)
{
    if (marks->is_broken) {
        return 0;
    }
    marks->is_broken = true;
    return put(scan, marks, RANKING_BREAK);
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
            r = put(scan, marks, mark);
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
        r = put_break(scan, marks);
    } else {
        r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &mark);
        *is_end = r == 0 && mark == 0;
    }
    if (r == 0 && mark != 0 && scan->at < scan->end && *scan->at == '=') {
        r = put_break(scan, marks);
    }
    if (r == 0 && mark != 0) {
        r = put(scan, marks, mark);
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

static int add_ballot(struct blt_scan *scan,
                      struct rankings *to,
                      struct marks *marks,
                      uint32_t weight)
{
    int r = rankings_add(to, marks->list, marks->count, weight);

    switch (r) {
    case 0:
        return 0;
    case RANKING_CANDIDATE:
        return blt_malformed(scan, "no such candidate");
    case RANKING_REPEATED:
        return blt_malformed(scan, "a candidate ranked twice");
    case RANKING_MANY:
        return blt_malformed(scan, "more ballots than can be counted");
    default:
        return FOLD(r);
    }
}

/* The rest of a ballot's line behind its weight. */
static int take_ballot(struct blt_scan *scan, struct rankings *to, uint32_t weight)
{
    struct marks marks;
    bool is_end = false;
    int r = 0;

    marks.count = 0;
    marks.is_broken = false;
    while (r == 0 && !is_end) {
        if (blt_is_line_done(scan)) {
            return blt_malformed(scan, "a ballot without its closing 0");
        }
        r = take_preference(scan, &marks, &is_end);
    }
    return r != 0 ? r : add_ballot(scan, to, &marks, weight);
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

/* What stands between the quotes, as it was meant. */
static int unquote(struct blt_scan *scan, struct buf *out)
{
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\n') {
        if (*scan->at == '\\') {
            scan->at++;
        }
        if (scan->at == scan->end || *scan->at == '\n') {
            break;
        }
        buf_put_u8(out, *scan->at++);
    }
    if (scan->at == scan->end || *scan->at != '"') {
        return blt_malformed(scan, "a name without its closing quote");
    }
    scan->at++;
    if (buf_status(out) == BUF_FULL) {
        return blt_malformed(scan, "a name too long");
    }
    return FOLD(buf_status(out));
}

/* A quoted text, tidied; an empty one is TEXT_EMPTY's business. */
static int take_text(struct blt_scan *scan, struct buf *raw, struct buf *tidy)
{
    int r = blt_begin_line(scan);

    buf_reset(raw);
    buf_reset(tidy);
    if (r == 0 && *scan->at != '"') {
        return blt_malformed(scan, "a name must stand in double quotes");
    }
    if (r == 0) {
        scan->at++;
        r = unquote(scan, raw);
    }
    if (r != 0) {
        return r;
    }
    r = text_tidy(buf_span(raw), TEXT_ONE_LINE, tidy);
    if (r > 0 && r != TEXT_EMPTY) {
        return blt_malformed(scan, text_refusal_name(r));
    }
    return r < 0 ? r : blt_end_line(scan);
}

static int take_names(struct blt_scan *scan, struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf raw;
    CLEANUP(buf_deinit) struct buf tidy;
    int r = 0;

    buf_init(&raw, NAME_LIMIT);
    buf_init(&tidy, NAME_LIMIT);
    for (size_t i = 1; r == 0 && i <= slate->candidates; i++) {
        r = take_text(scan, &raw, &tidy);
        if (r == 0 && tidy.size == 0) {
            r = blt_malformed(scan, "a candidate without a name");
        }
        if (r == 0) {
            r = FOLD(slate_name(slate, i, buf_span(&tidy)));
        }
    }
    if (r == 0) {
        r = take_text(scan, &raw, &tidy);
    }
    return r != 0 ? r : FOLD(slate_title(slate, buf_span(&tidy)));
}

/* Nothing may follow but blank lines and comments. */
static int take_end(struct blt_scan *scan)
{
    if (blt_begin_line(scan) == 0) {
        return blt_malformed(scan, "more than belongs into the file");
    }
    scan->what = NULL;
    return 0;
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
    struct blt_scan scan = {.at = text.data, .end = text.data + text.size, .line = 1};
    struct blt blt = {0};
    int r;

    if (text.size >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        scan.at += 3;
    }
    r = parse(&scan, &blt);
    if (r != 0) {
        blt_deinit(&blt);
        if (r == BLT_MALFORMED) {
            *error = (struct blt_error){.line = scan.line, .what = scan.what};
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
