// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/replace.h"
#include "desk/signin.h"
#include "town.h"

#define HEADER                                                                         \
    "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"      \
    "constituency,joined\n"

struct problems {
    size_t count;
    struct import_problem list[20];
};

static void tell(void *context, const struct import_problem *problem)
{
    struct problems *problems = context;

    assert_true(problems->count < 20);
    problems->list[problems->count++] = *problem;
}

static int import(struct town *town,
                  const char *csv,
                  enum import_mode mode,
                  struct problems *problems,
                  struct imported *imported)
{
    const struct import_order order = {
        .csv = span_of_text(csv),
        .mode = mode,
        .scope = IMPORT_MORE,
        .tell = tell,
        .context = problems,
    };

    memset(problems, 0, sizeof(*problems));
    return desk_import(town->desk, &order, imported);
}

static void test_before_the_definition_nobody_knows_the_constituencies(void **state)
{
    struct problems problems;
    struct imported imported;

    assert_int_equal(
        import(*state, HEADER, IMPORT_ALL_OR_NOTHING, &problems, &imported),
        IMPORT_NO_ELECTION);
}

static void test_members_come_as_they_are_listed_late_ones_without_a_vote(void **state)
{
    struct town *town = *state;
    struct member member;

    town_import(town);
    assert_int_equal(desk_member(town->desk, town_member(town, "P4"), &member), 0);
    assert_string_equal(member.surname, "Dale");
    assert_string_equal(member.email, "");
    assert_string_equal(member.address[0], "4 High St");
    assert_string_equal(member.postcode, "T1 1AA");
    assert_int_equal(member.cid, 1);
    assert_int_equal(desk_member(town->desk, town_member(town, "C1"), &member), 0);
    assert_int_equal(member.cid, 3);
}

static const struct {
    const char *row;
    const char *column;
    enum import_error error;
} bad[] = {
    {"M1,A,B,a@b.org,,,,,,Staff\n", "", IMPORT_COLUMNS},
    {",A,B,a@b.org,,,,,,Staff,2020-01-01\n", "number", IMPORT_MISSING},
    {"M1,A,,a@b.org,,,,,,Staff,2020-01-01\n", "surname", IMPORT_MISSING},
    {"123456789012345678901234567890123,A,B,a@b.org,,,,,,Staff,2020-01-01\n",
     "number",
     IMPORT_LONG},
    {"M1,A,B\xff,a@b.org,,,,,,Staff,2020-01-01\n", "surname", IMPORT_CHARACTERS},
    {"M1,A,B,a@b.org,,,,,,Nowhere,2020-01-01\n", "constituency", IMPORT_CONSTITUENCY},
    {"M1,A,B,a@b.org,,,,,,Staff,01/01/2020\n", "joined", IMPORT_DAY},
    {"M1,A,B,a@b.org,,,,,,Staff,2020-02-30\n", "joined", IMPORT_DAY},
    {"M1,A,B,nobody,,,,,,Staff,2020-01-01\n", "email", IMPORT_EMAIL},
    {"M1,A,B,,1 High St,,,Town,,Staff,2020-01-01\n", "", IMPORT_UNREACHABLE},
    {"G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n", "number", IMPORT_DUPLICATE},
};

static void test_every_bad_row_is_told_with_its_line_and_nothing_imported(void **state)
{
    struct town *town = *state;
    struct problems problems;
    struct imported imported;
    struct buf csv;
    size_t i;

    town_import(town);
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        buf_init(&csv, 10000);
        buf_put_text(&csv, HEADER "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n");
        buf_put_text(&csv, bad[i].row);
        assert_int_equal(
            import(town, buf_text(&csv), IMPORT_ALL_OR_NOTHING, &problems, &imported),
            IMPORT_BAD_ROWS);
        assert_int_equal(problems.count, 1);
        assert_int_equal(problems.list[0].line, 3);
        assert_int_equal(problems.list[0].error, bad[i].error);
        assert_string_equal(problems.list[0].column, bad[i].column);
        assert_true(strlen(import_error_words(problems.list[0].error)) > 0);
        assert_int_equal(imported.members, 0);
        assert_int_equal(imported.bad, 1);
        assert_int_equal(imported.rows, 2);
        buf_deinit(&csv);
    }
    /* G1 was never imported, or this would be a duplicate. */
    assert_int_equal(import(town,
                            HEADER "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n",
                            IMPORT_ALL_OR_NOTHING,
                            &problems,
                            &imported),
                     0);
    assert_int_equal(imported.members, 1);
}

static void test_bad_rows_are_skipped_when_that_is_asked(void **state)
{
    struct town *town = *state;
    struct problems problems;
    struct imported imported;

    town_import(town);
    assert_int_equal(import(town,
                            HEADER "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n"
                                   "G2,A,B,,,,,,,Nowhere,soon\n"
                                   "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n"
                                   "G3,A,B,b@b.org,,,,,,Staff,2020-01-01\n",
                            IMPORT_SKIP_BAD,
                            &problems,
                            &imported),
                     0);
    assert_int_equal(imported.rows, 4);
    assert_int_equal(imported.members, 2);
    assert_int_equal(imported.bad, 2);
    assert_int_equal(problems.count, 4); /* three of G2, one of the second G1 */
    assert_true(town_member(town, "G3") > 0);
}

static void test_a_file_that_is_no_list_is_refused_whole(void **state)
{
    static const struct {
        const char *csv;
        int refusal;
    } files[] = {
        {"", IMPORT_NOT_TEXT},
        {"number,name\nM1,A\n", IMPORT_HEADER},
        {HEADER, IMPORT_EMPTY},
        {HEADER "M1,\"A,B,a@b.org,,,,,,Staff,2020-01-01\n", IMPORT_QUOTES},
    };
    struct town *town = *state;
    struct problems problems;
    struct imported imported;
    size_t i;

    town_define(town);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        assert_int_equal(
            import(town, files[i].csv, IMPORT_SKIP_BAD, &problems, &imported),
            files[i].refusal);
        assert_true(strlen(import_refusal_words(files[i].refusal)) > 0);
    }
}

static void
test_who_is_imported_after_the_roll_is_signed_is_no_elector_yet(void **state)
{
    struct town *town = *state;
    struct problems problems;
    struct imported imported;

    town_begin(town);
    assert_int_equal(import(town,
                            HEADER "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n"
                                   "G2,B,C,b@b.org,,,,,,Staff,2026-06-30\n",
                            IMPORT_ALL_OR_NOTHING,
                            &problems,
                            &imported),
                     0);
    assert_int_equal(imported.voteless, 1);
    /* Who joined in time was omitted, and there is a register for that (§7). */
    assert_int_equal(town_ask(town, "G1", REGISTER_LOST), REPLACE_REGISTER);
    assert_int_equal(town_ask(town, "G1", REGISTER_OMITTED), 0);
    assert_int_equal(town_ask(town, "G2", REGISTER_OMITTED), REPLACE_NO_VOTE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_before_the_definition_nobody_knows_the_constituencies),
        TOWN_TEST(test_members_come_as_they_are_listed_late_ones_without_a_vote),
        TOWN_TEST(test_every_bad_row_is_told_with_its_line_and_nothing_imported),
        TOWN_TEST(test_bad_rows_are_skipped_when_that_is_asked),
        TOWN_TEST(test_a_file_that_is_no_list_is_refused_whole),
        TOWN_TEST(test_who_is_imported_after_the_roll_is_signed_is_no_elector_yet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
