// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/deliveries.h"

#include "roll_fixture.h"

static int64_t add(struct roll *roll, int64_t member, enum delivery_way way)
{
    const struct delivery delivery = {
        .member = member,
        .way = way,
        .day = "2026-05-01",
    };
    const struct digest mark = {{1}};
    int64_t id = 0;

    assert_int_equal(deliveries_add(roll, &delivery, &mark, &id), 0);
    return id;
}

static uint64_t
number_of(struct roll *roll, enum delivery_way way, enum delivery_state state)
{
    uint64_t number = 99;

    assert_int_equal(deliveries_count(roll, way, state, &number), 0);
    return number;
}

static void test_a_delivery_is_counted_where_it_stands(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t member = roll_add_member(roll, "M1");
    int64_t id = add(roll, member, DELIVERY_EMAIL);

    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_WAITING), 1);
    assert_int_equal(
        deliveries_hand(roll, &(struct digest){{9}}, DELIVERY_EMAIL, DELIVERY_HANDED),
        0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_WAITING), 1);
    assert_int_equal(
        deliveries_hand(roll, &(struct digest){{1}}, DELIVERY_LETTER, DELIVERY_FAILED),
        0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_WAITING), 1);
    assert_int_equal(
        deliveries_hand(roll, &(struct digest){{1}}, DELIVERY_EMAIL, DELIVERY_HANDED),
        0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_HANDED), 1);
    assert_int_equal(deliveries_move(roll, id, DELIVERY_SENT), 0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_SENT), 1);
    assert_int_equal(deliveries_move(roll, id + 1, DELIVERY_SENT), ROLL_UNKNOWN);
    assert_int_equal(deliveries_undo(roll, &(struct digest){{1}}), 0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_SENT), 0);
}

static int remember(void *context, const struct delivery *delivery)
{
    int64_t *member = context;

    assert_int_equal(*member, 0);
    assert_int_equal(delivery->state, DELIVERY_FAILED);
    assert_string_equal(delivery->day, "2026-05-01");
    *member = delivery->member;
    return 0;
}

static void test_what_was_under_way_at_a_restart_has_failed(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t a = roll_add_member(roll, "M1");
    int64_t b = roll_add_member(roll, "M2");
    int64_t failed = 0;

    assert_int_equal(
        deliveries_move(roll, add(roll, a, DELIVERY_EMAIL), DELIVERY_HANDED), 0);
    assert_int_equal(
        deliveries_move(roll, add(roll, b, DELIVERY_LETTER), DELIVERY_HANDED), 0);
    assert_int_equal(deliveries_fail_open(roll), 0);
    assert_int_equal(number_of(roll, DELIVERY_EMAIL, DELIVERY_FAILED), 1);
    /* A letter lies in its print file. */
    assert_int_equal(number_of(roll, DELIVERY_LETTER, DELIVERY_HANDED), 1);
    assert_int_equal(deliveries_failed(roll, remember, &failed), 0);
    assert_int_equal(failed, a);
    /* A replacement under way ends the complaint. */
    (void)add(roll, a, DELIVERY_LETTER);
    failed = 0;
    assert_int_equal(deliveries_failed(roll, remember, &failed), 0);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_delivery_is_counted_where_it_stands),
        ROLL_TEST(test_what_was_under_way_at_a_restart_has_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
