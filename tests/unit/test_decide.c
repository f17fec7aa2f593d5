// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/decide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/nominate.h"
#include "desk/overview.h"
#include "town.h"

static int keep_form(void *context,
                     const struct nomination *nomination,
                     const struct member *member)
{
    int64_t *form = context;

    assert_string_equal(member->number, "P1");
    *form = nomination->form.id;
    return 0;
}

static int64_t stand(struct town *town)
{
    int64_t form = 0;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    town_stand(town, "P1", false);
    assert_int_equal(desk_nominations(town->desk, keep_form, &form), 0);
    assert_true(form > 0);
    return form;
}

static void test_a_decision_is_told_with_its_reason_and_logged(void **state)
{
    struct town *town = *state;
    struct decision decision = {.verdict = VERDICT_ACCEPT};
    const struct town_parcel *parcel;
    struct nomination nomination;
    struct overview overview;

    decision.form = stand(town);
    decision.officer = town->definition->officers[2].key; /* who may do just that */
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    parcel = &town->parcels[town->parcel_count - 1];
    assert_int_equal(parcel->kind, PARCEL_ACCEPTED);
    assert_string_equal(parcel->reason, "");

    decision.verdict = VERDICT_INVALID;
    decision.ground = GROUND_INTERESTS;
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    parcel = &town->parcels[town->parcel_count - 1];
    assert_int_equal(parcel->kind, PARCEL_REJECTED);
    assert_string_equal(parcel->reason, ground_words(GROUND_INTERESTS));
    assert_string_equal(parcel->to, "ada@example.org");
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P1"), &nomination),
                     0);
    assert_int_equal(nomination.state, FORM_INVALID);
    assert_int_equal(nomination.ground, GROUND_INTERESTS);

    decision.verdict = VERDICT_INELIGIBLE;
    decision.ground = GROUND_NONE;
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    assert_non_null(
        strstr(town->parcels[town->parcel_count - 1].reason, "not eligible"));

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.acts[0].kind, ACTED_REJECT);
    assert_int_equal(overview.acts[2].kind, ACTED_ACCEPT);
    assert_string_equal(overview.acts[0].subject, "P1");
    assert_memory_equal(
        &overview.acts[0].officer, &decision.officer, sizeof(decision.officer));
}

static void test_every_ground_has_words(void **state)
{
    int ground;

    (void)state;
    for (ground = GROUND_LATE; ground < GROUNDS; ground++) {
        assert_true(strlen(ground_words((enum decide_ground)ground)) > 20);
    }
    assert_string_equal(ground_words(GROUND_NONE), "");
    assert_string_equal(ground_words(GROUNDS), "");
}

static void test_a_verdict_without_its_ground_or_right_is_refused(void **state)
{
    struct town *town = *state;
    struct decision decision = {.verdict = VERDICT_INVALID};

    decision.form = stand(town);
    decision.officer = town->definition->officers[0].key;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_GROUND);
    decision.verdict = VERDICT_ACCEPT;
    decision.ground = GROUND_LATE;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_GROUND);
    decision.verdict = VERDICT_INELIGIBLE;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_GROUND);
    decision.verdict = VERDICT_ACCEPT;
    decision.ground = GROUND_NONE;
    decision.form += 100;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_UNKNOWN);
    decision.form -= 100;
    decision.officer.bytes[0] ^= 1;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_GRANT);
}

static void test_a_form_that_was_replaced_or_withdrawn_is_not_decided(void **state)
{
    struct town *town = *state;
    const struct nomination_attested by = {span_of_text("Ada Able"),
                                           span_of_text("Ben Baker")};
    struct decision decision = {.verdict = VERDICT_ACCEPT};
    int64_t second = 0;

    decision.form = stand(town);
    decision.officer = town->definition->officers[0].key;
    town_stand(town, "P1", false);
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_UNKNOWN);
    assert_int_equal(desk_nominations(town->desk, keep_form, &second), 0);
    decision.form = second;
    assert_int_equal(desk_nomination_withdraw(town->desk, town_member(town, "P1"), &by),
                     0);
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_WITHDRAWN);
}

static void test_nothing_is_decided_once_the_statement_is_signed(void **state)
{
    struct town *town = *state;
    struct decision decision = {.verdict = VERDICT_ACCEPT, .form = 1};

    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_TIME);
    town_settle(town);
    decision.officer = town->definition->officers[0].key;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_TIME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_decision_is_told_with_its_reason_and_logged),
        TOWN_TEST(test_every_ground_has_words),
        TOWN_TEST(test_a_verdict_without_its_ground_or_right_is_refused),
        TOWN_TEST(test_a_form_that_was_replaced_or_withdrawn_is_not_decided),
        TOWN_TEST(test_nothing_is_decided_once_the_statement_is_signed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
