// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/moment.h"
#include "core/day.h"
#include "election.h"
#include "seal/hash.h"

enum {
    TOLD_MAX = 16,
    TOLD_SIZE = 600,
};

static struct election election;

/* What was told of the definition. */
static struct told {
    size_t count;
    struct judgement list[TOLD_MAX];
    char texts[TOLD_MAX][TOLD_SIZE];
} told;

static void note_down(void *context, const struct judgement *judgement)
{
    struct told *into = context;

    assert_true(into->count < TOLD_MAX);
    into->list[into->count] = *judgement;
    (void)snprintf(into->texts[into->count], TOLD_SIZE, "%s", judgement->text);
    into->count++;
}

static int set_up(void **state)
{
    const struct civil close = {2026, 6, 18, 17, 0, 0};
    int64_t moment = 0;

    (void)state;
    log_silence();
    election_open(&election);
    election.definition->practice = false;
    assert_int_equal(moment_of_civil(&close, &moment), 0);
    assert_int_equal(timetable_latest(moment, NULL, &election.definition->timetable),
                     0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    election_close(&election);
    return 0;
}

static void judge(void)
{
    told.count = 0;
    assert_int_equal(judge_definition(election.definition, NULL, note_down, &told), 0);
}

/* Exactly one breach, of this. */
static void expect(enum judge_about about, size_t where, const char *text)
{
    judge();
    assert_int_equal(told.count, 1);
    assert_int_equal(told.list[0].about, about);
    assert_int_equal(told.list[0].where, where);
    assert_false(told.list[0].is_note);
    assert_non_null(strstr(told.texts[0], text));
}

static void test_a_lawful_definition_has_nothing_told_of_it(void **state)
{
    (void)state;
    judge();
    assert_int_equal(told.count, 0);
}

static void test_each_part_is_told_with_what_it_is_about(void **state)
{
    struct definition *definition = election.definition;
    struct definition *good = definition_new();

    (void)state;
    assert_non_null(good);
    *good = *definition;
    definition->timetable.at[STEP_NOTICE] += INT64_C(86400);
    expect(JUDGE_STEP, STEP_NOTICE, "must be at least 40 working days");
    *definition = *good;
    (void)snprintf(definition->constituencies[2].name,
                   NAME_SIZE,
                   "%s",
                   definition->constituencies[1].name);
    expect(JUDGE_NAME, 3, "house 9");
    *definition = *good;
    definition->constituencies[1].wording_count = 1;
    expect(JUDGE_CONSTITUENCY, 2, "rule 21.1: a declaration");
    definition->label_count = 1;
    definition->labels[0] = (struct label){"21.1", "24(a)"};
    expect(JUDGE_CONSTITUENCY, 2, "rule 21.1 (24(a) in the trust’s constitution): a");
    *definition = *good;
    definition->hands = 2;
    definition->officers[1].may = 0;
    expect(JUDGE_HANDS, 0, "protocol 7");
    *definition = *good;
    definition->mixers[0].key = definition->officers[0].key;
    judge();
    assert_int_equal(told.list[0].about, JUDGE_PEOPLE);
    *definition = *good;
    memset(&definition->officers[2].key, 0, sizeof(definition->officers[2].key));
    expect(JUDGE_OFFICERS, 3, "protocol 2");
    *definition = *good;
    memset(&definition->log, 0, sizeof(definition->log));
    expect(JUDGE_LOG, 1, "protocol 2");
    *definition = *good;
    memset(&definition->trustees[0].static_key, 0xff, POINT_SIZE);
    expect(JUDGE_TRUSTEES, 1, "not a static key");
    *definition = *good;
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum nobody");
    expect(JUDGE_POLICY, 1, "policy, line 1");
    definition_free(good);
}

static void test_days_are_notes_in_a_practice_election_and_order_is_not(void **state)
{
    struct definition *definition = election.definition;

    (void)state;
    definition->practice = true;
    definition->timetable.at[STEP_NOTICE] += INT64_C(86400);
    judge();
    assert_int_equal(told.count, 1);
    assert_true(told.list[0].is_note);
    definition->timetable.at[STEP_OPEN] = definition->timetable.at[STEP_CLOSE];
    judge();
    assert_int_equal(told.list[told.count - 1].where, STEP_CLOSE);
    assert_false(told.list[told.count - 1].is_note);
}

static void test_days_that_may_yet_be_proclaimed_are_noted(void **state)
{
    const struct civil close = {DAY_SETTLED_YEAR + 1, 6, 17, 17, 0, 0};
    int64_t moment = 0;

    (void)state;
    assert_int_equal(moment_of_civil(&close, &moment), 0);
    assert_int_equal(timetable_latest(moment, NULL, &election.definition->timetable),
                     0);
    judge();
    assert_int_equal(told.count, 1);
    assert_true(told.list[0].is_note);
    assert_int_equal(told.list[0].where, STEP_CLOSE);
    assert_non_null(strstr(told.texts[0], "rule 3: bank holidays after 2026"));
}

static void test_the_ceremony_may_still_be_held(void **state)
{
    struct definition *definition = election.definition;

    (void)state;
    memset(&definition->election_key, 0, sizeof(definition->election_key));
    expect(JUDGE_CEREMONY, 0, "hold the ceremony");
    memset(&definition->ceremony.digest, 0, sizeof(definition->ceremony.digest));
    judge();
    assert_int_equal(told.count, 1);
    assert_true(told.list[0].is_note);
    definition->ceremony.size--;
    judge();
    assert_int_equal(told.count, 2);
    assert_false(told.list[0].is_note);
}

static int start(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_lawful_definition_has_nothing_told_of_it),
        TEST(test_each_part_is_told_with_what_it_is_about),
        TEST(test_days_are_notes_in_a_practice_election_and_order_is_not),
        TEST(test_days_that_may_yet_be_proclaimed_are_noted),
        TEST(test_the_ceremony_may_still_be_held),
    };
#undef TEST

    moment_set_zone();
    return cmocka_run_group_tests(tests, start, NULL);
}
