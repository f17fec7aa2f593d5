// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/signins.h"

#include "roll_fixture.h"

static void test_a_link_opens_once_and_until_it_expires(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t id = roll_add_member(roll, "M1");
    const struct digest code = {{1}};
    const struct digest other = {{2}};
    int64_t found = 0;

    assert_int_equal(signins_add(roll, &code, id, 1000), 0);
    assert_int_equal(signins_add(roll, &code, id, 2000), ROLL_DUPLICATE);
    assert_int_equal(signins_peek(roll, &other, 10, &found), ROLL_UNKNOWN);
    assert_int_equal(signins_peek(roll, &code, 1000, &found), ROLL_UNKNOWN);
    assert_int_equal(signins_spend(roll, &code, 1000, &found), ROLL_UNKNOWN);
    assert_int_equal(found, 0);
    /* Looking does not spend it. */
    assert_int_equal(signins_peek(roll, &code, 999, &found), 0);
    assert_int_equal(signins_peek(roll, &code, 999, &found), 0);
    assert_int_equal(found, id);
    assert_int_equal(signins_spend(roll, &code, 999, &found), 0);
    assert_int_equal(signins_spend(roll, &code, 999, &found), ROLL_UNKNOWN);
    assert_int_equal(signins_peek(roll, &code, 999, &found), ROLL_UNKNOWN);
}

static void test_expired_links_are_forgotten_and_open_ones_counted(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t id = roll_add_member(roll, "M1");
    uint64_t pending = 9;
    int64_t found = 0;

    assert_int_equal(signins_add(roll, &(struct digest){{1}}, id, 1000), 0);
    assert_int_equal(signins_add(roll, &(struct digest){{2}}, id, 2000), 0);
    assert_int_equal(signins_pending(roll, id, 1500, &pending), 0);
    assert_int_equal(pending, 1);
    assert_int_equal(signins_forget(roll, 1500), 0);
    assert_int_equal(signins_peek(roll, &(struct digest){{1}}, 1, &found),
                     ROLL_UNKNOWN);
    assert_int_equal(signins_peek(roll, &(struct digest){{2}}, 1, &found), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_link_opens_once_and_until_it_expires),
        ROLL_TEST(test_expired_links_are_forgotten_and_open_ones_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
