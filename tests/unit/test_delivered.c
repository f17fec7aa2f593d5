// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/delivered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"
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
    struct delivered_news news[3];

    town_issue(town);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.issued, 8);
    assert_int_equal(overview.tokens.handed, 7);
    assert_int_equal(overview.tokens.letters, 1);
    assert_int_equal(town_token(town, "Dan Dale")->way, PARCEL_LETTER);
    news[0] = (struct delivered_news){town_token(town, "Ada Able")->id, DELIVERY_SENT};
    news[1] = (struct delivered_news){999, DELIVERY_SENT}; /* nobody's */
    news[2] =
        (struct delivered_news){town_token(town, "Ben Baker")->id, DELIVERY_FAILED};
    assert_int_equal(desk_delivered(town->desk, news, ARRAY_SIZE(news)), 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.sent, 1);
    assert_int_equal(overview.tokens.failed, 1);
    assert_int_equal(overview.tokens.handed, 5);
    check_failed(town, "P2 ");
}

static void test_news_that_is_none_changes_nothing(void **state)
{
    struct town *town = *state;
    struct delivered_news news[2];

    town_issue(town);
    news[0] =
        (struct delivered_news){town_token(town, "Ada Able")->id, DELIVERY_FAILED};
    news[1] =
        (struct delivered_news){town_token(town, "Ben Baker")->id, DELIVERY_WAITING};
    assert_true(desk_delivered(town->desk, news, ARRAY_SIZE(news)) < 0);
    check_failed(town, "");
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

static void test_letters_that_could_not_be_printed_have_failed(void **state)
{
    struct town *town = *state;

    town_settle(town);
    log_silence();
    town->refuse_print = FAULT(FAULT_IO);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    check_failed(town, "P4 ");
}

/* The mail child is gone: the record goes on, and the officer sees whom to help. */
static void test_what_the_outbox_cannot_take_has_failed(void **state)
{
    struct town *town = *state;

    town_settle(town);
    log_silence();
    town->refuse = FAULT(FAULT_IO);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    check_failed(town, "P1 P2 P3 P4 P5 S1 S2 S3 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_news_of_a_delivery_is_counted),
        TOWN_TEST(test_news_that_is_none_changes_nothing),
        TOWN_TEST(test_what_was_under_way_at_a_restart_has_failed_but_letters),
        TOWN_TEST(test_what_the_outbox_will_not_take_has_failed),
        TOWN_TEST(test_letters_that_could_not_be_printed_have_failed),
        TOWN_TEST(test_what_the_outbox_cannot_take_has_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
