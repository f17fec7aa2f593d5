// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/overview.h"
#include "town.h"

#define HEADER                                                                         \
    "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"      \
    "constituency,joined\n"

static const char csv[] = HEADER "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n";

static struct digest put(struct town *town, const char *text)
{
    const struct import_order order = {.csv = span_of_text(text), .scope = IMPORT_MORE};
    struct digest name = {{0}};

    assert_int_equal(desk_listing_put(town->desk, &order, &name), 0);
    return name;
}

static int ask(struct town *town,
               const struct digest *name,
               enum import_step step,
               struct imported *imported)
{
    const struct import_order order = {
        .step = step,
        .shown = imported->difference,
        .officer = &town->definition->officers[0].key,
    };

    return desk_listing(town->desk, name, &order, imported);
}

static uint64_t members(struct town *town)
{
    struct overview overview;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    return overview.members;
}

static void test_a_list_waits_until_it_is_confirmed_and_is_then_gone(void **state)
{
    struct town *town = *state;
    struct imported imported = {.rows = 0};
    struct digest name;

    town_import(town);
    name = put(town, csv);
    assert_int_equal(ask(town, &name, IMPORT_CONFIRMED, &imported), IMPORT_OTHER);
    assert_int_equal(ask(town, &name, IMPORT_SHOW, &imported), 0);
    assert_int_equal(members(town), 10);
    assert_int_equal(ask(town, &name, IMPORT_CONFIRMED, &imported), 0);
    assert_int_equal(members(town), 11);
    assert_int_equal(ask(town, &name, IMPORT_SHOW, &imported), IMPORT_GONE);
}

static void test_a_new_list_takes_the_place_of_the_old_one(void **state)
{
    struct town *town = *state;
    struct imported imported = {.rows = 0};
    struct digest old;
    struct digest name;

    town_import(town);
    old = put(town, csv);
    name = put(town, HEADER);
    assert_int_equal(ask(town, &old, IMPORT_SHOW, &imported), IMPORT_GONE);
    assert_int_equal(ask(town, &name, IMPORT_SHOW, &imported), IMPORT_EMPTY);
}

static void test_no_list_and_one_too_large_are_not_kept(void **state)
{
    struct town *town = *state;
    struct import_order order = {.csv = span_of("", 0)};
    struct digest name = {{0}};
    CLEANUP(buf_deinit) struct buf large;

    buf_init(&large, LISTING_SIZE_MAX + 1);
    assert_int_equal(desk_listing_put(town->desk, &order, &name), IMPORT_NOT_TEXT);
    assert_non_null(buf_extend(&large, LISTING_SIZE_MAX + 1));
    order.csv = buf_span(&large);
    assert_int_equal(desk_listing_put(town->desk, &order, &name), IMPORT_NO_ROOM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_list_waits_until_it_is_confirmed_and_is_then_gone),
        TOWN_TEST(test_a_new_list_takes_the_place_of_the_old_one),
        TOWN_TEST(test_no_list_and_one_too_large_are_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
