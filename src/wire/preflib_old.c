// SPDX-License-Identifier: AGPL-3.0-or-later
#include "preflib_old.h"

#include "base/fault.h"
#include "naming.h"

/* How many candidates, and room for them. */
static int take_candidates(struct blt_scan *scan, struct blt *blt)
{
    uint32_t count = 0;
    int r = blt_begin_line(scan);

    if (r == 0) {
        r = blt_take_word(scan, RANKING_CANDIDATES_MAX, &count);
    }
    if (r == 0 && count == 0) {
        r = blt_malformed(scan, "no candidates");
    }
    if (r == 0) {
        r = slate_new(count, 0, &blt->slate);
    }
    if (r == 0) {
        r = FOLD(rankings_new(count, &blt->rankings));
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* "1,Ann" */
static int take_name(struct blt_scan *scan, struct slate *slate)
{
    uint32_t number = 0;
    int r = blt_begin_line(scan);

    if (r == 0) {
        r = blt_take_number(scan, RANKING_CANDIDATES_MAX, &number);
    }
    if (r == 0 && (number == 0 || number > slate->candidates)) {
        r = blt_malformed(scan, "no such candidate");
    }
    if (r == 0 && slate->names[number].name != NULL) {
        r = blt_malformed(scan, "a candidate named twice");
    }
    if (r == 0) {
        r = blt_take_mark(scan, ',', "a comma is missing");
    }
    if (r == 0) {
        r = naming_candidate(scan, slate, number, blt_take_rest(scan));
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* "ballots,ballots,kinds": the second is the sum of what follows. */
static int take_sums(struct blt_scan *scan, uint32_t *papers)
{
    uint32_t others = 0;
    int r = blt_begin_line(scan);

    if (r == 0) {
        r = blt_take_number(scan, RANKING_PAPERS_MAX, &others);
    }
    if (r == 0) {
        r = blt_take_mark(scan, ',', "a comma is missing");
    }
    if (r == 0) {
        r = blt_take_number(scan, RANKING_PAPERS_MAX, papers);
    }
    if (r == 0) {
        r = blt_take_mark(scan, ',', "a comma is missing");
    }
    if (r == 0) {
        r = blt_take_number(scan, RANKING_PAPERS_MAX, &others);
    }
    return r != 0 ? r : blt_end_line(scan);
}

/* "12,3,{1,2}" */
static int take_order(struct blt_scan *scan, struct rankings *to)
{
    struct marks marks;
    uint32_t weight = 0;
    int r;

    marks_begin(&marks);
    r = blt_take_number(scan, RANKING_PAPERS_MAX, &weight);
    blt_skip_blanks(scan);
    return r != 0 ? r : preflib_take_rest(scan, &marks, weight, to);
}

int preflib_take_old(struct blt_scan *scan, struct blt *blt)
{
    uint32_t papers = 0;
    int r = take_candidates(scan, blt);

    for (size_t i = 1; r == 0 && i <= blt->slate->candidates; i++) {
        r = take_name(scan, blt->slate);
    }
    if (r == 0) {
        r = naming_title(scan, blt->slate, (struct span){0});
    }
    if (r == 0) {
        r = take_sums(scan, &papers);
    }
    while (r == 0 && blt_find_line(scan)) {
        r = take_order(scan, blt->rankings);
    }
    if (r == 0 && papers != blt->rankings->papers) {
        r = blt_malformed(scan, "not as many ballots as the file says");
    }
    return r;
}
