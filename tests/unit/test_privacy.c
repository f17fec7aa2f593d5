// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/privacy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/nominate.h"
#include "desk/overview.h"
#include "desk/settle.h"
#include "town.h"

static size_t count_acts(struct town *town, const char *subject)
{
    struct overview overview;
    size_t count = 0;
    size_t i;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    for (i = 0; i < overview.act_count; i++) {
        count += overview.acts[i].kind == ACTED_ADDRESSES
                 && strcmp(overview.acts[i].subject, subject) == 0;
    }
    return count;
}

static void reopen(struct town *town, bool is_town_only)
{
    desk_free(town->desk);
    town->desk = NULL;
    town->options.is_town_only = is_town_only;
    assert_int_equal(desk_open(&town->options, &town->desk), 0);
}

static void test_only_the_town_is_published_and_the_reason_is_logged_once(void **state)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    struct town *town = *state;
    struct nomination nomination;

    town_import(town);
    assert_int_equal(desk_privacy_note(town->desk, ""), 0);
    assert_int_equal(count_acts(town, "full"), 0);
    reopen(town, true);
    assert_int_equal(desk_privacy(town->desk), PRIVACY_TOWN);
    assert_int_equal(desk_privacy_note(town->desk, "the board, 3 May"), 0);
    assert_int_equal(desk_privacy_note(town->desk, "the board, 3 May"), 0);
    assert_int_equal(count_acts(town, "town only: the board, 3 May"), 1);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P1", true);
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P1"), &nomination),
                     0);
    assert_null(strstr(nomination.file, "High Street"));
    assert_non_null(strstr(nomination.file, "\"address\": \"Town\""));
    assert_string_equal(nomination.form.address, "1 High Street\nTown");
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_int_equal(desk_standings(town->desk, 1, &standings), 0);
    assert_string_equal(standings->list[0].address, "Town");
    reopen(town, false);
    assert_int_equal(desk_privacy_note(town->desk, ""), 0);
    assert_int_equal(count_acts(town, "full"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_only_the_town_is_published_and_the_reason_is_logged_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
