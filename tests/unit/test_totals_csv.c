// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/totals_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static int make_slate(void **state)
{
    struct slate *slate = NULL;

    if (slate_new(3, 2, &slate) != 0
        || slate_name(slate, 1, span_of_text("Ann \"A\" Able")) != 0
        || slate_name(slate, 2, span_of_text("=Zo\xC3\xAB")) != 0
        || slate_name(slate, 3, span_of_text("Cat")) != 0) {
        return 1;
    }
    *state = slate;
    return 0;
}

static int free_slate(void **state)
{
    slate_free(*state);
    return 0;
}

static int read(void **state,
                const char *text,
                struct totals_csv_error *error,
                struct totals **out)
{
    return totals_csv_read(span_of_text(text), *state, 2, error, out);
}

static void check_row(const struct totals *totals, size_t candidate, const int64_t *row)
{
    for (size_t stage = 0; stage < totals->stages; stage++) {
        assert_true(totals_at(totals, stage, candidate) == row[stage]);
    }
}

static void test_our_own_sheet_is_read(void **state)
{
    CLEANUP(totals_freep) struct totals *totals = NULL;
    struct totals_csv_error error;

    assert_int_equal(
        read(state,
             "\xEF\xBB\xBF"
             "Candidate,\"First preferences\",\"Surplus of Ann \"\"A\"\" Able\",Stage "
             "2,Outcome\r\n"
             "\"Ann \"\"A\"\" Able\",6.00,-2.00,4.00,Elected at stage 1\r\n"
             "\"'=Zo\xC3\xAB\",3.00,1.50,4.50,\r\n"
             "\"Cat\",1.00,0.40,1.40,\r\n"
             "\"Non-transferable\",0.00,0.10,0.10,\r\n"
             "\"Sum\",10.00,0.00,10.00,\r\n",
             &error,
             &totals),
        0);
    assert_int_equal(totals->stages, 2);
    check_row(totals, 1, (int64_t[]){600, 400});
    check_row(totals, 2, (int64_t[]){300, 450});
    check_row(totals, 3, (int64_t[]){100, 140});
    check_row(totals, 0, (int64_t[]){0, 10});
}

static void test_a_sheet_written_by_hand_is_read(void **state)
{
    CLEANUP(totals_freep) struct totals *totals = NULL;
    struct totals_csv_error error;

    assert_int_equal(read(state,
                          "Town ward,,,\nQuota,4,,\n\n"
                          "Name,Party,1,Round,Count 2,Round 3,Total\n"
                          "=zoe,x,\"1,003\",-5,4.5,-,\n"
                          " ann \"A\" able ,Green,6,x,4.0,,4\n"
                          "3,Red,1,,1.4000,0,0\n"
                          "exhausted votes,,,,.1,0.10,\n"
                          "Total,,10,10,10,\n",
                          &error,
                          &totals),
                     TOTALS_CSV_MALFORMED);
    assert_string_equal(error.what, "quotes that do not match");
    assert_int_equal(read(state,
                          "Town ward,,,\nQuota,4,,\n\n"
                          "Name,Party,1,Round,Count 2,Round 3,Total\n"
                          "=zoe,x,\"1,003\",-5,4.5,-,\n"
                          "\" ann \"\"A\"\" able \",Green,6,x,4.0,,4\n"
                          "3,Red,1,,1.4000,0,0\n"
                          "exhausted votes,,,,.1,0.10,\n"
                          "Total,,10,10,10,\n",
                          &error,
                          &totals),
                     0);
    assert_int_equal(totals->stages, 4);
    check_row(totals, 2, (int64_t[]){100300, 450, TOTALS_NONE, TOTALS_NONE});
    check_row(totals, 1, (int64_t[]){600, 400, TOTALS_NONE, 400});
    check_row(totals, 3, (int64_t[]){100, 140, 0, 0});
    check_row(totals, 0, (int64_t[]){TOTALS_NONE, 10, 10, TOTALS_NONE});
}

struct bad {
    const char *text;
    size_t line;
    const char *what;
};

#define HEAD "Candidate,Stage 1\n"

static const struct bad bad_sheets[] = {
    {"", 1, "no row begins with \"Candidate\""},
    {"Ann,1\nBob,2\n", 2, "no row begins with \"Candidate\""},
    {"Candidate,Outcome,Round\n",
     1,
     "no column is a stage's total (\"Stage 1\", \"Stage 2\" \xE2\x80\xA6)"},
    {HEAD "1,5\n2,3\n", 3, "a candidate has no row"},
    {HEAD "1,5\n2,3\nCat,1\n3,1\n", 5, "a row that stands twice"},
    {HEAD "1,5\n\n\nDan,3\n", 5, "no candidate has this name"},
    {HEAD "4,5\n", 2, "no candidate has this name"},
    {HEAD "1,x\n", 2, "not a number of votes"},
    {HEAD "1,-3\n", 2, "not a number of votes"},
    {HEAD "1,1.2.3\n", 2, "not a number of votes"},
    {HEAD "1,\"1.2,3\"\n", 2, "not a number of votes"},
    {HEAD "1,1.005\n", 2, "more decimals than the rules give"},
    {HEAD "1,1000000001\n", 2, "more votes than can be counted"},
    {HEAD "1,999999999999999999999999\n", 2, "more votes than can be counted"},
    {HEAD "\"1,5\n", 2, "quotes that do not match"},
    {HEAD "\xFF,5\n", 2, "not UTF-8"},
};

static void test_what_is_wrong_is_said_with_its_line(void **state)
{
    for (size_t i = 0; i < ARRAY_SIZE(bad_sheets); i++) {
        struct totals *totals = NULL;
        struct totals_csv_error error = {0};

        assert_int_equal(read(state, bad_sheets[i].text, &error, &totals),
                         TOTALS_CSV_MALFORMED);
        assert_string_equal(error.what, bad_sheets[i].what);
        assert_int_equal(error.line, bad_sheets[i].line);
        assert_null(totals);
    }
}

static void refuse_many(void **state, const char *piece, size_t times, const char *what)
{
    CLEANUP(buf_deinit) struct buf text;
    struct totals *totals = NULL;
    struct totals_csv_error error = {0};

    buf_init(&text, TOTALS_CSV_BYTES_MAX + 1);
    buf_put_text(&text, HEAD "Sum");
    for (size_t i = 0; i < times; i++) {
        buf_put_text(&text, piece);
    }
    assert_int_equal(totals_csv_read(buf_span(&text), *state, 2, &error, &totals),
                     TOTALS_CSV_MALFORMED);
    assert_string_equal(error.what, what);
}

static void test_rows_columns_and_cells_have_ceilings(void **state)
{
    refuse_many(state, ",1", TOTALS_CSV_COLUMNS_MAX, "too many columns");
    refuse_many(state, "\nSum", 1000, "too many rows");
    refuse_many(state, "a", 1000, "a cell too long");
    refuse_many(state, "\n", TOTALS_CSV_BYTES_MAX, "too large");
    assert_int_equal(totals_csv_read(span_of("a\0b", 3),
                                     *state,
                                     2,
                                     &(struct totals_csv_error){0},
                                     &(struct totals *){0}),
                     TOTALS_CSV_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_our_own_sheet_is_read),
        cmocka_unit_test(test_a_sheet_written_by_hand_is_read),
        cmocka_unit_test(test_what_is_wrong_is_said_with_its_line),
        cmocka_unit_test(test_rows_columns_and_cells_have_ceilings),
    };

    return cmocka_run_group_tests(tests, make_slate, free_slate);
}
