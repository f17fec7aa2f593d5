// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/phase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct timetable timetable = {{100, 200, 300, 400, 500, 600, 700}};

/* A contested election that goes its way; a field is set when its act is done. */
static struct facts prepared(void)
{
    return (struct facts){
        .has_definition = true,
        .is_contested = true,
        .close_at = 700,
    };
}

static void check(const struct facts *facts, int64_t now, enum phase expected)
{
    assert_string_equal(phase_name(phase_at(&timetable, facts, now)),
                        phase_name(expected));
}

static void test_the_clock_moves_the_phases_before_the_poll(void **state)
{
    struct facts facts = prepared();

    (void)state;
    check(&facts, 99, PHASE_DRAFT);
    check(&facts, 100, PHASE_NOMINATIONS);
    check(&facts, 199, PHASE_NOMINATIONS);
    check(&facts, 200, PHASE_STATEMENT);
    check(&facts, 399, PHASE_STATEMENT);
    check(&facts, 400, PHASE_SETTLED);
    check(&facts, 599, PHASE_SETTLED);
    facts.has_definition = false;
    check(&facts, 500, PHASE_DRAFT);
}

static void test_a_poll_needs_statement_and_roll(void **state)
{
    struct facts facts = prepared();

    (void)state;
    check(&facts, 600, PHASE_SETTLED);
    facts.has_statement = true;
    check(&facts, 600, PHASE_SETTLED);
    facts.has_roll = true;
    check(&facts, 599, PHASE_SETTLED);
    check(&facts, 600, PHASE_POLL);
    check(&facts, 699, PHASE_POLL);
}

static void test_a_poll_that_never_opened_does_not_open_after_its_close(void **state)
{
    struct facts facts = prepared();

    (void)state;
    facts.has_statement = true;
    facts.has_roll = true;
    check(&facts, 700, PHASE_SETTLED);
    assert_false(phase_may(PHASE_SETTLED, ACT_OPEN));
    facts.close_at = 800;
    check(&facts, 700, PHASE_POLL);
}

static void test_the_close_is_right_before_anything_has_ticked(void **state)
{
    struct facts facts = prepared();

    (void)state;
    facts.has_statement = true;
    facts.has_roll = true;
    facts.has_open = true;
    check(&facts, 699, PHASE_POLL);
    check(&facts, 700, PHASE_CLOSED);
    facts.close_at = 900;
    check(&facts, 899, PHASE_POLL);
    check(&facts, 900, PHASE_CLOSED);
    facts.has_close = true;
    check(&facts, 650, PHASE_CLOSED); /* a clock set back opens nothing again */
}

static void test_the_tally_moves_the_phases_after_the_poll(void **state)
{
    struct facts facts = prepared();

    (void)state;
    facts.has_statement = true;
    facts.has_roll = true;
    facts.has_open = true;
    facts.has_close = true;
    facts.has_all_mixes = true;
    check(&facts, 700, PHASE_CLOSED);
    facts.has_box = true;
    check(&facts, 700, PHASE_MIXED);
    facts.has_all_shares = true;
    check(&facts, 700, PHASE_DECRYPTED);
    facts.is_counted = true;
    check(&facts, 700, PHASE_COUNTED);
    facts.has_result = true;
    check(&facts, 700, PHASE_DECLARED);
    facts.is_sealed = true;
    check(&facts, 700, PHASE_SEALED);
    facts.is_destroyed = true;
    check(&facts, 700, PHASE_DESTROYED);
}

static void test_nothing_contested_is_declared_by_its_statement(void **state)
{
    struct facts facts = prepared();

    (void)state;
    facts.is_contested = false;
    check(&facts, 400, PHASE_SETTLED);
    facts.has_statement = true;
    check(&facts, 400, PHASE_DECLARED);
    check(&facts, 650, PHASE_DECLARED);
}

static void test_an_abandoned_poll_is_closed(void **state)
{
    struct facts facts = prepared();

    (void)state;
    facts.has_statement = true;
    facts.has_roll = true;
    facts.has_open = true;
    facts.is_abandoned = true;
    check(&facts, 650, PHASE_CLOSED);
    facts.has_box = true;
    facts.has_all_mixes = true;
    check(&facts, 650, PHASE_CLOSED);
}

static void test_acts_are_allowed_in_their_phases_only(void **state)
{
    static const char *const expected[ACTS] = {
        /* one letter a phase, from draft to destroyed */
        [ACT_NOMINATE] = ".x..........",   [ACT_DECIDE] = ".xxx........",
        [ACT_WITHDRAW] = ".xx.........",   [ACT_SIGN_STATEMENT] = "...x........",
        [ACT_SIGN_ROLL] = "...x........",  [ACT_OPEN] = "....x.......",
        [ACT_CAST] = "....x.......",       [ACT_REPLACE] = "...xx.......",
        [ACT_EXTEND] = "...xx.......",     [ACT_RECEIVE] = "....xx......",
        [ACT_ENTER] = "....xx......",      [ACT_CLOSE] = ".....x......",
        [ACT_DISQUALIFY] = "....xx......", [ACT_BOX] = ".....x......",
        [ACT_MIX] = ".....x......",        [ACT_SHARE] = "......xx....",
        [ACT_RESULT] = ".......xx...",     [ACT_SEAL] = ".........x..",
        [ACT_DESTROY] = "..........x.",
    };
    int act;
    int phase;

    (void)state;
    for (act = 0; act < ACTS; act++) {
        assert_non_null(phase_act_name((enum act)act));
        for (phase = 0; phase < PHASES; phase++) {
            assert_int_equal(phase_may((enum phase)phase, (enum act)act),
                             expected[act][phase] == 'x');
        }
    }
}

static void test_every_phase_has_a_name(void **state)
{
    int phase;

    (void)state;
    for (phase = 0; phase < PHASES; phase++) {
        assert_non_null(phase_name((enum phase)phase));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_clock_moves_the_phases_before_the_poll),
        cmocka_unit_test(test_a_poll_needs_statement_and_roll),
        cmocka_unit_test(test_a_poll_that_never_opened_does_not_open_after_its_close),
        cmocka_unit_test(test_the_close_is_right_before_anything_has_ticked),
        cmocka_unit_test(test_the_tally_moves_the_phases_after_the_poll),
        cmocka_unit_test(test_nothing_contested_is_declared_by_its_statement),
        cmocka_unit_test(test_an_abandoned_poll_is_closed),
        cmocka_unit_test(test_acts_are_allowed_in_their_phases_only),
        cmocka_unit_test(test_every_phase_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
