// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "profile_sample.h"

static void test_every_line_of_the_csv_names_its_table(void **state)
{
    static const char *const lines[] = {
        "table,row,figure_1,figure_2,figure_3,figure_4,figure_5,figure_6,figure_7\r\n",
        "About this report,Practice,yes,,,,,,\r\n",
        "By sex,Category,Members,Share,,,,,\r\nBy sex,Women,1234,60.0%,,,,,\r\n",
        "By area,\"North, and \"\"beyond\"\"\",44,,,,,,\r\n",
        "By area,South,withheld,,,,,,\r\n",
    };
    CLEANUP(profile_freep) struct profile *profile = profile_sample();
    CLEANUP(buf_deinit) struct buf csv;
    size_t i;

    (void)state;
    buf_init(&csv, 1 << 20);
    assert_int_equal(profile_csv(profile, &csv), 0);
    for (i = 0; i < ARRAY_SIZE(lines); i++) {
        assert_non_null(strstr(buf_text(&csv), lines[i]));
    }
}

static void test_there_is_room_for_so_many_rows_and_tables(void **state)
{
    static const char *const heads[] = {"A", "B", NULL};
    CLEANUP(profile_freep) struct profile *profile = profile_new();
    struct profile_table *table;
    size_t i;

    (void)state;
    assert_non_null(profile);
    table = profile_add(profile, "First", heads);
    for (i = 0; i < PROFILE_ROWS; i++) {
        assert_non_null(profile_row(table, "row"));
    }
    assert_null(profile_row(table, "one more"));
    for (i = 1; i < PROFILE_TABLES; i++) {
        assert_non_null(profile_add(profile, "Next", heads));
    }
    assert_null(profile_add(profile, "One more", heads));
}

static void test_it_is_drawn_as_a_pdf(void **state)
{
    CLEANUP(profile_freep) struct profile *profile = profile_sample();
    CLEANUP(buf_deinit) struct buf pdf;

    (void)state;
    buf_init(&pdf, 1 << 22);
    assert_int_equal(profile_print(profile, &pdf), 0);
    assert_int_equal(memcmp(pdf.data, "%PDF-", 5), 0);
    assert_in_range(pdf.size, 2000, 1 << 22);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_of_the_csv_names_its_table),
        cmocka_unit_test(test_there_is_room_for_so_many_rows_and_tables),
        cmocka_unit_test(test_it_is_drawn_as_a_pdf),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
