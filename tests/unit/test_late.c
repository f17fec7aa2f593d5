// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/late.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "desk/waiting.h"

static int
put(void *context, const struct arrival *arrival, const struct member *member)
{
    struct buf *out = context;

    buf_printf(out,
               "%s %u.%u %s %s;",
               register_arrival_name(arrival->kind),
               (unsigned)arrival->cid,
               (unsigned)arrival->number,
               member != NULL ? member->number : "-",
               arrival->channel != 0 ? constituency_channel_name(arrival->channel)
                                     : "-");
    return 0;
}

static void check_list(struct town *town, const char *expected)
{
    struct buf list;

    buf_init(&list, 1000);
    assert_int_equal(desk_late_each(town->desk, put, &list), 0);
    assert_string_equal(buf_text(&list), expected);
    buf_deinit(&list);
}

static struct late_order
order_of(struct town *town, enum arrival_kind kind, const struct late_item *item)
{
    return (struct late_order){.kind = kind,
                               .channel = CHANNEL_POST,
                               .items = item,
                               .count = 1,
                               .officer = desk_pinned_officer(town->desk)};
}

static int tell(struct town *town, enum arrival_kind kind, const struct late_item *item)
{
    const struct late_order order = order_of(town, kind, item);
    size_t wrong = 0;

    return desk_late(town->desk, &order, &wrong);
}

static void make_box(struct town *town)
{
    const struct box_order order = {
        .cid = 1, .is_waived = true, .officer = desk_pinned_officer(town->desk)};
    struct box_order other = order;

    other.cid = 2;
    assert_int_equal(desk_box(town->desk, &order), 0);
    assert_int_equal(desk_box(town->desk, &other), 0);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), 0);
}

static void test_each_kind_has_its_time(void **state)
{
    static const struct late_item member = {.member = "P1"};
    static const struct late_item envelope = {.cid = 2, .number = 1};
    struct town *town = *state;

    assert_int_equal(tell(town, ARRIVAL_RETURNED, &member), LATE_GRANT);
    town_begin(town);
    assert_int_equal(tell(town, ARRIVAL_RETURNED, &member), 0);
    assert_int_equal(tell(town, ARRIVAL_APPLICATION, &member), LATE_TIME);
    town_end(town);
    assert_int_equal(tell(town, ARRIVAL_APPLICATION, &member), 0);
    assert_int_equal(tell(town, ARRIVAL_VOTE, &envelope), LATE_TIME);
    make_box(town);
    assert_int_equal(tell(town, ARRIVAL_VOTE, &envelope), 0);
    assert_int_equal(tell(town, ARRIVAL_VOTE, &envelope), 0);
    check_list(town, "returned 1.0 P1 -;application 1.0 P1 -;vote 2.1 - post;");
    assert_int_equal(town_reopen(town), 0);
    check_list(town, "returned 1.0 P1 -;application 1.0 P1 -;vote 2.1 - post;");
}

static void test_all_are_written_down_or_none(void **state)
{
    static const struct late_item items[] = {
        {.member = "P1"}, {.cid = 1, .number = 1}, {.member = "P99"}};
    static const struct late_item number = {.cid = 1, .number = 99};
    static const struct late_item nowhere = {.cid = 9, .number = 1};
    static const struct late_item public = {.cid = 1, .number = 1};
    struct town *town = *state;
    struct late_order order;
    size_t wrong = 0;

    town_begin(town);
    order = order_of(town, ARRIVAL_RETURNED, items);
    order.count = ARRAY_SIZE(items);
    assert_int_equal(desk_late(town->desk, &order, &wrong), LATE_UNKNOWN);
    assert_int_equal(wrong, 2);
    assert_int_equal(tell(town, ARRIVAL_RETURNED, &number), LATE_UNKNOWN);
    assert_int_equal(tell(town, ARRIVAL_RETURNED, &nowhere), LATE_UNKNOWN);
    check_list(town, "");
    order.officer.bytes[0] ^= 1;
    assert_int_equal(desk_late(town->desk, &order, &wrong), LATE_GRANT);
    town_end(town);
    make_box(town);
    assert_int_equal(tell(town, ARRIVAL_VOTE, &public), LATE_CHANNEL);
}

static void test_an_officer_writes_down_what_came_back(void **state)
{
    static const char *const page = "/console/late";
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];

    town_begin(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, page, "Nothing is written down yet");
    console_post(town, cookie, page, "kind=returned&entries=P1%0D%0A%0D%0A1.2", 303);
    console_get(town, cookie, page, "P1, Ada Able");
    console_get(town, cookie, page, "Voter ID number 2");
    console_get(town,
                cookie,
                "/console/exports/late.csv",
                ",returned,,Public – Town,P1,Ada,Able,,");
    console_get(
        town, cookie, "/console/exports/late.csv", ",returned,,Public – Town,,,,2,");
    console_get(town, cookie, "/console/log", "came back: returned, 2");
    console_post(town, cookie, page, "kind=returned&entries=P99", 200);
    console_post(town, cookie, page, "kind=returned&entries=1.2.XX", 200);
    console_post(town, cookie, page, "kind=returned&entries=+", 200);
    console_post(town, cookie, page, "kind=vote&entries=1.2", 200);
    console_post(town, cookie, page, "kind=vote&channel=post&entries=1.2", 200);
    console_post(town, cookie, page, "kind=lunch&entries=1.2", 200);
    check_list(town, "returned 1.0 P1 -;returned 1.2 - -;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_each_kind_has_its_time),
        VISIT_TEST(test_all_are_written_down_or_none),
        VISIT_TEST(test_an_officer_writes_down_what_came_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
