// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct sheet *a_sheet(void)
{
    struct sheet *sheet = NULL;
    struct sheet_stage *stage;

    assert_int_equal(sheet_new(2, 2, &sheet), 0);
    stage = sheet_add_stage(sheet, SHEET_FIRST);
    stage->totals[1] = 1000;
    stage->totals[2] = 300;
    stage = sheet_add_stage(sheet, SHEET_SURPLUS);
    stage->from[stage->from_count++] = 1;
    stage->totals[1] = 700;
    stage->totals[2] = 598;
    stage->nontransferable = 2;
    stage->quota = 700;
    sheet->elected[sheet->elected_count++] =
        (struct sheet_mark){.candidate = 1, .stage = 1};
    return sheet;
}

static void test_each_stage_has_what_changed_and_its_total(void **state)
{
    CLEANUP(sheet_freep) struct sheet *sheet = a_sheet();
    CLEANUP(slate_freep) struct slate *slate = NULL;
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    assert_int_equal(slate_new(2, 1, &slate), 0);
    assert_int_equal(slate_name(slate, 1, span_of_text("Ann \"A\" Lee")), 0);
    assert_int_equal(slate_name(slate, 2, span_of_text("=1+1")), 0);
    buf_init(&out, 4096);
    assert_int_equal(sheet_csv_write(sheet, slate, &out), 0);
    assert_string_equal(
        buf_text(&out),
        "Candidate,\"First preferences\",\"Surplus of Ann \"\"A\"\" Lee\",Stage "
        "2,Outcome\r\n"
        "\"Ann \"\"A\"\" Lee\",10.00,-3.00,7.00,Elected at stage 1\r\n"
        "\"'=1+1\",3.00,2.98,5.98,\r\n"
        "\"Non-transferable\",0.00,0.02,0.02,\r\n"
        "\"Sum\",13.00,0.00,13.00,\r\n"
        "\"Quota\",0.00,,7.00,\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_stage_has_what_changed_and_its_total),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
