// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "town.h"

static struct number_order
order_of(const struct town *town, uint16_t cid, uint32_t number)
{
    return (struct number_order){town->definition->officers[0].key, cid, number};
}

static struct number_view view_of(struct town *town, uint16_t cid, uint32_t number)
{
    struct number_order order = order_of(town, cid, number);
    struct number_view view;

    assert_int_equal(desk_number(town->desk, &order, &view), 0);
    return view;
}

static int disqualify(struct town *town, struct disqualification what)
{
    struct document *document = town_document(town, ENTRY_DISQUALIFY, 0);
    int r;

    document->of.disqualification = what;
    r = town_submit(town, document, TOWN_RETURNING);
    document_free(document);
    return r;
}

static void test_only_officers_of_votes_are_told(void **state)
{
    struct town *town = *state;
    struct number_order order = order_of(town, 1, 1);
    struct number_view view;

    town_settle(town);
    assert_int_equal(desk_number(town->desk, &order, &view), NUMBERS_TIME);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(desk_number(town->desk, &order, &view), 0);
    order.officer = town->definition->officers[2].key;
    assert_int_equal(desk_number(town->desk, &order, &view), NUMBERS_GRANT);
    order.officer.bytes[0] ^= 1;
    assert_int_equal(desk_number(town->desk, &order, &view), NUMBERS_GRANT);
    order = order_of(town, 9, 1);
    assert_int_equal(desk_number(town->desk, &order, &view), NUMBERS_UNKNOWN);
    order = order_of(town, 1, 99);
    assert_int_equal(desk_number(town->desk, &order, &view), NUMBERS_UNKNOWN);
}

static void test_a_number_is_told_as_it_stands(void **state)
{
    struct town *town = *state;
    const struct town_parcel *parcel;
    uint8_t ballot[BALLOT_SIZE];
    struct number_view view;
    uint32_t number;

    town_begin(town);
    parcel = town_token(town, "Ada Able");
    number = parcel->number;
    view = view_of(town, 1, number);
    assert_false(view.is_spent || view.is_cancelled || view.is_closed);
    assert_int_equal(view.struck_count, 0);

    town_ballot(town, parcel, 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    view = view_of(town, 1, number);
    assert_true(view.is_spent);
    assert_int_equal(view.spent_by, CHANNEL_ONLINE);
    assert_int_equal(view.at % 60, 0);
    assert_true(view.at > TOWN_START);

    assert_int_equal(disqualify(town,
                                (struct disqualification){.cid = 1,
                                                          .number = number,
                                                          .channel = CHANNEL_POST,
                                                          .reason = REASON_LATER}),
                     0);
    town_end(town);
    view = view_of(town, 1, number);
    assert_true(view.is_closed && !view.is_boxed);
    assert_int_equal(view.struck_count, 1);
    assert_int_equal(view.struck[0].what.reason, REASON_LATER);
    assert_false(view.struck[0].is_waiting || view.struck[0].is_late);
}

static void test_what_waits_for_a_second_hand_is_told(void **state)
{
    struct town *town = *state;
    struct number_view view;

    town->definition->hands = 2;
    town_begin(town);
    assert_int_equal(
        disqualify(town,
                   (struct disqualification){.cid = 1,
                                             .number = 1,
                                             .channel = CHANNEL_POST,
                                             .reason = REASON_DECLARATION}),
        SUBMIT_OTHER_HAND);
    view = view_of(town, 1, 1);
    assert_int_equal(view.struck_count, 1);
    assert_true(view.struck[0].is_waiting);
    assert_int_equal(view_of(town, 1, 2).struck_count, 0);
}

static int add(void *context, uint32_t number)
{
    uint64_t *sum = context;

    *sum = *sum * 100 + number;
    return 0;
}

static void test_those_done_are_listed(void **state)
{
    struct town *town = *state;
    const struct town_parcel *parcel;
    struct number_order order = order_of(town, 1, 0);
    uint8_t ballot[BALLOT_SIZE];
    uint64_t sum = 0;

    town_begin(town);
    parcel = town_token(town, "Ada Able");
    assert_int_equal(desk_numbers_done(town->desk, &order, add, &sum), 0);
    assert_int_equal(sum, 0);
    town_ballot(town, parcel, 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(desk_numbers_done(town->desk, &order, add, &sum), 0);
    assert_int_equal(sum, parcel->number);
    order.cid = 9;
    assert_int_equal(desk_numbers_done(town->desk, &order, add, &sum), NUMBERS_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_only_officers_of_votes_are_told),
        TOWN_TEST(test_a_number_is_told_as_it_stands),
        TOWN_TEST(test_what_waits_for_a_second_hand_is_told),
        TOWN_TEST(test_those_done_are_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
