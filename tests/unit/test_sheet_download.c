// SPDX-License-Identifier: AGPL-3.0-or-later
#include "public/sheet_download.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "wire/node.h"

#define SHEET                                                                          \
    "{\"schema\": 1, \"id\": \"s\", \"title\": \"x\", \"seats\": 2, \"candidates\": "  \
    "[\"Ann \\\"A\\\" Able\", \"=Ben\", \"Cat\"], \"withdrawn\": [3], "                \
    "\"valid_ballots\": 9, \"blank_ballots\": 1, \"rejected_ballots\": 0, \"rules\": " \
    "\"nhs-2014-stv\", \"quota\": \"4\", \"winners\": [1, 2], \"elected_order\": [1, " \
    "2], \"elected_at\": {\"1\": 1, \"2\": 1}, \"excluded_order\": [], "               \
    "\"excluded_at\": {}, \"lots\": [], \"stages\": [{\"stage\": 1, \"action\": "      \
    "\"first\", \"from\": [], \"totals\": [\"6.00\", \"3.00\", \"0.00\"], "            \
    "\"nontransferable\": \"0.00\"}]"
#define PAPERS ", \"ballots\": [\"6 1 2 0\", \"3 2 - 1 0\", \"1 3 0\"]"

static void test_a_spreadsheet_gets_stages_outcomes_and_no_formula(void **state)
{
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 10000);
    assert_int_equal(sheet_download_csv(span_of_text(SHEET "}\n"), NULL, &out), 0);
    assert_string_equal(buf_text(&out),
                        "Candidate,\"First preferences\",Outcome\r\n"
                        "\"Ann \"\"A\"\" Able\",6.00,Elected at stage 1\r\n"
                        "\"'=Ben\",3.00,Elected at stage 1\r\n"
                        "\"Cat\",0.00,\r\n"
                        "\"Non-transferable\",0.00,\r\n"
                        "\"Sum\",9.00,\r\n"
                        "\"Quota\",4.00,\r\n");
}

static void test_the_papers_counted_are_a_ballot_file(void **state)
{
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 10000);
    assert_int_equal(
        sheet_download_blt(span_of_text(SHEET PAPERS "}\n"), "A town", &out), 0);
    assert_string_equal(buf_text(&out),
                        "3 2\n-3\n6 1 2 0\n3 2 - 1 0\n1 3 0\n0\n"
                        "\"Ann \\\"A\\\" Able\"\n\"=Ben\"\n\"Cat\"\n\"A town\"\n");
}

static void test_what_is_no_sheet_or_has_no_papers_is_refused(void **state)
{
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 10000);
    assert_int_equal(sheet_download_csv(span_of_text("{}"), NULL, &out),
                     SHEET_DOWNLOAD_MALFORMED);
    assert_int_equal(sheet_download_csv(span_of_text(SHEET), NULL, &out),
                     SHEET_DOWNLOAD_MALFORMED);
    assert_int_equal(sheet_download_blt(span_of_text(""), "t", &out),
                     SHEET_DOWNLOAD_MALFORMED);
    assert_int_equal(sheet_download_blt(span_of_text(SHEET "}\n"), "t", &out),
                     SHEET_DOWNLOAD_MALFORMED);
    assert_int_equal(out.size, 0);
}

static void test_a_practice_elections_files_say_so_inside(void **state)
{
    static const char warning[] = "PRACTICE: nobody is elected";
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, 10000);
    assert_int_equal(sheet_download_csv(span_of_text(SHEET "}\n"), warning, &out), 0);
    assert_non_null(
        strstr(buf_text(&out), "\"PRACTICE: nobody is elected\"\r\nCandidate,"));
    buf_reset(&out);
    sheet_download_json(span_of_text("{\"seats\": 2}"), warning, &out);
    assert_string_equal(
        buf_text(&out),
        "{\n  \"practice\": \"PRACTICE: nobody is elected\",\"seats\": 2}");
    buf_reset(&out);
    sheet_download_json(span_of_text("{\"seats\": 2}"), NULL, &out);
    assert_string_equal(buf_text(&out), "{\"seats\": 2}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_practice_elections_files_say_so_inside),
        cmocka_unit_test(test_a_spreadsheet_gets_stages_outcomes_and_no_formula),
        cmocka_unit_test(test_the_papers_counted_are_a_ballot_file),
        cmocka_unit_test(test_what_is_no_sheet_or_has_no_papers_is_refused),
    };

    log_silence();
    node_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
