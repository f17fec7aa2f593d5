// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/ballot_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct guess {
    const char *path;
    const char *text;
    enum ballot_file_format format;
};

static const struct guess guesses[] = {
    {"a.blt", "{title: x}\n", BALLOT_FILE_BLT},
    {"a.abif", "3 2\n", BALLOT_FILE_ABIF},
    {"a.SOI", "3 2\n", BALLOT_FILE_PREFLIB},
    {"folder.toi/a.toc", "", BALLOT_FILE_PREFLIB},
    {"a.toi", "", BALLOT_FILE_PREFLIB},
    {"a.soc", "", BALLOT_FILE_PREFLIB},
    {".blt", "{title: x}\n", BALLOT_FILE_ABIF},
    {"a", "# x\n\n3 2\n1 1 0\n", BALLOT_FILE_BLT},
    {"a", "\xEF\xBB\xBF# x\r\n\r\n{title: x}\r\n", BALLOT_FILE_ABIF},
    {"a", "=A:[Ann]\n", BALLOT_FILE_ABIF},
    {"a", "27: A>B\n", BALLOT_FILE_ABIF},
    {"a", "27 * A>B\n", BALLOT_FILE_ABIF},
    {"a", "# TITLE: x\n# NUMBER ALTERNATIVES: 1\n1: 1\n", BALLOT_FILE_PREFLIB},
    {"a", "# only comments\n", BALLOT_FILE_BLT},
    {"a", "", BALLOT_FILE_BLT},
};

static void test_a_format_is_known_by_the_name_or_the_beginning(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(guesses); i++) {
        assert_int_equal(
            ballot_file_guess(guesses[i].path, span_of_text(guesses[i].text)),
            guesses[i].format);
    }
}

static void test_formats_have_names(void **state)
{
    (void)state;
    assert_int_equal(ballot_file_find("blt"), BALLOT_FILE_BLT);
    assert_int_equal(ballot_file_find("abif"), BALLOT_FILE_ABIF);
    assert_int_equal(ballot_file_find("preflib"), BALLOT_FILE_PREFLIB);
    assert_int_equal(ballot_file_find("BLT"), 0);
    assert_int_equal(ballot_file_find(""), 0);
}

static void test_a_path_has_a_stem(void **state)
{
    (void)state;
    assert_int_equal(ballot_file_stem("folder/a.blt"), strlen("folder/a"));
    assert_int_equal(ballot_file_stem("a.b.toi"), strlen("a.b"));
    assert_int_equal(ballot_file_stem("a.txt"), strlen("a.txt"));
    assert_int_equal(ballot_file_stem(".blt"), strlen(".blt"));
}

static const char *const texts[BALLOT_FILE_FORMATS] = {
    [BALLOT_FILE_BLT] = "2 1\n3 2 1 0\n0\n\"Ann\"\n\"Bob\"\n\"t\"\n",
    [BALLOT_FILE_ABIF] = "{title: t}\n{seats: 1}\n=a:Ann\n=b:Bob\n3:b>a\n",
    [BALLOT_FILE_PREFLIB] = "# TITLE: t\n# NUMBER ALTERNATIVES: 2\n"
                            "# ALTERNATIVE NAME 1: Ann\n"
                            "# ALTERNATIVE NAME 2: Bob\n3: 2,1\n",
};

static void test_each_format_is_read_by_its_own_parser(void **state)
{
    (void)state;
    for (int i = BALLOT_FILE_BLT; i < BALLOT_FILE_FORMATS; i++) {
        CLEANUP(blt_deinit) struct blt blt = {0};
        struct blt_error error = {0};

        assert_int_equal(
            ballot_file_parse(
                (enum ballot_file_format)i, span_of_text(texts[i]), &blt, &error),
            0);
        assert_string_equal(blt.slate->title, "t");
        assert_string_equal(blt.slate->names[2].name, "Bob");
        assert_int_equal(blt.rankings->papers, 3);
        assert_memory_equal(rankings_of(blt.rankings, 0), ((uint8_t[]){2, 1, 0}), 3);
    }
}

static void test_no_format_is_read_by_the_parser_of_another(void **state)
{
    (void)state;
    for (int i = BALLOT_FILE_BLT; i < BALLOT_FILE_FORMATS; i++) {
        int other = i + 1 == BALLOT_FILE_FORMATS ? BALLOT_FILE_BLT : i + 1;
        struct blt blt = {0};
        struct blt_error error = {0};

        assert_int_equal(
            ballot_file_parse(
                (enum ballot_file_format)other, span_of_text(texts[i]), &blt, &error),
            BLT_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_format_is_known_by_the_name_or_the_beginning),
        cmocka_unit_test(test_formats_have_names),
        cmocka_unit_test(test_a_path_has_a_stem),
        cmocka_unit_test(test_each_format_is_read_by_its_own_parser),
        cmocka_unit_test(test_no_format_is_read_by_the_parser_of_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
