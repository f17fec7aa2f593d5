// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/asking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "town.h"

static int keep(void *context, const struct wanted *wanted, const struct member *member)
{
    int64_t *id = context;

    assert_string_equal(member->number, "P4");
    *id = wanted->id;
    return 0;
}

static void test_a_member_asks_and_an_officer_posts(void **state)
{
    struct town *town = *state;
    const struct sign_key *officer = &town->definition->officers[2].key;
    struct sign_key stranger;
    uint64_t count = 9;
    int64_t asked = 0;
    int64_t id = 0;
    int64_t member;

    town_import(town);
    member = town_member(town, "P4");
    assert_int_equal(desk_asking(town->desk, member), ASKING_TIME);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    assert_int_equal(desk_asking(town->desk, 999), ASKING_UNKNOWN);
    assert_int_equal(desk_asking_since(town->desk, member, &asked), ASKING_UNKNOWN);
    assert_int_equal(desk_asking(town->desk, member), 0);
    assert_int_equal(desk_asking(town->desk, member), 0);
    assert_int_equal(desk_asking_count(town->desk, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(desk_asking_since(town->desk, member, &asked), 0);
    assert_int_equal(asked, town_at(town, STEP_NOTICE));
    assert_int_equal(desk_asking_each(town->desk, keep, &id), 0);
    stranger = *officer;
    stranger.bytes[0] ^= 1;
    assert_int_equal(desk_asking_sent(town->desk, id, &stranger), ASKING_GRANT);
    assert_int_equal(desk_asking_sent(town->desk, id + 1, officer), ASKING_UNKNOWN);
    assert_int_equal(desk_asking_sent(town->desk, id, officer), 0);
    assert_int_equal(desk_asking_sent(town->desk, id, officer), ASKING_UNKNOWN);
    assert_int_equal(desk_asking_count(town->desk, &count), 0);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_member_asks_and_an_officer_posts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
