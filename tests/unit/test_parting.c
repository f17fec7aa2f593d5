// SPDX-License-Identifier: AGPL-3.0-or-later
#include "count/parting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "count/count.h"

static const struct {
    uint8_t marks[4];
    size_t count;
    uint32_t weight;
} papers[] = {
    {{1, 2}, 2, 6},
    {{1}, 1, 6},
    {{2}, 1, 6},
    {{3, 2}, 2, 5},
    {{4, 3}, 2, 4},
    {{5, 4, 3}, 3, 3},
};

enum {
    CANDIDATES = 5,
    NONE = -1, /* the sheet does not say */
};

static int make_sheet(void **state)
{
    struct slate *slate = NULL;
    struct rankings *rankings = NULL;
    struct count_input input = {.rules = RULES_NHS_2014_STV};
    struct tie needed;
    struct sheet *sheet = NULL;
    int r;

    r = slate_new(CANDIDATES, 2, &slate);
    r = r == 0 ? rankings_new(CANDIDATES, &rankings) : r;
    for (size_t i = 0; r == 0 && i < ARRAY_SIZE(papers); i++) {
        r = rankings_add(rankings, papers[i].marks, papers[i].count, papers[i].weight);
    }
    input.slate = slate;
    input.rankings = rankings;
    r = r == 0 ? count_votes(&input, NULL, &needed, &sheet) : r;
    slate_free(slate);
    rankings_free(rankings);
    *state = sheet;
    return r;
}

static int free_sheet(void **state)
{
    sheet_free(*state);
    return 0;
}

/* Our own totals, up to so many stages; those beyond are said as the last. */
static struct totals *copy(const struct sheet *sheet, size_t stages)
{
    struct totals *totals = NULL;

    assert_int_equal(totals_new(CANDIDATES, stages, &totals), 0);
    for (size_t i = 0; i < stages; i++) {
        size_t at = i < sheet->stage_count ? i : sheet->stage_count - 1;

        for (size_t c = 1; c <= CANDIDATES; c++) {
            totals_set(totals, i, c, sheet->stages[at].totals[c]);
        }
        totals_set(totals, i, 0, sheet->stages[at].nontransferable);
    }
    return totals;
}

static struct parting part(const struct sheet *sheet, const struct totals *totals)
{
    struct parting parting;

    parting_find(sheet, totals, &parting);
    return parting;
}

static void test_sheets_that_agree_do_not_part(void **state)
{
    const struct sheet *sheet = *state;
    CLEANUP(totals_freep) struct totals *totals = copy(sheet, sheet->stage_count);

    assert_int_equal(part(sheet, totals).cause, PARTING_NONE);
    totals_set(totals, 1, 2, TOTALS_NONE);
    totals_set(totals, 0, 0, TOTALS_NONE);
    assert_int_equal(part(sheet, totals).cause, PARTING_NONE);
    assert_int_equal(part(sheet, totals).stage, 0);
}

static void test_a_sheet_may_end_sooner_or_later(void **state)
{
    const struct sheet *sheet = *state;
    CLEANUP(totals_freep) struct totals *less = copy(sheet, sheet->stage_count - 1);
    CLEANUP(totals_freep) struct totals *more = copy(sheet, sheet->stage_count + 1);

    assert_int_equal(part(sheet, less).cause, PARTING_ENDED);
    assert_int_equal(part(sheet, less).stage, sheet->stage_count);
    assert_int_equal(part(sheet, more).cause, PARTING_GOES_ON);
    assert_int_equal(part(sheet, more).stage, sheet->stage_count + 1);
}

struct change {
    size_t stage;
    int64_t votes[CANDIDATES + 1]; /* [0]: non-transferable; NONE: ours */
    enum parting_cause cause;
    int64_t value;
    int64_t excess;
};

static void check_change(const struct sheet *sheet, const struct change *change)
{
    CLEANUP(totals_freep) struct totals *totals = copy(sheet, sheet->stage_count);
    struct parting parting;

    for (size_t c = 0; c <= CANDIDATES; c++) {
        if (change->votes[c] != NONE) {
            totals_set(totals, change->stage, c, change->votes[c]);
        }
    }
    parting = part(sheet, totals);
    assert_int_equal(parting.cause, change->cause);
    assert_int_equal(parting.stage, change->stage + 1);
    assert_int_equal(parting.value, change->value);
    assert_int_equal(parting.excess, change->excess);
}

static void test_what_made_them_part_is_found(void **state)
{
    static const struct change changes[] = {
        {0, {NONE, 1100, 700, NONE, NONE, NONE}, PARTING_FIRST, 0, 0},
        {0, {NONE, 1100, NONE, NONE, NONE, NONE}, PARTING_FIRST, 0, -100},
        /* 2: the surplus of 1, 1.00 over 6 transferable papers of 12, is 0.16 each. */
        {1, {10, NONE, 690, NONE, NONE, NONE}, PARTING_VALUE, 15, 0},
        {1, {4, NONE, 702, NONE, NONE, NONE}, PARTING_VALUE, 17, 6},
        {1, {52, NONE, 648, NONE, NONE, NONE}, PARTING_ALL_PAPERS, 8, 0},
        {1, {NONE, NONE, 600, 596, NONE, NONE}, PARTING_PAPERS, 0, 0},
        {1, {NONE, NONE, NONE, 600, NONE, NONE}, PARTING_SUM, 0, 100},
        {1, {0, 1200, 600, 500, 700, 0}, PARTING_EXCLUDED_INSTEAD, 0, 0},
        {1, {0, 1200, 600, 500, 400, 300}, PARTING_OTHER, 0, 0},
        /* 3: the exclusion of 5. */
        {2, {NONE, NONE, NONE, 900, 0, 300}, PARTING_OTHER_EXCLUDED, 0, 0},
        {2, {NONE, NONE, NONE, 1200, 0, 0}, PARTING_MORE_EXCLUDED, 0, 0},
        {2, {NONE, NONE, NONE, 800, 400, NONE}, PARTING_PAPERS, 0, 0},
        {2, {NONE, NONE, NONE, NONE, 600, NONE}, PARTING_SUM, 0, -100},
    };

    for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
        check_change(*state, &changes[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sheets_that_agree_do_not_part),
        cmocka_unit_test(test_a_sheet_may_end_sooner_or_later),
        cmocka_unit_test(test_what_made_them_part_is_found),
    };

    return cmocka_run_group_tests(tests, make_sheet, free_sheet);
}
