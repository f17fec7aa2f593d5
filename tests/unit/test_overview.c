// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/overview.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "desk/import.h"
#include "desk/nominate.h"
#include "desk/tick.h"
#include "town.h"

static struct overview look(struct town *town)
{
    struct overview overview;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    return overview;
}

static void test_the_first_page_follows_the_election(void **state)
{
    struct town *town = *state;
    struct overview overview = look(town);

    assert_true(overview.waiting.definition);
    assert_false(overview.has_next);
    town_import(town);
    overview = look(town);
    assert_false(overview.waiting.definition);
    assert_int_equal(overview.members, 10);
    assert_true(overview.has_next);
    assert_int_equal(overview.next, STEP_NOTICE);
    assert_int_equal(overview.acts[0].kind, ACTED_IMPORT);
    assert_int_equal(overview.acts[1].kind, ACTED_SUBMIT);
    assert_string_equal(overview.acts[1].subject, "definition");
    town_set_clock(town, town_at(town, STEP_NOTICE));
    town_stand(town, "P1", false);
    town_stand(town, "P2", false);
    overview = look(town);
    assert_int_equal(overview.phase, PHASE_NOMINATIONS);
    assert_int_equal(overview.undecided, 2);
    assert_int_equal(overview.next, STEP_NOMINATIONS_CLOSE);
}

/* 64 members of constituency 1, all of whom stand. */
static void crowd(struct town *town)
{
    struct buf csv;
    struct import_order order = {.mode = IMPORT_ALL_OR_NOTHING};
    struct imported imported;
    char number[8];
    int i;

    buf_init(&csv, 100000);
    buf_put_text(&csv,
                 "number,forenames,surname,email,address_1,address_2,address_3,town,"
                 "postcode,constituency,joined\n");
    for (i = 1; i <= CANDIDATES_MAX + 1; i++) {
        buf_printf(&csv,
                   "C%d,Cy,Crowd %d,c%d@example.org,,,,,,%s,2019-01-01\n",
                   i,
                   i,
                   i,
                   town->definition->constituencies[0].name);
    }
    order.csv = buf_span(&csv);
    town_define(town);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    for (i = 1; i <= CANDIDATES_MAX + 1; i++) {
        assert_int_equal(look(town).crowded, 0);
        (void)snprintf(number, sizeof(number), "C%d", i);
        town_stand(town, number, true);
    }
    buf_deinit(&csv);
}

static void test_more_candidates_than_a_ballot_holds_are_told(void **state)
{
    const struct nomination_attested by = {span_of_text("Cy"), span_of_text("Wyn")};
    struct town *town = *state;
    struct overview overview;

    crowd(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL) - 60);
    assert_int_equal(look(town).crowded, 1);
    /* One of them thinks better of it. */
    assert_int_equal(desk_nomination_withdraw(town->desk, town_member(town, "C7"), &by),
                     0);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    overview = look(town);
    assert_int_equal(overview.crowded, 0);
    assert_true(overview.waiting.statement);
}

static void test_the_log_goes_back_to_the_beginning(void **state)
{
    struct town *town = *state;
    struct acted acted = {.at = TOWN_START, .kind = ACTED_SIGN_IN};
    struct acted found[3 * OVERVIEW_ACTS];
    size_t count = 0;
    int i;

    for (i = 0; i < 2 * OVERVIEW_ACTS; i++) {
        (void)snprintf(acted.subject, sizeof(acted.subject), "%d", i);
        assert_int_equal(desk_acted(town->desk, &acted), 0);
    }
    assert_int_equal(look(town).act_count, OVERVIEW_ACTS);
    assert_int_equal(desk_acts(town->desk, 3, found, &count), 0);
    assert_int_equal(count, 3);
    assert_int_equal(desk_acts(town->desk, ARRAY_SIZE(found), found, &count), 0);
    assert_int_equal(count, 2 * OVERVIEW_ACTS);
    assert_string_equal(found[0].subject, "19");
    assert_string_equal(found[count - 1].subject, "0");
}

static void test_what_holds_the_poll_up_is_said(void **state)
{
    struct town *town = *state;
    struct overview overview;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    overview = look(town);
    assert_true(overview.waiting.statement);
    assert_false(overview.waiting.roll);
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    overview = look(town);
    assert_false(overview.waiting.statement);
    assert_true(overview.waiting.roll);
    assert_false(overview.is_late);
    town_set_clock(town, town_at(town, STEP_OPEN) + 1);
    assert_true(look(town).is_late);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(desk_tick(town->desk), 0);
    overview = look(town);
    assert_false(overview.waiting.roll);
    assert_false(overview.is_late);
    assert_int_equal(overview.next, STEP_CLOSE);
    town_end(town);
    overview = look(town);
    assert_true(overview.waiting.box);
    assert_false(overview.has_next);
}

static void test_what_the_daemon_alone_knows_is_logged_too(void **state)
{
    struct town *town = *state;
    struct acted acted = {.at = 5, .kind = ACTED_SIGN_IN, .subject = ""};

    town_define(town);
    acted.officer = town->definition->officers[0].key;
    assert_int_equal(desk_acted(town->desk, &acted), 0);
    assert_int_equal(look(town).acts[0].kind, ACTED_SIGN_IN);
}

static void test_nobody_is_sent_a_code_for_a_poll_that_a_death_has_stopped(void **state)
{
    struct town *town = *state;
    struct overview overview;

    town_settle(town);
    assert_int_equal(desk_deaths(town->desk), 0);
    town_die(town, 2, 1);
    assert_int_equal(desk_deaths(town->desk), 1);
    assert_int_equal(desk_state(town->desk, 2), DESK_COUNTERMANDED);
    assert_int_equal(desk_stopped_at(town->desk, 2), town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(desk_stopped_at(town->desk, 1), 0);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.issued, 8);
    assert_int_equal(overview.tokens.handed + overview.tokens.letters, 5);
    assert_int_equal(overview.tokens.waiting, 0);
    assert_int_equal(overview.tokens.failed, 0);
    assert_int_equal(overview.deaths, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_nobody_is_sent_a_code_for_a_poll_that_a_death_has_stopped),
        TOWN_TEST(test_the_first_page_follows_the_election),
        TOWN_TEST(test_what_holds_the_poll_up_is_said),
        TOWN_TEST(test_more_candidates_than_a_ballot_holds_are_told),
        TOWN_TEST(test_the_log_goes_back_to_the_beginning),
        TOWN_TEST(test_what_the_daemon_alone_knows_is_logged_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
