// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct lot_source source_of(uint16_t cid)
{
    struct lot_source source = {.cid = cid};

    for (size_t i = 0; i < sizeof(source.seed.bytes); i++) {
        source.seed.bytes[i] = (uint8_t)i;
    }
    return source;
}

/* Draws among these until nobody is left, and compares the order. */
static void expect_order(uint16_t cid, const uint8_t *order, size_t count)
{
    struct lot_source source = source_of(cid);
    struct lots lots = audit_lots_from_seed(&source);
    struct tie tie = {.stage = 2, .purpose = LOT_EXCLUDE, .count = count};

    for (size_t i = 0; i < count; i++) {
        tie.tied[i] = (uint8_t)(i + 1);
    }
    for (size_t i = 0; i < count; i++) {
        uint8_t drawn = 0;
        uint8_t *place;

        assert_int_equal(lots.prefer(lots.context, &tie, &drawn), 0);
        assert_int_equal(drawn, order[i]);
        place = memchr(tie.tied, drawn, tie.count);
        tie.count--;
        memmove(place, place + 1, tie.count - (size_t)(place - tie.tied));
    }
}

/* The orders are Python's: sorted by sha256(b"GB1 lot" + seed + cid + candidate). */
static void test_a_seed_prefers_the_lowest_hash_in_each_constituency(void **state)
{
    (void)state;
    expect_order(1, (const uint8_t[]){4, 3, 1, 6, 5, 2}, 6);
    expect_order(258, (const uint8_t[]){4, 2, 1, 6, 3, 5}, 6);
}

static void test_a_seed_prefers_the_same_in_any_stage_and_order_of_names(void **state)
{
    struct lot_source source = source_of(1);
    struct lots lots = audit_lots_from_seed(&source);
    struct tie first = {.stage = 2, .count = 3, .tied = {2, 3, 5}};
    struct tie later = {.stage = 9, .count = 3, .tied = {5, 3, 2}};
    uint8_t a = 0;
    uint8_t b = 0;

    (void)state;
    assert_int_equal(lots.prefer(lots.context, &first, &a), 0);
    assert_int_equal(lots.prefer(lots.context, &later, &b), 0);
    assert_int_equal(a, b);
}

static void test_what_the_officer_drew_prefers_whoever_is_named_first(void **state)
{
    struct lot_source source = {.cid = 1};
    const uint8_t drawn[] = {9, 3, 2};
    struct lots lots = audit_lots_from_drawn(&source, drawn, sizeof(drawn));
    const struct tie tie = {.count = 2, .tied = {2, 3}};
    const struct tie others = {.count = 2, .tied = {4, 5}};
    uint8_t preferred = 0;

    (void)state;
    assert_int_equal(lots.prefer(lots.context, &tie, &preferred), 0);
    assert_int_equal(preferred, 3);
    assert_int_equal(lots.prefer(lots.context, &others, &preferred), LOT_NEEDED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_seed_prefers_the_lowest_hash_in_each_constituency),
        cmocka_unit_test(test_a_seed_prefers_the_same_in_any_stage_and_order_of_names),
        cmocka_unit_test(test_what_the_officer_drew_prefers_whoever_is_named_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
