// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/rankings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static void test_rankings_are_kept_in_order_and_ended_by_a_zero(void **state)
{
    CLEANUP(rankings_freep) struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(4, &rankings), 0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){3, 1}, 2, 5), 0);
    assert_int_equal(rankings_add(rankings, NULL, 0, 2), 0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){4, RANKING_BREAK, 2}, 3, 1), 0);
    assert_int_equal(rankings->kinds, 3);
    assert_int_equal(rankings->papers, 8);
    assert_memory_equal(rankings_of(rankings, 0), ((uint8_t[]){3, 1, 0}), 3);
    assert_memory_equal(rankings_of(rankings, 1), ((uint8_t[]){0}), 1);
    assert_memory_equal(rankings_of(rankings, 2), ((uint8_t[]){4, 255, 2, 0}), 4);
    assert_int_equal(rankings->weight[0], 5);
}

static void test_every_kind_survives_growth(void **state)
{
    CLEANUP(rankings_freep) struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(254, &rankings), 0);
    for (uint32_t i = 0; i < 20000; i++) {
        uint8_t mark = (uint8_t)(i % 254 + 1);

        assert_int_equal(rankings_add(rankings, &mark, 1, i + 1), 0);
    }
    for (uint32_t i = 0; i < 20000; i++) {
        assert_int_equal(rankings_of(rankings, i)[0], i % 254 + 1);
        assert_int_equal(rankings_of(rankings, i)[1], 0);
        assert_int_equal(rankings->weight[i], i + 1);
    }
}

static void test_a_ranking_that_cannot_be_is_refused_and_not_kept(void **state)
{
    CLEANUP(rankings_freep) struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(4, &rankings), 0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){5}, 1, 1), RANKING_CANDIDATE);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){0}, 1, 1), RANKING_CANDIDATE);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){1, 2, 1}, 3, 1),
                     RANKING_REPEATED);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){255, 2, 255}, 3, 1),
                     RANKING_REPEATED);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){1}, 1, 0), RANKING_WEIGHT);
    assert_int_equal(rankings->kinds, 0);
    assert_int_equal(rankings->papers, 0);
}

static void test_papers_have_a_ceiling(void **state)
{
    CLEANUP(rankings_freep) struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(1, &rankings), 0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){1}, 1, RANKING_PAPERS_MAX - 1),
                     0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){1}, 1, 2), RANKING_MANY);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){1}, 1, 1), 0);
    assert_int_equal(rankings->papers, RANKING_PAPERS_MAX);
}

static void test_a_count_has_from_1_to_254_candidates(void **state)
{
    struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(0, &rankings), FAULT_BUG);
    assert_int_equal(rankings_new(255, &rankings), FAULT_BUG);
    assert_null(rankings);
    rankings_free(NULL);
}

static void test_a_count_is_narrowed_to_those_who_are_there(void **state)
{
    CLEANUP(rankings_freep) struct rankings *rankings = NULL;

    (void)state;
    assert_int_equal(rankings_new(254, &rankings), 0);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){3, RANKING_BREAK, 1}, 3, 5), 0);
    assert_int_equal(rankings_narrow(rankings, 2), RANKING_CANDIDATE);
    assert_int_equal(rankings->candidates, 254);
    assert_int_equal(rankings_narrow(rankings, 3), 0);
    assert_int_equal(rankings->candidates, 3);
    assert_int_equal(rankings_add(rankings, (uint8_t[]){4}, 1, 1), RANKING_CANDIDATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rankings_are_kept_in_order_and_ended_by_a_zero),
        cmocka_unit_test(test_every_kind_survives_growth),
        cmocka_unit_test(test_a_ranking_that_cannot_be_is_refused_and_not_kept),
        cmocka_unit_test(test_papers_have_a_ceiling),
        cmocka_unit_test(test_a_count_has_from_1_to_254_candidates),
        cmocka_unit_test(test_a_count_is_narrowed_to_those_who_are_there),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
