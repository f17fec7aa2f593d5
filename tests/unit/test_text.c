// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int check(const char *text)
{
    return text_check(span_of_text(text), TEXT_ONE_LINE);
}

static void test_plain_and_accented_text_passes(void **state)
{
    (void)state;
    assert_int_equal(check(""), 0);
    assert_int_equal(check("Zoë O’Brien-Ńowak, 日本"), 0);
}

static void test_bytes_that_are_not_utf8_are_refused(void **state)
{
    static const char *const bad[] = {
        "\xff",
        "a\x80",
        "\xc3",
        "\xc0\xaf",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(check(bad[i]), TEXT_ENCODING);
    }
}

static void test_characters_that_act_are_refused(void **state)
{
    static const char *const bad[] = {
        "a\tb",
        "a\nb",
        "a\x7f",
        "\xc2\x85",
        "\xe2\x80\xa8",
        "\xef\xbb\xbf!",
    };
    static const uint8_t right_to_left[] = {'a', 0xe2, 0x80, 0xae, 'b'};
    static const uint8_t isolate[] = {0xe2, 0x81, 0xa6};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(check(bad[i]), TEXT_CONTROL);
    }
    assert_int_equal(text_check(SPAN(right_to_left), TEXT_ONE_LINE), TEXT_CONTROL);
    assert_int_equal(text_check(SPAN(isolate), TEXT_ONE_LINE), TEXT_CONTROL);
    assert_int_equal(text_check(span_of("a\0b", 3), TEXT_ONE_LINE), TEXT_CONTROL);
    assert_int_equal(text_check(span_of_text("a\nb"), TEXT_MANY_LINES), 0);
    assert_int_equal(text_check(span_of_text("a\rb"), TEXT_MANY_LINES), TEXT_CONTROL);
}

static void test_text_not_in_normal_form_is_refused(void **state)
{
    (void)state;
    assert_int_equal(check("Zoe\xcc\x88"), TEXT_FORM);
    assert_int_equal(check("\xe2\x84\xa6"), TEXT_FORM);
}

static void
test_a_copy_is_bounded_and_leaves_its_target_alone_when_refused(void **state)
{
    char out[5] = "keep";

    (void)state;
    assert_int_equal(text_copy(span_of_text("12345"), out, sizeof(out)), TEXT_LONG);
    assert_int_equal(text_copy(span_of_text("a\n"), out, sizeof(out)), TEXT_CONTROL);
    assert_string_equal(out, "keep");
    assert_int_equal(text_copy(span_of_text("1234"), out, sizeof(out)), 0);
    assert_string_equal(out, "1234");
    assert_int_equal(text_copy_lines(span_of_text("a\nb"), out, sizeof(out)), 0);
    assert_string_equal(out, "a\nb");
}

static void check_tidy(const char *text, enum text_lines lines, const char *expected)
{
    struct buf out;

    buf_init(&out, 100);
    assert_int_equal(text_tidy(span_of_text(text), lines, &out), 0);
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
}

static void test_what_a_person_typed_is_tidied(void **state)
{
    struct buf out;

    (void)state;
    check_tidy("  Zoe\xcc\x88 \t", TEXT_ONE_LINE, "Zo\xc3\xab");
    check_tidy("one\r\ntwo\rthree\n", TEXT_MANY_LINES, "one\ntwo\nthree");
    check_tidy("one\r\ntwo", TEXT_ONE_LINE, "one two");
    buf_init(&out, 3);
    assert_int_equal(text_tidy(span_of_text(" \r\n"), TEXT_ONE_LINE, &out), TEXT_EMPTY);
    assert_int_equal(text_tidy(span_of_text("\xff"), TEXT_ONE_LINE, &out),
                     TEXT_ENCODING);
    assert_int_equal(text_tidy(span_of_text("\x01"), TEXT_ONE_LINE, &out),
                     TEXT_CONTROL);
    assert_int_equal(text_tidy(span_of_text("four"), TEXT_ONE_LINE, &out), TEXT_LONG);
    buf_deinit(&out);
}

static void test_folding_drops_case_and_accents(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    assert_int_equal(text_fold(span_of_text("Ó Briain STRAẞE Ñ"), &out), 0);
    assert_string_equal(buf_text(&out), "o briain strasse n");
    buf_deinit(&out);
}

static void test_words_are_counted_as_a_person_would(void **state)
{
    static const struct {
        const char *text;
        size_t words;
    } cases[] = {
        {"", 0},
        {"  \n ", 0},
        {"one", 1},
        {"I don't know: well-known people, aged 65+.", 7},
        {"before - after", 2},
        {"before – after", 2},
        {"before—after", 2},
        {"a\xe2\x80\x8b"
         "b c\xc2\xa0"
         "d",
         4},
        {"* first\n* second", 2},
        {"fish & chips", 3},
        {"Vote for me!!! :-)", 3},
        {"and/or he/she 24/7", 3},
        {"£2,000 in 2019–2023, 9am–5pm", 5},
        {"one,two;three", 3},
        {"so well...no, well…yes -- but--then", 7},
        {"a rock ’n’ roll don’t", 5},
        {"e.g. the N.H.S. of St. Mary's", 6},
        {"https://example.org/a,b;c--d?e=1...2 www.example.org me@example.org", 3},
        {"see;https://example.org", 2},
        {"3.5% 1st co-operate state-of-the-art", 4},
        {"// - — * 1", 1},
    };
    size_t words;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(text_words(span_of_text(cases[i].text), &words), 0);
        assert_int_equal(words, cases[i].words);
    }
    assert_int_equal(text_words(span_of_text("a \xff"), &words), TEXT_ENCODING);
}

static void test_trimming_takes_white_space_at_the_ends_only(void **state)
{
    (void)state;
    assert_true(
        span_is_equal(text_trim(span_of_text(" a b\r\n")), span_of_text("a b")));
    assert_int_equal(text_trim(span_of_text(" \t")).size, 0);
}

static void test_a_plain_number_is_read_and_nothing_else(void **state)
{
    static const char *const bad[] = {"",
                                      "0",
                                      "01",
                                      "+1",
                                      "-1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "1x",
                                      "256",
                                      "99999999999999999999"};
    uint64_t number = 7;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(text_number(span_of_text(bad[i]), 255, &number), TEXT_NUMBER);
    }
    assert_int_equal(text_number(span_of_text("9"), 3, &number), TEXT_NUMBER);
    assert_int_equal(number, 7);
    assert_int_equal(text_number(span_of_text("255"), 255, &number), 0);
    assert_int_equal(number, 255);
    assert_int_equal(
        text_number(span_of_text("18446744073709551615"), UINT64_MAX, &number), 0);
    assert_true(number == UINT64_MAX);
    assert_int_equal(
        text_number(span_of_text("18446744073709551616"), UINT64_MAX, &number),
        TEXT_NUMBER);
}

static void test_every_refusal_has_words(void **state)
{
    int refusal;

    (void)state;
    for (refusal = TEXT_ENCODING; refusal <= TEXT_NUMBER; refusal++) {
        assert_string_not_equal(text_refusal_name(refusal), "not acceptable");
    }
    assert_string_equal(text_refusal_name(0), "not acceptable");
}

static const char *name_of(unsigned place)
{
    static const char *const names[] = {"", "one", "two", NULL};

    return names[place];
}

static void test_a_word_is_found_among_names(void **state)
{
    (void)state;
    assert_int_equal(text_choice(span_of_text("one"), name_of), 1);
    assert_int_equal(text_choice(span_of_text("two"), name_of), 2);
    assert_int_equal(text_choice(span_of_text("tw"), name_of), 0);
    assert_int_equal(text_choice(span_of_text("twofold"), name_of), 0);
    assert_int_equal(text_choice(span_of_text(""), name_of), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_word_is_found_among_names),
        cmocka_unit_test(test_plain_and_accented_text_passes),
        cmocka_unit_test(test_bytes_that_are_not_utf8_are_refused),
        cmocka_unit_test(test_characters_that_act_are_refused),
        cmocka_unit_test(test_text_not_in_normal_form_is_refused),
        cmocka_unit_test(
            test_a_copy_is_bounded_and_leaves_its_target_alone_when_refused),
        cmocka_unit_test(test_what_a_person_typed_is_tidied),
        cmocka_unit_test(test_folding_drops_case_and_accents),
        cmocka_unit_test(test_words_are_counted_as_a_person_would),
        cmocka_unit_test(test_trimming_takes_white_space_at_the_ends_only),
        cmocka_unit_test(test_a_plain_number_is_read_and_nothing_else),
        cmocka_unit_test(test_every_refusal_has_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
