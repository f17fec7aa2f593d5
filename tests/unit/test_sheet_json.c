// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct sheet *a_sheet(void)
{
    struct sheet *sheet = NULL;
    struct sheet_stage *stage;
    struct sheet_parcel *parcel;
    struct tie tie = {.stage = 2, .purpose = LOT_TRANSFER, .count = 2, .tied = {1, 2}};

    assert_int_equal(sheet_new(2, 2, &sheet), 0);
    sheet->rules = RULES_NI_1985;
    sheet->valid = 13;
    sheet->quota = 700;
    sheet->has_whole_quota = true;
    stage = sheet_add_stage(sheet, SHEET_FIRST);
    stage->totals[1] = 1000;
    stage->totals[2] = 300;
    stage = sheet_add_stage(sheet, SHEET_SURPLUS);
    stage->from[stage->from_count++] = 1;
    stage->surplus = 300;
    stage->totals[1] = 700;
    stage->totals[2] = 505;
    stage->nontransferable = 95;
    parcel = sheet_add_parcel(sheet, stage);
    parcel->papers = 6;
    parcel->given[2] = 5;
    parcel->given[0] = 1;
    parcel->value_before = 100;
    parcel->value = 41;
    sheet->elected[sheet->elected_count++] =
        (struct sheet_mark){.candidate = 2, .stage = 2};
    sheet->elected[sheet->elected_count++] =
        (struct sheet_mark){.candidate = 1, .stage = 1};
    assert_int_equal(sheet_add_lot(sheet, &tie, 1), 0);
    return sheet;
}

static struct slate *a_slate(void)
{
    struct slate *slate = NULL;

    assert_int_equal(slate_new(2, 2, &slate), 0);
    assert_int_equal(slate_name(slate, 1, span_of_text("Ann")), 0);
    assert_int_equal(slate_name(slate, 2, span_of_text("Bob")), 0);
    assert_int_equal(slate_title(slate, span_of_text("A ward")), 0);
    return slate;
}

static const char *const parts[] = {
    "{\n  \"schema\": 1,\n  \"id\": \"a-ward\",\n  \"file\": \"a-ward.blt\",\n",
    "\"quota\": \"7\"",
    "\"valid_ballots\": 13",
    "\"rules\": \"ni-1985\"",
    "\"candidates\": [\n    \"Ann\",\n    \"Bob\"\n  ]",
    "\"winners\": [\n    1,\n    2\n  ]",
    "\"elected_order\": [\n    2,\n    1\n  ]",
    "\"2\": 2,\n    \"1\": 1",
    "\"action\": \"surplus\"",
    "\"totals\": [\n        \"7.00\",\n        \"5.05\"\n      ]",
    "\"nontransferable\": \"0.95\"",
    "\"value\": \"0.41\"",
    "\"without_preference\": 1",
    "\"purpose\": \"transfer\"",
    "\"chosen\": 1",
};

static void test_every_figure_of_the_sheet_is_written(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = a_sheet();
    CLEANUP(slate_freep) struct slate *slate = a_slate();
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 1 << 16);
    assert_int_equal(sheet_json_write(sheet, slate, "a-ward", "a-ward.blt", &out), 0);
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        assert_non_null(strstr(buf_text(&out), parts[i]));
    }
}

static void test_a_count_of_no_file_names_none(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = a_sheet();
    CLEANUP(slate_freep) struct slate *slate = a_slate();
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 1 << 16);
    assert_int_equal(sheet_json_write(sheet, slate, "a-ward", NULL, &out), 0);
    assert_null(strstr(buf_text(&out), "\"file\""));
}

static void test_a_text_too_long_is_refused(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = a_sheet();
    CLEANUP(slate_freep) struct slate *slate = a_slate();
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 100);
    assert_int_equal(sheet_json_write(sheet, slate, "a-ward", NULL, &out), BUF_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_figure_of_the_sheet_is_written),
        cmocka_unit_test(test_a_count_of_no_file_names_none),
        cmocka_unit_test(test_a_text_too_long_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
