// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/represent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/import.h"
#include "town.h"

#define TRAITS "number,age_band,sex,ethnicity,area\n"
#define POPULATION "field,category,people\n"
#define PAST "held,constituency,seats,candidates,electorate,votes\n"

struct told {
    size_t count;
    struct represent_problem last;
};

static void keep(void *context, const struct represent_problem *problem)
{
    struct told *told = context;

    told->count++;
    told->last = *problem;
}

static struct told told;

static int
send(struct town *town, enum represent_file file, const char *csv, size_t officer)
{
    const struct represent_order order = {.file = file,
                                          .csv = span_of_text(csv),
                                          .officer =
                                              town->definition->officers[officer].key,
                                          .tell = keep,
                                          .context = &told};
    size_t rows = 0;

    memset(&told, 0, sizeof(told));
    return desk_represent_keep(town->desk, &order, &rows);
}

/* Forty more staff: thirty women and ten men. */
static void enrol(struct town *town)
{
    CLEANUP(buf_deinit) struct buf csv;
    CLEANUP(buf_deinit) struct buf traits;
    struct import_order order = {.scope = IMPORT_MORE};
    struct imported imported;
    size_t i;

    buf_init(&csv, 1 << 16);
    buf_init(&traits, 1 << 16);
    buf_put_text(&csv,
                 "number,forenames,surname,email,address_1,address_2,address_3,town,"
                 "postcode,constituency,joined\n");
    buf_put_text(&traits, TRAITS);
    for (i = 0; i < 40; i++) {
        buf_printf(&csv, "N%zu,A,B%zu,n%zu@b.org,,,,,,Staff,2020-01-01\n", i, i, i);
        buf_printf(&traits, "N%zu,,%s,,North\n", i, i < 30 ? "Women" : "Men");
    }
    order.csv = buf_span(&csv);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    assert_int_equal(send(town, REPRESENT_TRAITS, buf_text(&traits), 0), 0);
}

static const struct profile_table *find(const struct profile *profile,
                                        const char *heading)
{
    size_t i;

    for (i = 0; i < profile->count; i++) {
        if (strstr(profile->tables[i].heading, heading) != NULL) {
            return &profile->tables[i];
        }
    }
    return NULL;
}

static const char *
cell(const struct profile_table *table, const char *name, size_t column)
{
    size_t i;

    for (i = 0; i < table->row_count; i++) {
        if (strcmp(table->rows[i].cells[0], name) == 0) {
            return table->rows[i].cells[column];
        }
    }
    fail_msg("no row %s", name);
    return NULL;
}

static void test_members_are_set_against_the_population(void **state)
{
    static const char people[] = POPULATION "sex,Women,1500\nsex,Men,1400\n"
                                            "age_band,16-24,100\n";
    struct town *town = *state;
    const struct profile_table *table;
    struct profile *profile = NULL;

    town_import(town);
    enrol(town);
    assert_int_equal(send(town, REPRESENT_POPULATION, people, 0), 0);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    table = find(profile, "by sex");
    assert_non_null(table);
    /* Ten of the town are not known: thirty, ten and ten may be told. */
    assert_string_equal(cell(table, "Women", 1), "30");
    assert_string_equal(cell(table, "Women", 2), "60.0%");
    assert_string_equal(cell(table, "Women", 3), "1500");
    assert_string_equal(cell(table, "Women", 4), "51.7%");
    assert_string_equal(cell(table, "Women", 5), "20");
    assert_string_equal(cell(table, "Men", 1), "10");
    assert_string_equal(cell(table, "Not known", 1), "10");
    assert_null(find(profile, "by ethnicity"));
    profile_free(profile);
}

static void test_small_groups_are_withheld_and_so_is_what_would_tell_them(void **state)
{
    struct town *town = *state;
    const struct profile_table *table;
    struct profile *profile = NULL;

    town_import(town);
    enrol(town);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    table = find(profile, "Members by constituency");
    assert_non_null(table);
    /* 6 of the public, 43 staff, 1 patient. */
    assert_string_equal(cell(table, "Public – Town", 1), "withheld");
    assert_string_equal(cell(table, "Patient", 1), "withheld");
    assert_string_equal(cell(table, "Staff", 1), "40");
    assert_string_equal(cell(table, "All", 1), "50");
    profile_free(profile);
}

static void test_turnout_is_told_after_the_close_and_of_no_small_group(void **state)
{
    struct town *town = *state;
    const struct profile_table *table;
    struct profile *profile = NULL;

    town_begin(town);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    assert_null(find(profile, "Turnout"));
    profile_free(profile);
    profile = NULL;
    town_end(town);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    table = find(profile, "Turnout");
    assert_non_null(table);
    assert_string_equal(cell(table, "Public – Town", 1), "withheld");
    assert_string_equal(cell(table, "Public – Town", 2), "withheld");
    assert_string_equal(cell(table, "Public – Town", 3), "withheld");
    assert_string_equal(cell(table, "All", 2), "withheld");
    table = find(profile, "seats, by election");
    assert_string_equal(cell(table, "this one", 1), "2");
    assert_string_equal(cell(table, "this one", 7), "withheld");
    profile_free(profile);
}

static void test_seats_are_compared_over_elections(void **state)
{
    static const char past[] = PAST "2023-06-01,A,2,5,1000,150\n2023-06-01,B,2,2,,\n"
                                    "2020-06-01,A,2,5,1000,5\n";
    struct town *town = *state;
    const struct profile_table *table;
    struct profile *profile = NULL;

    town_define(town);
    assert_int_equal(send(town, REPRESENT_PAST, past, 0), 0);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    table = find(profile, "seats, by election");
    assert_int_equal(table->row_count, 2);
    assert_string_equal(cell(table, "2023-06-01", 1), "1");
    assert_string_equal(cell(table, "2023-06-01", 2), "1");
    assert_string_equal(cell(table, "2023-06-01", 6), "50.0%");
    assert_string_equal(cell(table, "2023-06-01", 7), "15.0%");
    assert_string_equal(cell(table, "2020-06-01", 7), "withheld");
    profile_free(profile);
}

static void test_seats_are_compared_by_constituency(void **state)
{
    static const char past[] = PAST "2020-06-01,A,2,5,1000,200\n2023-06-01,B,2,1,,\n"
                                    "2023-06-01,A,2,5,1000,5\n2023-06-01,C,1,9,900,90\n"
                                    "2020-06-01,B,2,2,,\n";
    static const char *const rows[][7] = {
        {"A", "2023-06-01", "2", "5", "contested", "0", "withheld"},
        {"A", "2020-06-01", "2", "5", "contested", "0", "20.0%"},
        {"B", "2023-06-01", "2", "1", "too few stood", "1", "–"},
        {"B", "2020-06-01", "2", "2", "unopposed", "0", "–"},
        /* With the total, it would tell of the others. */
        {"C", "2023-06-01", "1", "9", "contested", "0", "withheld"}};
    struct town *town = *state;
    const struct profile_table *table;
    struct profile *profile = NULL;
    size_t i;
    size_t j;

    town_define(town);
    assert_int_equal(send(town, REPRESENT_PAST, past, 0), 0);
    assert_int_equal(desk_represent(town->desk, &profile), 0);
    table = find(profile, "seats, by constituency");
    assert_int_equal(table->row_count, ARRAY_SIZE(rows));
    for (i = 0; i < ARRAY_SIZE(rows); i++) {
        for (j = 0; j < ARRAY_SIZE(rows[0]); j++) {
            assert_string_equal(table->rows[i].cells[j], rows[i][j]);
        }
    }
    assert_string_equal(cell(find(profile, "by election"), "2023-06-01", 7), "5.3%");
    profile_free(profile);
}

/* Columns that number people of the membership. */
static bool counts_people(const char *head)
{
    return strcmp(head, "Members") == 0 || strcmp(head, "Could vote") == 0
           || strcmp(head, "Votes") == 0;
}

/* A number of people is withheld, or ten or more and rounded; name: NULL of another. */
static void put_people(const char *name, const char *text, struct buf *out)
{
    size_t size = strlen(text);

    if (name == NULL) {
        return;
    }
    if (strcmp(text, "withheld") != 0) {
        assert_in_range(size, 2, 6);
        assert_int_equal(text[size - 1], '0');
        assert_int_not_equal(text[0], '0');
    }
    buf_printf(out, "%s %s; ", name, text);
}

/* Every number of people in a table, one after another. */
static void list_people(const struct profile_table *table, struct buf *out)
{
    size_t i;
    size_t j;

    for (i = 0; i < table->row_count; i++) {
        for (j = 1; j < table->columns; j++) {
            const char *name =
                counts_people(table->heads.cells[j]) ? table->rows[i].cells[0] : NULL;

            put_people(name, table->rows[i].cells[j], out);
        }
    }
}

static void report_people(struct town *town, struct buf *out)
{
    struct profile *profile = NULL;
    size_t i;

    assert_int_equal(desk_represent(town->desk, &profile), 0);
    for (i = 0; i < profile->count; i++) {
        list_people(&profile->tables[i], out);
    }
    profile_free(profile);
}

static void test_two_reports_do_not_tell_that_a_few_have_joined(void **state)
{
    static const char one_more[] =
        "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
        "constituency,joined\nN40,A,B40,n40@b.org,,,,,,Staff,2020-01-01\n";
    struct import_order order = {.scope = IMPORT_MORE, .csv = span_of_text(one_more)};
    struct town *town = *state;
    struct imported imported;
    CLEANUP(buf_deinit) struct buf before;
    CLEANUP(buf_deinit) struct buf after;

    buf_init(&before, 1 << 16);
    buf_init(&after, 1 << 16);
    town_import(town);
    enrol(town);
    report_people(town, &before);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    report_people(town, &after);
    assert_non_null(strstr(buf_text(&before), "Women 30; "));
    assert_string_equal(buf_text(&before), buf_text(&after));
}

static const struct {
    enum represent_file file;
    const char *csv;
    int refusal;
} bad[] = {
    {REPRESENT_TRAITS, "", REPRESENT_NOT_TEXT},
    {REPRESENT_TRAITS, POPULATION, REPRESENT_HEADER},
    {REPRESENT_TRAITS, TRAITS "P1,\"", REPRESENT_QUOTES},
    {REPRESENT_TRAITS, TRAITS "P99,,,,\n", REPRESENT_BAD_ROWS},
    {REPRESENT_TRAITS, TRAITS "P1,,,,\nP1,,,,\n", REPRESENT_BAD_ROWS},
    {REPRESENT_TRAITS, TRAITS "P1,,,\n", REPRESENT_BAD_ROWS},
    {REPRESENT_POPULATION, POPULATION "height,Tall,1\n", REPRESENT_BAD_ROWS},
    {REPRESENT_POPULATION, POPULATION "sex,Women,many\n", REPRESENT_BAD_ROWS},
    {REPRESENT_POPULATION, POPULATION "sex,Women,-1\n", REPRESENT_BAD_ROWS},
    {REPRESENT_PAST, PAST "2023,A,1,1,,\n", REPRESENT_BAD_ROWS},
    {REPRESENT_PAST, PAST "2023-06-01,A,0,1,,\n", REPRESENT_BAD_ROWS},
    {REPRESENT_PAST, PAST "2023-06-01,A,1,2,10,11\n", REPRESENT_BAD_ROWS},
};

static void test_a_bad_file_changes_nothing(void **state)
{
    struct town *town = *state;
    size_t i;

    town_import(town);
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(send(town, bad[i].file, bad[i].csv, 0), bad[i].refusal);
        assert_int_equal(told.count, bad[i].refusal == REPRESENT_BAD_ROWS ? 1 : 0);
        assert_true(strlen(represent_refusal_words(bad[i].refusal)) > 0);
    }
    assert_int_equal(send(town, REPRESENT_TRAITS, TRAITS, 2), REPRESENT_GRANT);
}

static void test_before_the_definition_there_is_nothing_to_report(void **state)
{
    struct town *town = *state;
    struct profile *profile = NULL;

    assert_int_equal(desk_represent(town->desk, &profile), REPRESENT_NO_ELECTION);
    assert_int_equal(send(town, REPRESENT_TRAITS, TRAITS, 0), REPRESENT_NO_ELECTION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_members_are_set_against_the_population),
        TOWN_TEST(test_small_groups_are_withheld_and_so_is_what_would_tell_them),
        TOWN_TEST(test_turnout_is_told_after_the_close_and_of_no_small_group),
        TOWN_TEST(test_seats_are_compared_over_elections),
        TOWN_TEST(test_seats_are_compared_by_constituency),
        TOWN_TEST(test_two_reports_do_not_tell_that_a_few_have_joined),
        TOWN_TEST(test_a_bad_file_changes_nothing),
        TOWN_TEST(test_before_the_definition_there_is_nothing_to_report),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
