// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/lot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"

static void test_a_list_is_numbers_parted_by_commas(void **state)
{
    struct lot_list list;

    (void)state;
    assert_int_equal(lot_list_parse("5,2,19", &list), 0);
    assert_int_equal(list.count, 3);
    assert_memory_equal(list.drawn, ((uint8_t[]){5, 2, 19}), 3);
}

static void test_a_malformed_list_is_refused_and_changes_nothing(void **state)
{
    static const char *const bad[] = {"",
                                      ",",
                                      "5,",
                                      ",5",
                                      "5,,2",
                                      "0",
                                      "05",
                                      "5 ,2",
                                      "255",
                                      "99999999999",
                                      "5,5",
                                      "a"};
    struct lot_list list = {.count = 77};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(lot_list_parse(bad[i], &list), LOT_LIST_MALFORMED);
        assert_int_equal(list.count, 77);
    }
}

static void test_the_tied_candidate_drawn_first_is_preferred(void **state)
{
    struct tie tie = {.count = 3, .tied = {1, 2, 5}};
    struct lot_list list;
    struct lots lots = lot_list_lots(&list);
    uint8_t chosen = 0;

    (void)state;
    assert_int_equal(lot_list_parse("9,5,2", &list), 0);
    assert_int_equal(lots.prefer(lots.context, &tie, &chosen), 0);
    assert_int_equal(chosen, 5);
}

static void test_a_tie_of_candidates_not_drawn_stays_open(void **state)
{
    struct tie tie = {.count = 2, .tied = {1, 3}};
    struct lot_list list;
    struct lots lots = lot_list_lots(&list);
    uint8_t chosen = 0;

    (void)state;
    assert_int_equal(lot_list_parse("9,5,2", &list), 0);
    assert_int_equal(lots.prefer(lots.context, &tie, &chosen), LOT_NEEDED);
    list.count = 0;
    assert_int_equal(lots.prefer(lots.context, &tie, &chosen), LOT_NEEDED);
    assert_int_equal(chosen, 0);
}

static void test_every_purpose_has_a_name(void **state)
{
    (void)state;
    for (int purpose = LOT_ELECT; purpose < LOT_PURPOSES; purpose++) {
        assert_non_null(lot_purpose_name((enum lot_purpose)purpose));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_is_numbers_parted_by_commas),
        cmocka_unit_test(test_a_malformed_list_is_refused_and_changes_nothing),
        cmocka_unit_test(test_the_tied_candidate_drawn_first_is_preferred),
        cmocka_unit_test(test_a_tie_of_candidates_not_drawn_stays_open),
        cmocka_unit_test(test_every_purpose_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
