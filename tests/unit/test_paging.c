// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/paging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"

static size_t turn(struct paging *paging, const char *from, size_t rows)
{
    size_t shown = 0;
    size_t at = 0;
    size_t i;

    paging_begin(span_of_text(from), 10, paging);
    for (i = 0; i < rows; i++) {
        if (paging_shows(paging, &at)) {
            assert_int_equal(at, shown);
            assert_int_equal(i, paging->first + shown);
            shown++;
        }
    }
    paging_end(paging, "/list", "day=2026-06-01");
    return shown;
}

static void test_a_short_list_is_one_page(void **state)
{
    struct paging paging;

    (void)state;
    assert_int_equal(turn(&paging, "", 10), 10);
    assert_null(paging_link(paging.before));
    assert_null(paging_link(paging.after));
}

static void test_pages_lead_to_each_other(void **state)
{
    struct paging paging;

    (void)state;
    assert_int_equal(turn(&paging, "10", 25), 10);
    assert_string_equal(paging_link(paging.before), "/list?day=2026-06-01&from=0");
    assert_string_equal(paging_link(paging.after), "/list?day=2026-06-01&from=20");
    assert_int_equal(turn(&paging, "20", 25), 5);
    assert_null(paging_link(paging.after));
}

static void test_nonsense_begins_at_the_beginning_and_far_beyond_is_empty(void **state)
{
    static const char *const texts[] = {"-1", "1x", "99999999999999999999", " 5"};
    struct paging paging;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(texts); i++) {
        assert_int_equal(turn(&paging, texts[i], 3), 3);
    }
    assert_int_equal(turn(&paging, "9999999", 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_short_list_is_one_page),
        cmocka_unit_test(test_pages_lead_to_each_other),
        cmocka_unit_test(test_nonsense_begins_at_the_beginning_and_far_beyond_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
