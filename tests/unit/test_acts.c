// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/acts.h"

#include "roll_fixture.h"

static void test_the_last_acts_come_newest_first(void **state)
{
    struct roll_fixture *fixture = *state;
    struct acted acts[3];
    struct acted acted = {.kind = ACTED_ACCEPT, .officer = {{5}}};
    size_t count = 9;
    int i;

    assert_int_equal(acts_last(fixture->roll, 3, acts, &count), 0);
    assert_int_equal(count, 0);
    for (i = 1; i <= 5; i++) {
        acted.at = i;
        (void)snprintf(acted.subject, sizeof(acted.subject), "act %d", i);
        assert_int_equal(acts_add(fixture->roll, &acted), 0);
    }
    assert_int_equal(acts_last(fixture->roll, 3, acts, &count), 0);
    assert_int_equal(count, 3);
    assert_int_equal(acts[0].at, 5);
    assert_string_equal(acts[0].subject, "act 5");
    assert_int_equal(acts[0].officer.bytes[0], 5);
    assert_int_equal(acts[0].kind, ACTED_ACCEPT);
    assert_int_equal(acts[2].at, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_the_last_acts_come_newest_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
