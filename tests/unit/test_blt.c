// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/blt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int parse(const char *text, struct blt *out, struct blt_error *error)
{
    return blt_parse(span_of_text(text), out, error);
}

static void test_ballots_names_and_title_are_read(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("3 2\n5 2 1 0\n1 0\n12 3 0\n0\n\"Ann\"\n\"Bob\"\n\"Cy\"\n"
                           "\"A ward\"\n",
                           &blt,
                           &error),
                     0);
    assert_int_equal(blt.slate->candidates, 3);
    assert_int_equal(blt.slate->seats, 2);
    assert_int_equal(blt.rankings->kinds, 3);
    assert_int_equal(blt.rankings->papers, 18);
    assert_memory_equal(rankings_of(blt.rankings, 0), ((uint8_t[]){2, 1, 0}), 3);
    assert_memory_equal(rankings_of(blt.rankings, 1), ((uint8_t[]){0}), 1);
    assert_string_equal(blt.slate->names[3].name, "Cy");
    assert_string_equal(blt.slate->title, "A ward");
}

static void test_a_mark_crlf_comments_and_blank_lines_are_let_pass(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(
        parse(
            "\xEF\xBB\xBF# a file\r\n\r\n2 1 # two for one\r\n  -2\r\n\t3 1 2 0 # x\r\n"
            "0\r\n\"A \xC3\x93 Br\xC3\xADn\" # him\r\n\"B\"\r\n\"\"",
            &blt,
            &error),
        0);
    assert_true(blt.slate->names[2].is_withdrawn);
    assert_false(blt.slate->names[1].is_withdrawn);
    assert_string_equal(blt.slate->names[1].name, "A \xC3\x93 Br\xC3\xADn");
    assert_string_equal(blt.slate->title, "");
}

static void test_a_skipped_or_equal_preference_breaks_the_order(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("5 1\n1 1 - 2 - 3 0\n1 1 2=3=4 5 0\n1 2=3 0\n1 - 2=1 0\n0\n"
                           "\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"t\"\n",
                           &blt,
                           &error),
                     0);
    assert_memory_equal(
        rankings_of(blt.rankings, 0), ((uint8_t[]){1, 255, 2, 3, 0}), 5);
    assert_memory_equal(
        rankings_of(blt.rankings, 1), ((uint8_t[]){1, 255, 2, 3, 4, 5, 0}), 7);
    assert_memory_equal(rankings_of(blt.rankings, 2), ((uint8_t[]){255, 2, 3, 0}), 4);
    assert_memory_equal(rankings_of(blt.rankings, 3), ((uint8_t[]){255, 2, 1, 0}), 4);
}

static void test_a_nickname_in_quotes_needs_no_backslash(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("2 1\n0\n\"Al \"Sandy\" Keith (LD)\"\n\"\"Bo\" Poe\" # x "
                           "\"y\"\r\n\"t\"\n",
                           &blt,
                           &error),
                     0);
    assert_string_equal(blt.slate->names[1].name, "Al \"Sandy\" Keith (LD)");
    assert_string_equal(blt.slate->names[2].name, "\"Bo\" Poe");
    assert_string_equal(blt.slate->title, "t");
}

static void test_withdrawn_candidates_may_share_a_line_or_not(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(
        parse("3 1\n-1 -3\n-2\n0\n\"A\"\n\"B\"\n\"C\"\n\"t\"\n", &blt, &error), 0);
    assert_true(blt.slate->names[1].is_withdrawn && blt.slate->names[2].is_withdrawn
                && blt.slate->names[3].is_withdrawn);
}

struct bad {
    const char *text;
    size_t line;
    const char *what;
};

static const struct bad bad_files[] = {
    {"", 1, "the file ends too early"},
    {"2\n", 1, "not a number"},
    {"two 1\n", 1, "not a number"},
    {"0 1\n0\n\"t\"\n", 1, "no candidates or no seats"},
    {"2 0\n0\n", 1, "no candidates or no seats"},
    {"255 1\n", 1, "a number too large"},
    {"2 255\n", 1, "a number too large"},
    {"2 1 1\n", 1, "more than belongs on this line"},
    {"02 1\n", 1, "a number with a leading zero"},
    {"2 1\n-3\n", 2, "no such candidate"},
    {"2 1\n-0\n", 2, "no such candidate"},
    {"2 1\n-1\n-1\n", 3, "a candidate withdrawn twice"},
    {"2 1\n-1 1 2 0\n", 2, "withdrawn candidates stand alone on their line"},
    {"2 1\n1 1 2\n", 2, "a ballot without its closing 0"},
    {"2 1\n1 1 2 0 1\n", 2, "more than belongs on this line"},
    {"2 1\n1 1 3 0\n", 2, "no such candidate"},
    {"2 1\n1 1 300 0\n", 2, "a number too large"},
    {"2 1\n1 1 1 0\n", 2, "a candidate ranked twice"},
    {"2 1\n1 1=1 0\n", 2, "a candidate ranked twice"},
    {"2 1\n1 1= 0\n", 2, "not a number"},
    {"2 1\n1 1=0\n", 2, "no such candidate"},
    {"2 1\n1 -1 0\n", 2, "not a preference"},
    {"2 1\n1 1,2 0\n", 2, "not a preference"},
    {"2 1\n1.5 1 0\n", 2, "not a number"},
    {"2 1\n\n# x\n1 1 0\n1 x 0\n", 5, "not a number"},
    {"2 1\n1000000001 1 0\n", 2, "a number too large"},
    {"2 1\n1000000000 1 0\n1 1 0\n", 3, "more ballots than can be counted"},
    {"2 1\n99999999999999999999 1 0\n", 2, "a number too large"},
    {"2 1\n1 1 0\n", 3, "the file ends too early"},
    {"1 1\n0\nAnn\n", 3, "a name must stand in double quotes"},
    {"1 1\n0\n\"Ann\n\"t\"\n", 3, "a name without its closing quote"},
    {"1 1\n0\n\"Ann\\", 3, "a name without its closing quote"},
    {"1 1\n0\n\"\"\n\"t\"\n", 3, "a candidate without a name"},
    {"1 1\n0\n\"A\" B\n\"t\"\n", 3, "more than belongs on this line"},
    {"1 1\n0\n\"\xFF\"\n\"t\"\n", 3, "not UTF-8"},
    {"1 1\n0\n\"A\x01\"\n\"t\"\n", 3, "holds a control character"},
    {"1 1\n0\n\"A\"\n", 4, "the file ends too early"},
    {"1 1\n0\n\"A\"\n\"t\"\n\"more\"\n", 5, "more than belongs into the file"},
    {"1 1\r0\r", 1, "not a number"},
};

static void test_what_is_wrong_is_said_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(bad_files); i++) {
        struct blt blt = {0};
        struct blt_error error = {0};

        assert_int_equal(parse(bad_files[i].text, &blt, &error), BLT_MALFORMED);
        assert_string_equal(error.what, bad_files[i].what);
        assert_int_equal(error.line, bad_files[i].line);
        assert_null(blt.slate);
        assert_null(blt.rankings);
    }
}

static void test_a_name_has_a_ceiling(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    struct blt blt = {0};
    struct blt_error error = {0};

    (void)state;
    buf_init(&text, 4096);
    buf_put_text(&text, "1 1\n0\n\"");
    for (size_t i = 0; i < 2000; i++) {
        buf_put_text(&text, "a");
    }
    buf_put_text(&text, "\"\n\"t\"\n");
    assert_int_equal(blt_parse(buf_span(&text), &blt, &error), BLT_MALFORMED);
    assert_string_equal(error.what, "a name too long");
}

static void test_what_is_written_reads_back_the_same(void **state)
{
    static const char text[] =
        "4 2\n-3\n5 2 1 0\n1 0\n3 4 - 1 2 0\n0\n\"An \\\"A\\\"\"\n"
        "\"B\\\\C\"\n\"D\"\n\"E\"\n\"A ward\"\n";
    CLEANUP(blt_deinit) struct blt blt = {0};
    CLEANUP(buf_deinit) struct buf out;
    struct blt_error error;

    (void)state;
    assert_int_equal(parse(text, &blt, &error), 0);
    assert_string_equal(blt.slate->names[1].name, "An \"A\"");
    buf_init(&out, 4096);
    assert_int_equal(blt_write(&blt, &out), 0);
    assert_string_equal(buf_text(&out), text);
    buf_deinit(&out);
    buf_init(&out, 10);
    assert_int_equal(blt_write(&blt, &out), BUF_FULL);
}

static void test_every_beginning_of_a_file_is_refused(void **state)
{
    static const char text[] =
        "3 2\n-1\n5 2=1 3 0\n1 - 0\n0\n\"Ann\"\n\"Bob\"\n\"Cy\"\n"
        "\"A ward\"";

    (void)state;
    for (size_t size = 0; size < strlen(text); size++) {
        struct blt blt = {0};
        struct blt_error error;

        assert_int_equal(blt_parse(span_of(text, size), &blt, &error), BLT_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ballots_names_and_title_are_read),
        cmocka_unit_test(test_a_mark_crlf_comments_and_blank_lines_are_let_pass),
        cmocka_unit_test(test_a_skipped_or_equal_preference_breaks_the_order),
        cmocka_unit_test(test_a_nickname_in_quotes_needs_no_backslash),
        cmocka_unit_test(test_withdrawn_candidates_may_share_a_line_or_not),
        cmocka_unit_test(test_what_is_wrong_is_said_with_its_line),
        cmocka_unit_test(test_a_name_has_a_ceiling),
        cmocka_unit_test(test_what_is_written_reads_back_the_same),
        cmocka_unit_test(test_every_beginning_of_a_file_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
