// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/retention.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/moment.h"
#include "core/day.h"

static const int64_t one_day = 86400;

/* 1 July 2026, 10:00 UTC; 28 and 29 February 2028. */
static const int64_t july = 1782900000;
static const int64_t leap = 1835431200;

static void assert_day(int64_t moment, int year, int month, int day)
{
    struct day found = day_of(moment);

    assert_int_equal(found.year, year);
    assert_int_equal(found.month, month);
    assert_int_equal(found.day, day);
}

static void test_papers_are_kept_a_year_from_the_declaration(void **state)
{
    struct retention retention = {.declared_at = july};

    (void)state;
    assert_day(retention_due(&retention), 2027, 7, 1);
    assert_false(retention_is_due(&retention, july + 364 * one_day));
    assert_true(retention_is_due(&retention, july + 366 * one_day));
    retention.declared_at = leap;
    assert_day(leap, 2028, 2, 29);
    assert_day(retention_due(&retention), 2029, 3, 1);
    retention.declared_at = 0;
    assert_int_equal(retention_due(&retention), 0);
    assert_false(retention_is_due(&retention, july));
}

static void test_the_board_may_direct_otherwise_and_again(void **state)
{
    struct retention retention = {.declared_at = july};

    (void)state;
    retention_note(&retention, "board-keep", july + one_day);
    assert_int_equal(retention_due(&retention), 0);
    assert_false(retention_is_due(&retention, july + 3000 * one_day));
    retention_note(&retention, "board-destroy", july + 2 * one_day);
    assert_int_equal(retention_due(&retention), july + 2 * one_day);
    assert_true(retention_is_due(&retention, july + 2 * one_day));
}

static void test_what_is_destroyed_stays_so(void **state)
{
    struct retention retention = {.declared_at = july};

    (void)state;
    retention_note(&retention, "flood", july);
    assert_int_equal(retention.sealed_at, 0);
    retention_note(&retention, "sealed", july + one_day);
    retention_note(&retention, "destroyed", july + 2 * one_day);
    assert_int_equal(retention.sealed_at, july + one_day);
    assert_int_equal(retention.destroyed_at, july + 2 * one_day);
    assert_int_equal(retention_due(&retention), 0);
    retention_note(&retention, "board-keep", july + 3 * one_day);
    retention_note(&retention, "sealed", july + 3 * one_day);
    assert_int_equal(retention.direction, 0);
    assert_int_equal(retention.sealed_at, july + one_day);
}

static void test_no_note_takes_effect_before_the_declaration(void **state)
{
    struct retention retention = {.declared_at = 0};

    (void)state;
    retention_note(&retention, "destroyed", july);
    retention_note(&retention, "sealed", july);
    assert_int_equal(retention.destroyed_at, 0);
    assert_int_equal(retention.sealed_at, 0);
}

static void test_every_code_has_its_name(void **state)
{
    enum retention_code code;

    (void)state;
    for (code = RETENTION_SEALED; code < RETENTION_CODES; code++) {
        assert_int_equal(retention_code_of(retention_code_name(code)), code);
    }
    assert_null(retention_code_name(RETENTION_CODES));
    assert_int_equal(retention_code_of(""), 0);
}

static void test_an_election_is_questioned_within_21_days(void **state)
{
    struct retention retention = {.declared_at = july};

    (void)state;
    assert_day(retention_questions(&retention), 2026, 7, 22);
    retention.declared_at = 0;
    assert_int_equal(retention_questions(&retention), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_papers_are_kept_a_year_from_the_declaration),
        cmocka_unit_test(test_the_board_may_direct_otherwise_and_again),
        cmocka_unit_test(test_what_is_destroyed_stays_so),
        cmocka_unit_test(test_no_note_takes_effect_before_the_declaration),
        cmocka_unit_test(test_every_code_has_its_name),
        cmocka_unit_test(test_an_election_is_questioned_within_21_days),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
