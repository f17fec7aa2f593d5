// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static void test_the_poll_opens_and_closes_by_the_clock_once(void **state)
{
    struct town *town = *state;

    town_issue(town);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_open);
    town_set_clock(town, town_at(town, STEP_OPEN) - 1);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_open);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    assert_true(desk_facts(town->desk).has_open);
    assert_int_equal(desk_tick(town->desk), 0);
    town_set_clock(town, town_at(town, STEP_CLOSE) + 1);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_close);
    town_set_clock(town, town_at(town, STEP_CLOSE) + 2);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_true(desk_facts(town->desk).has_close);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_int_equal(desk_phase(town->desk), PHASE_CLOSED);
}

static void test_an_unsigned_roll_holds_the_poll_up(void **state)
{
    struct town *town = *state;

    town_settle(town);
    town_set_clock(town, town_at(town, STEP_OPEN) + 600);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_open);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_true(desk_facts(town->desk).has_open);
}

static void test_an_extension_moves_the_close(void **state)
{
    struct town *town = *state;
    struct document *document;

    town_begin(town);
    document = town_document(town, ENTRY_NOTE, 0);
    document->of.note.kind = NOTE_EXTEND;
    document->of.note.close = town_at(town, STEP_CLOSE) + 3600;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "strike");
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    assert_int_equal(desk_close_at(town->desk), town_at(town, STEP_CLOSE) + 3600);
    town_set_clock(town, town_at(town, STEP_CLOSE) + 60);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_close);
    town_end(town);
}

static void test_an_abandoned_poll_is_closed_at_its_time_all_the_same(void **state)
{
    struct town *town = *state;
    struct document *document;

    town_begin(town);
    document = town_document(town, ENTRY_NOTE, 0);
    document->of.note.kind = NOTE_ABANDON;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    assert_true(desk_facts(town->desk).is_abandoned);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(desk_facts(town->desk).has_close);
    /* From then on the record is public again. */
    town_end(town);
}

static void test_a_tick_before_the_definition_does_nothing(void **state)
{
    struct town *town = *state;

    assert_int_equal(desk_tick(town->desk), 0);
    assert_int_equal(desk_phase(town->desk), PHASE_DRAFT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_the_poll_opens_and_closes_by_the_clock_once),
        TOWN_TEST(test_an_unsigned_roll_holds_the_poll_up),
        TOWN_TEST(test_an_extension_moves_the_close),
        TOWN_TEST(test_an_abandoned_poll_is_closed_at_its_time_all_the_same),
        TOWN_TEST(test_a_tick_before_the_definition_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
