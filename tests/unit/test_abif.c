// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/abif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int parse(const char *text, struct blt *out, struct blt_error *error)
{
    return abif_parse(span_of_text(text), out, error);
}

static void test_ballots_names_title_and_seats_are_read(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(
        parse("\xEF\xBB\xBF# a file\r\n"
              "{\"version\": \"0.1\"}\r\n{title: \"A ward\"} # its name\r\n"
              "{\"seats\": 2}\r\n\r\n"
              "=DGM:[Do\xC3\xB1"
              "a Garc\xC3\xAD"
              "a]\r\n=\"\xE8\x98\x87\":[Sue Ye]\r\n"
              "27: DGM/5 > \"\xE8\x98\x87\"/2 > [Sam #1 Roe] # said\r\n"
              "10:\r\n 3 * DGM\r\n",
              &blt,
              &error),
        0);
    assert_int_equal(blt.slate->candidates, 3);
    assert_int_equal(blt.slate->seats, 2);
    assert_string_equal(blt.slate->title, "A ward");
    assert_string_equal(blt.slate->names[1].name,
                        "Do\xC3\xB1"
                        "a Garc\xC3\xAD"
                        "a");
    assert_string_equal(blt.slate->names[2].name, "Sue Ye");
    assert_string_equal(blt.slate->names[3].name, "Sam #1 Roe");
    assert_int_equal(blt.rankings->candidates, 3);
    assert_int_equal(blt.rankings->kinds, 3);
    assert_int_equal(blt.rankings->papers, 40);
    assert_memory_equal(rankings_of(blt.rankings, 0), ((uint8_t[]){1, 2, 3, 0}), 4);
    assert_memory_equal(rankings_of(blt.rankings, 1), ((uint8_t[]){0}), 1);
}

static void test_nothing_but_ballots_is_enough(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(
        parse("42:Memphis>Nashville\n26:Nashville>Knox-ville\n", &blt, &error), 0);
    assert_int_equal(blt.slate->seats, 0);
    assert_string_equal(blt.slate->title, "");
    assert_string_equal(blt.slate->names[1].name, "Memphis");
    assert_string_equal(blt.slate->names[3].name, "Knox-ville");
}

static void test_a_name_may_be_declared_behind_the_ballots(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("1:B>A\n=A:Ann\n=B:[Bob Roe]\n=C:[Cy]\n", &blt, &error), 0);
    assert_int_equal(blt.slate->candidates, 3);
    assert_string_equal(blt.slate->names[1].name, "Bob Roe");
    assert_string_equal(blt.slate->names[2].name, "Ann");
    assert_string_equal(blt.slate->names[3].name, "Cy");
}

static void test_level_and_skipped_ranks_break_the_order(void **state)
{
    static const uint8_t equal[] = {1, 255, 2, 3, 4, 0};
    static const uint8_t skipped[] = {1, 255, 2, 3, 0};
    static const uint8_t at_once[] = {255, 4, 1, 0};
    static const uint8_t all[] = {255, 2, 1, 0};
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("1:A>B=C>D\n1:A>>B>C\n1:>D>A\n1:B=A\n", &blt, &error), 0);
    assert_memory_equal(rankings_of(blt.rankings, 0), equal, sizeof(equal));
    assert_memory_equal(rankings_of(blt.rankings, 1), skipped, sizeof(skipped));
    assert_memory_equal(rankings_of(blt.rankings, 2), at_once, sizeof(at_once));
    assert_memory_equal(rankings_of(blt.rankings, 3), all, sizeof(all));
}

static void test_parted_by_commas_candidates_stand_by_their_scores(void **state)
{
    static const uint8_t clear[] = {2, 1, 3, 0};
    static const uint8_t shared[] = {3, 255, 1, 2, 0};
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(
        parse("5: A/003, B/10, C/00\n2:A/1,B/1,C/100\n1:C/7\n", &blt, &error), 0);
    assert_memory_equal(rankings_of(blt.rankings, 0), clear, sizeof(clear));
    assert_memory_equal(rankings_of(blt.rankings, 1), shared, sizeof(shared));
    assert_memory_equal(rankings_of(blt.rankings, 2), ((uint8_t[]){3, 0}), 2);
}

struct bad {
    const char *text;
    size_t line;
    const char *what;
};

static const struct bad bad_files[] = {
    {"", 1, "no candidates"},
    {"# nothing\n", 2, "no candidates"},
    {"5:\n", 2, "no candidates"},
    {"5 A>B\n", 1, "a colon is missing"},
    {"A>B\n", 1, "not a number"},
    {"1:A\n05:A\n", 2, "a number with a leading zero"},
    {"0:A\n", 1, "a ballot of no papers"},
    {"1000000001:A\n", 1, "a number too large"},
    {"1000000000:A\n1:A\n", 2, "more ballots than can be counted"},
    {"1:A>B>A\n", 1, "a candidate ranked twice"},
    {"1:A>\n", 1, "not a candidate"},
    {"1:A>=B\n", 1, "not a candidate"},
    {"1:,A/1\n", 1, "not a candidate"},
    {"1:A B\n", 1, "not a preference"},
    {"1:A:B\n", 1, "not a preference"},
    {"1:A/x\n", 1, "not a number"},
    {"1:A/1.5\n", 1, "not a preference"},
    {"1:A,B\n", 1, "commas need a score for each candidate"},
    {"1:A/1,B\n", 1, "commas need a score for each candidate"},
    {"1:A/1,B/2>C\n", 1, "commas beside '>' or '='"},
    {"1:A\n1:[Ann\n", 2, "a name without its closing bracket or quote"},
    {"1:\"Ann\n", 1, "a name without its closing bracket or quote"},
    {"1:[]>A\n", 1, "not a candidate"},
    {"=A\n", 1, "a colon is missing"},
    {"=:[Ann]\n", 1, "not a candidate"},
    {"=A:\n", 1, "not a candidate"},
    {"=A:[Ann] B\n", 1, "more than belongs on this line"},
    {"=A:[Ann]\n=A:[Bob]\n", 2, "a candidate declared twice"},
    {"1:A\n=B:[\x01]\n", 2, "holds a control character"},
    {"1:A\n2:[\xFF]\n", 2, "not UTF-8"},
    {"{title: x\n1:A\n", 1, "a brace that is not closed"},
    {"{title: x} y\n1:A\n", 1, "more than belongs on this line"},
    {"1:A\n{title: \"\xFF\"}\n", 2, "not UTF-8"},
    {"{seats: 0}\n1:A\n", 1, "not a number of seats"},
    {"{seats: 255}\n1:A\n", 1, "not a number of seats"},
    {"{seats: two}\n1:A\n", 1, "not a number of seats"},
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

static void test_there_may_be_254_candidates_and_no_more(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error = {0};

    (void)state;
    buf_init(&text, 16384);
    buf_put_text(&text, "1:c1");
    for (int i = 2; i <= 254; i++) {
        buf_printf(&text, ">c%d", i);
    }
    assert_int_equal(abif_parse(buf_span(&text), &blt, &error), 0);
    assert_int_equal(blt.slate->candidates, 254);
    assert_int_equal(rankings_of(blt.rankings, 0)[253], 254);
    buf_put_text(&text, ">c255\n");
    blt_deinit(&blt);
    assert_int_equal(abif_parse(buf_span(&text), &blt, &error), BLT_MALFORMED);
    assert_string_equal(error.what, "more candidates than can be counted");
}

static void test_a_name_has_a_ceiling(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    struct blt blt = {0};
    struct blt_error error = {0};

    (void)state;
    buf_init(&text, 4096);
    buf_put_text(&text, "1:");
    for (size_t i = 0; i < 1001; i++) {
        buf_put_text(&text, "a");
    }
    assert_int_equal(abif_parse(buf_span(&text), &blt, &error), BLT_MALFORMED);
    assert_string_equal(error.what, "a name too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ballots_names_title_and_seats_are_read),
        cmocka_unit_test(test_nothing_but_ballots_is_enough),
        cmocka_unit_test(test_a_name_may_be_declared_behind_the_ballots),
        cmocka_unit_test(test_level_and_skipped_ranks_break_the_order),
        cmocka_unit_test(test_parted_by_commas_candidates_stand_by_their_scores),
        cmocka_unit_test(test_what_is_wrong_is_said_with_its_line),
        cmocka_unit_test(test_there_may_be_254_candidates_and_no_more),
        cmocka_unit_test(test_a_name_has_a_ceiling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
