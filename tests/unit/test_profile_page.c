// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/profile_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "profile_sample.h"

static void
test_a_page_of_its_own_holds_every_figure_and_needs_no_other_file(void **state)
{
    static const char *const wanted[] = {"PRACTICE",
                                         "Town &amp; Country Trust",
                                         "By area",
                                         "North, and",
                                         "1234",
                                         "withheld",
                                         "data:text/css"};
    CLEANUP(profile_freep) struct profile *profile = profile_sample();
    CLEANUP(buf_deinit) struct buf page;
    const char *text;
    size_t i;

    (void)state;
    buf_init(&page, 1 << 22);
    assert_int_equal(profile_page_write(profile, &page), 0);
    text = buf_text(&page);
    for (i = 0; i < ARRAY_SIZE(wanted); i++) {
        assert_non_null(strstr(text, wanted[i]));
    }
    assert_null(strstr(text, "href=\"/"));
}

static void test_a_part_has_a_cell_for_every_head(void **state)
{
    CLEANUP(profile_freep) struct profile *profile = profile_sample();
    CLEANUP(profile_page_freep) struct profile_page *page = NULL;
    const struct part_profile *part;

    (void)state;
    assert_int_equal(profile_page_new(profile, &page), 0);
    part = profile_page_part(page);
    assert_int_equal(part->tables_count, 2);
    assert_int_equal(part->tables[1].heads_count, 2);
    assert_int_equal(part->tables[1].rows_count, 2);
    assert_int_equal(part->tables[1].rows[1].cells_count, 2);
    assert_string_equal(part->tables[1].rows[1].cells[0].text, "withheld");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_a_page_of_its_own_holds_every_figure_and_needs_no_other_file),
        cmocka_unit_test(test_a_part_has_a_cell_for_every_head),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
