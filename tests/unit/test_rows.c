// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"

static const struct rows_column columns[] = {
    {"number", 6, ROW_REQUIRED},
    {"name", 12, ROW_REQUIRED},
    {"email", 20, ROW_OPTIONAL},
};

/* What take saw: a line "line:problem:column" or "line:field|field|field" a row. */
struct seen {
    struct buf text;
    int answer;
};

static int take(void *context, const struct row *row)
{
    struct seen *seen = context;

    if (row->problem != ROW_GOOD) {
        buf_printf(
            &seen->text, "%zu!%d@%zu\n", row->line, (int)row->problem, row->column);
    } else {
        buf_printf(&seen->text,
                   "%zu:%s|%s|%s\n",
                   row->line,
                   row->fields[0],
                   row->fields[1],
                   row->fields[2]);
    }
    return seen->answer;
}

static void check(const char *text, int expected, size_t line, const char *rows)
{
    struct seen seen = {.answer = 0};
    struct rows_table table = {columns, 3, take, &seen};
    size_t at = 0;

    buf_init(&seen.text, 1000);
    assert_int_equal(rows_read(&table, span_of_text(text), &at), expected);
    if (expected != 0) {
        assert_int_equal(at, line);
    }
    assert_string_equal(buf_text(&seen.text), rows);
    buf_deinit(&seen.text);
}

#define HEADER "number,name,email\n"

static void test_rows_come_with_their_lines(void **state)
{
    (void)state;
    check(HEADER "1,Ann,a@b.example\n\n2, Bob ,\n",
          0,
          0,
          "2:1|Ann|a@b.example\n4:2|Bob|\n");
    check(HEADER "1,Ann,\n2,Bob,", 0, 0, "2:1|Ann|\n3:2|Bob|\n");
    check(HEADER, 0, 0, "");
}

static void test_marks_line_ends_and_quotes_are_understood(void **state)
{
    (void)state;
    check("\xef\xbb\xbfnumber,name,email\r\n1,\"Smith, Jo\",\r\n2,B,\r\n",
          0,
          0,
          "2:1|Smith, Jo|\n3:2|B|\n");
    check(HEADER "1,\"Two\nlines\",\n2,\"a \"\"b\"\"\",\n",
          0,
          0,
          "2:1|Two lines|\n4:2|a \"b\"|\n");
    check("number,name,email\r1,A,\r2,B,\r", 0, 0, "2:1|A|\n3:2|B|\n");
    check("\"number\",\"name\",\"email\"\n1,A,\n", 0, 0, "2:1|A|\n");
}

static void test_text_is_normalised(void **state)
{
    (void)state;
    check(HEADER "1,Zoe\xcc\x88,\n", 0, 0, "2:1|Zo\xc3\xab|\n");
}

static void test_a_bad_row_does_not_hide_the_next(void **state)
{
    (void)state;
    check(HEADER "1,A\n2,B,,\n3,C,\n", 0, 0, "2!1@0\n3!1@0\n4:3|C|\n");
    check(HEADER ",A,\n1,\"  \",\n", 0, 0, "2!2@0\n3!2@1\n");
    check(HEADER "1234567,A,\n1,1234567890123,\n1,123456789012,\n",
          0,
          0,
          "2!3@0\n3!3@1\n4:1|123456789012|\n");
    check(HEADER "1,A\xe9,\n2,\x01,\n3,C,\n", 0, 0, "2!4@1\n3!4@1\n4:3|C|\n");
}

static void test_a_field_longer_than_any_buffer_is_one_bad_row(void **state)
{
    static char text[70000];
    size_t length;

    (void)state;
    (void)snprintf(text, sizeof(text), HEADER "1,");
    length = strlen(text);
    memset(text + length, 'x', 60000);
    memcpy(text + length + 60000, ",\n2,B,\n", 8);
    check(text, 0, 0, "2!3@1\n3:2|B|\n");
}

static void test_a_file_that_is_no_list_is_refused(void **state)
{
    struct seen seen = {.answer = 0};
    struct rows_table table = {columns, 3, take, &seen};
    size_t line;

    (void)state;
    check("", ROWS_NOT_TEXT, 1, "");
    check("\n\n", ROWS_HEADER, 1, "");
    check("name,number,email\n1,A,\n", ROWS_HEADER, 1, "");
    check("number,name\n1,A\n", ROWS_HEADER, 1, "");
    check("number;name;email\n", ROWS_HEADER, 1, "");
    check("Number,name,email\n", ROWS_HEADER, 1, "");
    assert_int_equal(rows_read(&table, span_of("n\0u\0", 4), &line), ROWS_NOT_TEXT);
}

static void test_quotes_that_do_not_match_are_refused_at_their_row(void **state)
{
    (void)state;
    check(HEADER "1,A,\n2,\"B,\n3,C,\n", ROWS_QUOTES, 3, "2:1|A|\n");
    check(HEADER "1,A\"b,\n", ROWS_QUOTES, 2, "");
    check(HEADER "1,\"A\"b,\n", ROWS_QUOTES, 2, "");
}

static void test_the_reader_stops_when_asked(void **state)
{
    struct seen seen = {.answer = 1};
    struct rows_table table = {columns, 3, take, &seen};
    size_t line;

    (void)state;
    buf_init(&seen.text, 100);
    assert_int_equal(rows_read(&table, span_of_text(HEADER "1,A,\n2,B,\n"), &line),
                     ROWS_STOPPED);
    assert_string_equal(buf_text(&seen.text), "2:1|A|\n");
    seen.answer = FAULT_STORE;
    assert_int_equal(rows_read(&table, span_of_text(HEADER "1,A,\n"), &line),
                     FAULT_STORE);
    buf_deinit(&seen.text);
}

static void test_cells_are_quoted_and_formulas_guarded(void **state)
{
    static const char *const cells[] = {
        "plain",
        "a,b",
        "say \"hi\"",
        "=1+1",
        "+44",
        "-1",
        "@x",
        "",
        "two\nlines",
        "a=b",
    };
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    rows_write(&out, cells, ARRAY_SIZE(cells));
    assert_string_equal(
        buf_text(&out),
        "plain,\"a,b\",\"say \"\"hi\"\"\",\"'=1+1\",\"'+44\",\"'-1\",\"'@x\",,"
        "\"two\nlines\",a=b\r\n");
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_come_with_their_lines),
        cmocka_unit_test(test_marks_line_ends_and_quotes_are_understood),
        cmocka_unit_test(test_text_is_normalised),
        cmocka_unit_test(test_a_bad_row_does_not_hide_the_next),
        cmocka_unit_test(test_a_field_longer_than_any_buffer_is_one_bad_row),
        cmocka_unit_test(test_a_file_that_is_no_list_is_refused),
        cmocka_unit_test(test_quotes_that_do_not_match_are_refused_at_their_row),
        cmocka_unit_test(test_the_reader_stops_when_asked),
        cmocka_unit_test(test_cells_are_quoted_and_formulas_guarded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
