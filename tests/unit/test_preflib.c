// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/preflib.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                           \
    "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ann\n"                            \
    "# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cy\n"

#define OLD "2\n1,Ann\n2,Bob\n"

static int parse(const char *text, struct blt *out, struct blt_error *error)
{
    return preflib_parse(span_of_text(text), out, error);
}

static void test_names_title_and_orders_are_read(void **state)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("\xEF\xBB\xBF# FILE NAME: 00001.soi\r\n# TITLE: A ward\r\n"
                           "# DESCRIPTION: #1 of {2}\r\n# DATA TYPE: soi\r\n"
                           "# NUMBER ALTERNATIVES: 3\r\n# NUMBER VOTERS: 10\r\n"
                           "# NUMBER UNIQUE ORDERS: 3\r\n\r\n"
                           "# ALTERNATIVE NAME 2: B #2: \xC3\x93 Roe\r\n"
                           "# ALTERNATIVE NAME 1: Ann\r\n# ALTERNATIVE NAME 3: Cy\r\n"
                           "7: 2,3,1\r\n2: 1\r\n1 :\r\n",
                           &blt,
                           &error),
                     0);
    assert_int_equal(blt.slate->candidates, 3);
    assert_int_equal(blt.slate->seats, 0);
    assert_string_equal(blt.slate->title, "A ward");
    assert_string_equal(blt.slate->names[2].name, "B #2: \xC3\x93 Roe");
    assert_int_equal(blt.rankings->papers, 10);
    assert_int_equal(blt.rankings->kinds, 3);
    assert_memory_equal(rankings_of(blt.rankings, 0), ((uint8_t[]){2, 3, 1, 0}), 4);
    assert_memory_equal(rankings_of(blt.rankings, 2), ((uint8_t[]){0}), 1);
}

static void test_those_in_braces_break_the_order(void **state)
{
    static const uint8_t level[] = {3, 255, 1, 2, 0};
    static const uint8_t alone[] = {3, 1, 0};
    static const uint8_t skipped[] = {3, 255, 1, 0};
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse(HEAD "1: 3,{1,2}\n1: {3}, { 1 }\n1:3,{},1\n", &blt, &error),
                     0);
    assert_memory_equal(rankings_of(blt.rankings, 0), level, sizeof(level));
    assert_memory_equal(rankings_of(blt.rankings, 1), alone, sizeof(alone));
    assert_memory_equal(rankings_of(blt.rankings, 2), skipped, sizeof(skipped));
}

static void test_a_file_of_before_2021_is_read(void **state)
{
    static const uint8_t level[] = {3, 255, 1, 2, 0};
    CLEANUP(blt_deinit) struct blt blt = {0};
    struct blt_error error;

    (void)state;
    assert_int_equal(parse("3\r\n1,Ann\r\n2,B, \xC3\x93 #2\r\n3,Cy\r\n10,10,3\r\n"
                           "7,3,{1,2}\r\n2, 2,1\r\n1\r\n",
                           &blt,
                           &error),
                     0);
    assert_string_equal(blt.slate->names[2].name, "B, \xC3\x93 #2");
    assert_string_equal(blt.slate->title, "");
    assert_int_equal(blt.slate->seats, 0);
    assert_int_equal(blt.rankings->papers, 10);
    assert_memory_equal(rankings_of(blt.rankings, 0), level, sizeof(level));
    assert_memory_equal(rankings_of(blt.rankings, 1), ((uint8_t[]){2, 1, 0}), 3);
    assert_memory_equal(rankings_of(blt.rankings, 2), ((uint8_t[]){0}), 1);
}

struct bad {
    const char *text;
    size_t line;
    const char *what;
};

static const struct bad bad_files[] = {
    {"", 1, "no '# NUMBER ALTERNATIVES:' before this"},
    {"{1}\n", 1, "no '# NUMBER ALTERNATIVES:' before this"},
    {"0\n", 1, "no candidates"},
    {"1000000000\n", 1, "a number too large"},
    {"2 1\n", 1, "more than belongs on this line"},
    {"2\n1,Ann\n", 3, "the file ends too early"},
    {"2\n3,Ann\n", 2, "no such candidate"},
    {"2\n1,Ann\n1,Bob\n", 3, "a candidate named twice"},
    {"2\n1;Ann\n", 2, "a comma is missing"},
    {"2\n1,\n", 2, "a candidate without a name"},
    {OLD "3,3\n", 4, "a comma is missing"},
    {OLD "3,3,1\n3 1\n", 5, "not a preference"},
    {OLD "3,3,1\n3,3\n", 5, "no such candidate"},
    {OLD "3,3,1\n3,{1,2\n", 5, "a brace that is not closed"},
    {OLD "3,3,1\n3,1,\n", 5, "not a number"},
    {OLD "3,3,1\n2,1\n", 6, "not as many ballots as the file says"},
    {"# NUMBER ALTERNATIVES: 0\n", 1, "no candidates"},
    {"# NUMBER ALTERNATIVES: 1000000000\n", 1, "a number too large"},
    {"# NUMBER ALTERNATIVES: x\n", 1, "not a number"},
    {"# NUMBER ALTERNATIVES: 1\n# NUMBER ALTERNATIVES: 2\n",
     2,
     "the number of alternatives twice"},
    {"# ALTERNATIVE NAME 1: Ann\n", 1, "a name before the number of alternatives"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 2: Ann\n", 2, "no such candidate"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 0: Ann\n", 2, "no such candidate"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1 Ann\n", 2, "a colon is missing"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1:\n",
     2,
     "a candidate without a name"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: \xFF\n", 2, "not UTF-8"},
    {"# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 1: B\n",
     3,
     "a candidate named twice"},
    {"# NUMBER ALTERNATIVES: 1\n1: 1\n", 2, "a candidate without '# ALTERNATIVE NAME'"},
    {HEAD "x: 1\n", 5, "not a number"},
    {HEAD "1 1,2\n", 5, "a colon is missing"},
    {HEAD "0: 1\n", 5, "a ballot of no papers"},
    {HEAD "1: 4\n", 5, "no such candidate"},
    {HEAD "1: 0\n", 5, "no such candidate"},
    {HEAD "1: 1\n1: 1,2,1\n", 6, "a candidate ranked twice"},
    {HEAD "1: {1,1}\n", 5, "a candidate ranked twice"},
    {HEAD "1: 1 2\n", 5, "not a preference"},
    {HEAD "1: 1,\n", 5, "not a number"},
    {HEAD "1: {1,2\n", 5, "a brace that is not closed"},
    {HEAD "1: {1 2}\n", 5, "a brace that is not closed"},
    {HEAD "1: {{1}}\n", 5, "not a number"},
    {HEAD "1000000000: 1\n1: 1\n", 6, "more ballots than can be counted"},
    {HEAD "# NUMBER VOTERS: 3\n1: 1\n1: 2\n",
     8,
     "not as many ballots as '# NUMBER VOTERS' says"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_title_and_orders_are_read),
        cmocka_unit_test(test_those_in_braces_break_the_order),
        cmocka_unit_test(test_a_file_of_before_2021_is_read),
        cmocka_unit_test(test_what_is_wrong_is_said_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
