// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_the_unit_follows_from_the_decimals(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;

    (void)state;
    assert_int_equal(sheet_new(3, 2, &sheet), 0);
    assert_int_equal(sheet->unit, 100);
}

static void test_stages_and_parcels_begin_zeroed(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    struct sheet_stage *stage;

    (void)state;
    assert_int_equal(sheet_new(254, 2, &sheet), 0);
    stage = sheet_add_stage(sheet, SHEET_EXCLUSION);
    assert_non_null(stage);
    for (size_t i = 0; i < 100; i++) {
        struct sheet_parcel *parcel = sheet_add_parcel(sheet, stage);

        assert_non_null(parcel);
        parcel->papers = i;
        for (size_t c = 0; c <= 254; c++) {
            assert_int_equal(parcel->given[c], 0);
            parcel->given[c] = i * c;
        }
    }
    assert_int_equal(stage->parcel_count, 100);
    for (size_t i = 0; i < 100; i++) {
        assert_int_equal(stage->parcels[i].papers, i);
        assert_int_equal(stage->parcels[i].given[254], i * 254);
    }
}

static void test_there_is_room_for_every_surplus_and_exclusion_and_no_more(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;

    (void)state;
    assert_int_equal(sheet_new(3, 0, &sheet), 0);
    for (size_t i = 0; i < 7; i++) {
        assert_non_null(sheet_add_stage(sheet, SHEET_FIRST));
    }
    assert_null(sheet_add_stage(sheet, SHEET_FIRST));
}

static void test_lots_and_open_ties_are_kept_in_order(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;

    (void)state;
    assert_int_equal(sheet_new(3, 0, &sheet), 0);
    for (unsigned i = 0; i < 5; i++) {
        struct tie tie = {.stage = i, .count = 2, .tied = {1, 3}};

        assert_int_equal(sheet_add_lot(sheet, &tie, 3), 0);
        assert_int_equal(sheet_add_open(sheet, &tie), 0);
    }
    assert_int_equal(sheet->lot_count, 5);
    assert_int_equal(sheet->lots[4].tie.stage, 4);
    assert_int_equal(sheet->lots[4].chosen, 3);
    assert_int_equal(sheet->open[2].stage, 2);
}

static void test_memory_beyond_all_bounds_is_not_given(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;

    (void)state;
    assert_int_equal(sheet_new(3, 0, &sheet), 0);
    assert_null(sheet_alloc(sheet, SIZE_MAX, 2));
    assert_null(sheet_alloc(sheet, SIZE_MAX, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_unit_follows_from_the_decimals),
        cmocka_unit_test(test_stages_and_parcels_begin_zeroed),
        cmocka_unit_test(
            test_there_is_room_for_every_surplus_and_exclusion_and_no_more),
        cmocka_unit_test(test_lots_and_open_ties_are_kept_in_order),
        cmocka_unit_test(test_memory_beyond_all_bounds_is_not_given),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
