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
    assert_string_equal(cell(table, "Staff", 1), "43");
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
    table = find(profile, "Contested and unopposed");
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
    table = find(profile, "Contested and unopposed");
    assert_int_equal(table->row_count, 2);
    assert_string_equal(cell(table, "2023-06-01", 1), "1");
    assert_string_equal(cell(table, "2023-06-01", 2), "1");
    assert_string_equal(cell(table, "2023-06-01", 6), "50.0%");
    assert_string_equal(cell(table, "2023-06-01", 7), "15.0%");
    assert_string_equal(cell(table, "2020-06-01", 7), "withheld");
    profile_free(profile);
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
        TOWN_TEST(test_a_bad_file_changes_nothing),
        TOWN_TEST(test_before_the_definition_there_is_nothing_to_report),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
