// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/delivered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/overview.h"
#include "town.h"

static int
keep_name(void *context, const struct member *member, const struct delivery *delivery)
{
    struct buf *names = context;

    assert_int_equal(delivery->state, DELIVERY_FAILED);
    buf_put_text(names, member->number);
    buf_put_text(names, " ");
    return 0;
}

static void check_failed(struct town *town, const char *expected)
{
    struct buf names;

    buf_init(&names, 1000);
    assert_int_equal(desk_failed_deliveries(town->desk, keep_name, &names), 0);
    assert_string_equal(buf_text(&names), expected);
    buf_deinit(&names);
}

static void test_news_of_a_delivery_is_counted(void **state)
{
    struct town *town = *state;
    struct overview overview;

    town_issue(town);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.issued, 8);
    assert_int_equal(overview.tokens.handed, 8);
    assert_int_equal(town_token(town, "Dan Dale")->way, PARCEL_LETTER);
    assert_int_equal(
        desk_delivered(town->desk, town_token(town, "Ada Able")->id, DELIVERY_SENT), 0);
    assert_int_equal(
        desk_delivered(town->desk, town_token(town, "Ben Baker")->id, DELIVERY_FAILED),
        0);
    assert_int_equal(desk_delivered(town->desk, 999, DELIVERY_SENT), DELIVERED_UNKNOWN);
    assert_true(desk_delivered(town->desk, 1, DELIVERY_WAITING) < 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.sent, 1);
    assert_int_equal(overview.tokens.failed, 1);
    assert_int_equal(overview.tokens.handed, 6);
    check_failed(town, "P2 ");
}

static void test_what_was_under_way_at_a_restart_has_failed_but_letters(void **state)
{
    struct town *town = *state;

    town_issue(town);
    check_failed(town, "");
    assert_int_equal(town_reopen(town), 0);
    check_failed(town, "P1 P2 P3 P5 S1 S2 S3 ");
}

static void test_what_the_outbox_will_not_take_has_failed(void **state)
{
    struct town *town = *state;

    town_settle(town);
    town->refuse = 1;
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    check_failed(town, "P1 P2 P3 P4 P5 S1 S2 S3 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_news_of_a_delivery_is_counted),
        TOWN_TEST(test_what_was_under_way_at_a_restart_has_failed_but_letters),
        TOWN_TEST(test_what_the_outbox_will_not_take_has_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
