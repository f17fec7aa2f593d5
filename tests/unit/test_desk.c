// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "desk/publish.h"
#include "town.h"

static void test_a_desk_without_a_definition_is_a_draft(void **state)
{
    struct town *town = *state;

    assert_null(desk_definition(town->desk));
    assert_int_equal(desk_phase(town->desk), PHASE_DRAFT);
    assert_int_equal(desk_close_at(town->desk), 0);
    assert_int_equal(desk_state(town->desk, 1), DESK_UNSETTLED);
    assert_int_equal(desk_fault(town->desk), 0);
    assert_int_equal(town_reopen(town), 0);
}

static void test_a_whole_poll_goes_from_definition_to_close(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    assert_int_equal(desk_phase(town->desk), PHASE_POLL);
    assert_int_equal(desk_state(town->desk, 1), DESK_CONTESTED);
    assert_int_equal(desk_state(town->desk, 2), DESK_CONTESTED);
    assert_int_equal(desk_state(town->desk, 3), DESK_SHORT);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(town_reopen(town), 0);
    town_end(town);
    assert_int_equal(desk_phase(town->desk), PHASE_CLOSED);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_phase(town->desk), PHASE_CLOSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_desk_without_a_definition_is_a_draft),
        TOWN_TEST(test_a_whole_poll_goes_from_definition_to_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
