// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/preflib.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "blt_scan.h"
#include "marks.h"
#include "naming.h"
#include "preflib_old.h"

struct preflib {
    struct blt_scan scan;
    struct blt blt;
    struct span title;
    bool has_voters;
    uint32_t voters;
};

/* Consumes the word if it stands here, and blanks behind it. */
static bool take_key(struct blt_scan *scan, const char *key)
{
    size_t size = strlen(key);

    if ((size_t)(scan->end - scan->at) < size || memcmp(scan->at, key, size) != 0) {
        return false;
    }
    scan->at += size;
    blt_skip_blanks(scan);
    return true;
}

static int take_alternatives(struct preflib *file)
{
    uint32_t count = 0;
    int r;

    if (file->blt.slate != NULL) {
        return blt_malformed(&file->scan, "the number of alternatives twice");
    }
    r = blt_take_word(&file->scan, RANKING_CANDIDATES_MAX, &count);
    if (r == 0 && count == 0) {
        r = blt_malformed(&file->scan, "no candidates");
    }
    if (r == 0) {
        r = slate_new(count, 0, &file->blt.slate);
    }
    return r != 0 ? r : FOLD(rankings_new(count, &file->blt.rankings));
}

/* "1: Ann" */
static int take_name(struct preflib *file)
{
    struct blt_scan *scan = &file->scan;
    struct slate *slate = file->blt.slate;
    uint32_t number = 0;
    int r;

    if (slate == NULL) {
        return blt_malformed(scan, "a name before the number of alternatives");
    }
    r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &number);
    if (r == 0 && (number == 0 || number > slate->candidates)) {
        r = blt_malformed(scan, "no such candidate");
    }
    if (r == 0 && slate->names[number].name != NULL) {
        r = blt_malformed(scan, "a candidate named twice");
    }
    if (r == 0) {
        r = blt_take_mark(scan, ':', "a colon is missing");
    }
    return r != 0 ? r : naming_candidate(scan, slate, number, blt_take_rest(scan));
}

static int take_voters(struct preflib *file)
{
    file->has_voters = true;
    return blt_take_word(&file->scan, RANKING_PAPERS_MAX, &file->voters);
}

/* One line of the header, behind its '#'; what we have no use for is passed over. */
static int take_header(struct preflib *file)
{
    struct blt_scan *scan = &file->scan;
    int r = 0;

    blt_skip_blanks(scan);
    if (take_key(scan, "NUMBER ALTERNATIVES:")) {
        r = take_alternatives(file);
    } else if (take_key(scan, "ALTERNATIVE NAME ")) {
        r = take_name(file);
    } else if (take_key(scan, "NUMBER VOTERS:")) {
        r = take_voters(file);
    } else if (take_key(scan, "TITLE:")) {
        file->title = blt_take_rest(scan);
    } else {
        (void)blt_take_rest(scan);
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* Lines that begin with '#', and empty ones. */
static int take_all_headers(struct preflib *file)
{
    struct blt_scan *scan = &file->scan;
    int r = 0;

    blt_skip_blanks(scan);
    while (r == 0 && scan->at < scan->end && blt_is_line_done(scan)) {
        if (*scan->at == '#') {
            scan->at++;
            r = take_header(file);
        } else {
            r = blt_end_line(scan);
        }
        blt_skip_blanks(scan);
    }
    return r;
}

static int check_headers(struct preflib *file)
{
    const struct slate *slate = file->blt.slate;

    if (slate == NULL) {
        return blt_malformed(&file->scan, "no '# NUMBER ALTERNATIVES:' before this");
    }
    for (size_t i = 1; i <= slate->candidates; i++) {
        if (slate->names[i].name == NULL) {
            return blt_malformed(&file->scan,
                                 "a candidate without '# ALTERNATIVE NAME'");
        }
    }
    return naming_title(&file->scan, file->blt.slate, file->title);
}

static int take_candidate(struct blt_scan *scan, uint8_t *out)
{
    uint32_t number = 0;
    int r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &number);

    if (r == 0 && number == 0) {
        r = blt_malformed(scan, "no such candidate");
    }
    *out = (uint8_t)number;
    blt_skip_blanks(scan);
    return r;
}

/* "2,3}" behind the opening brace. */
static int take_level(struct blt_scan *scan, struct marks *marks)
{
    struct marks level;
    uint8_t candidate = 0;
    int r = 0;

    marks_begin(&level);
    blt_skip_blanks(scan);
    while (r == 0 && scan->at < scan->end && *scan->at != '}') {
        if (level.count > 0) {
            r = blt_take_mark(scan, ',', "a brace that is not closed");
        }
        if (r == 0) {
            r = take_candidate(scan, &candidate);
        }
        if (r == 0) {
            r = marks_put(scan, &level, candidate);
        }
    }
    if (r == 0) {
        r = blt_take_mark(scan, '}', "a brace that is not closed");
    }
    if (r == 0 && level.count != 1) {
        r = marks_break(scan, marks);
    }
    for (size_t i = 0; r == 0 && i < level.count; i++) {
        r = marks_put(scan, marks, level.list[i]);
    }
    return r;
}

int preflib_take_place(struct blt_scan *scan, struct marks *marks)
{
    uint8_t candidate = 0;
    int r;

    if (scan->at < scan->end && *scan->at == '{') {
        scan->at++;
        return take_level(scan, marks);
    }
    r = take_candidate(scan, &candidate);
    return r != 0 ? r : marks_put(scan, marks, candidate);
}

int preflib_take_rest(struct blt_scan *scan,
                      struct marks *marks,
                      uint32_t weight,
                      struct rankings *to)
{
    int r = 0;

    while (r == 0 && !blt_is_line_done(scan)) {
        r = blt_take_mark(scan, ',', "not a preference");
        if (r == 0) {
            r = preflib_take_place(scan, marks);
        }
    }
    if (r == 0) {
        r = marks_add(scan, marks, weight, to);
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* "12: 3,{1,2}" */
static int take_order(struct blt_scan *scan, struct rankings *to)
{
    struct marks marks;
    uint32_t weight = 0;
    int r;

    marks_begin(&marks);
    r = blt_take_number(scan, RANKING_PAPERS_MAX, &weight);
    blt_skip_blanks(scan);
    if (r == 0) {
        r = blt_take_mark(scan, ':', "a colon is missing");
    }
    if (r == 0 && !blt_is_line_done(scan)) {
        r = preflib_take_place(scan, &marks);
    }
    return r != 0 ? r : preflib_take_rest(scan, &marks, weight, to);
}

/* No header, but a number: a file of before 2021. */
static bool is_old(const struct preflib *file)
{
    const struct blt_scan *scan = &file->scan;

    return file->blt.slate == NULL && scan->at < scan->end && blt_is_digit(*scan->at);
}

static int parse(struct preflib *file)
{
    int r = take_all_headers(file);

    if (r == 0 && is_old(file)) {
        return preflib_take_old(&file->scan, &file->blt);
    }
    if (r == 0) {
        r = check_headers(file);
    }
    while (r == 0 && blt_find_line(&file->scan)) {
        r = take_order(&file->scan, file->blt.rankings);
    }
    if (r == 0 && file->has_voters && file->voters != file->blt.rankings->papers) {
        r = blt_malformed(&file->scan, "not as many ballots as '# NUMBER VOTERS' says");
    }
    return r;
}

int preflib_parse(struct span text, struct blt *out, struct blt_error *error)
{
    struct preflib file = {.scan = blt_scan_of(text)};
    int r = parse(&file);

    if (r != 0) {
        blt_deinit(&file.blt);
        if (r == BLT_MALFORMED) {
            *error = blt_error_of(&file.scan);
        }
        return r;
    }
    *out = file.blt;
    return 0;
}
