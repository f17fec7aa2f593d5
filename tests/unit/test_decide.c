// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/decide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/import.h"
#include "desk/nominate.h"
#include "desk/overview.h"
#include "desk/signin.h"
#include "town.h"

static int64_t version_of(struct town *town, const char *number)
{
    struct nomination nomination;

    assert_int_equal(
        desk_nomination(town->desk, town_member(town, number), &nomination), 0);
    return nomination.version;
}

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
    decision.version = version_of(town, "P1");
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    parcel = &town->parcels[town->parcel_count - 1];
    assert_int_equal(parcel->kind, PARCEL_REJECTED);
    assert_string_equal(parcel->reason, ground_words(GROUND_INTERESTS));
    assert_string_equal(parcel->to, "ada@example.org");
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P1"), &nomination),
                     0);
    assert_int_equal(nomination.state, FORM_INVALID);
    assert_int_equal(nomination.ground, GROUND_INTERESTS);

    assert_true(parcel->may_correct);
    decision.verdict = VERDICT_INELIGIBLE;
    decision.ground = GROUND_NONE;
    decision.version = version_of(town, "P1");
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

static void test_who_looked_at_an_earlier_state_is_told_so(void **state)
{
    struct town *town = *state;
    struct decision first = {.verdict = VERDICT_ACCEPT};
    struct decision second = {.verdict = VERDICT_INVALID, .ground = GROUND_SIGNATURE};
    struct nomination nomination;
    size_t sent;

    first.form = stand(town);
    first.officer = town->definition->officers[0].key;
    second.form = first.form;
    second.officer = town->definition->officers[2].key;
    assert_int_equal(desk_decide(town->desk, &first), 0);
    sent = town->parcel_count;
    assert_int_equal(desk_decide(town->desk, &second), DECIDE_CHANGED);
    assert_int_equal(town->parcel_count, sent);
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P1"), &nomination),
                     0);
    assert_int_equal(nomination.state, FORM_ACCEPTED);
    assert_int_equal(nomination.decided, desk_now(town->desk));
    assert_memory_equal(&nomination.officer, &first.officer, sizeof(first.officer));
    second.version = nomination.version;
    assert_int_equal(desk_decide(town->desk, &second), 0);
    assert_int_equal(desk_decide(town->desk, &first), DECIDE_CHANGED);
}

static void test_after_nominations_close_nothing_can_be_put_right(void **state)
{
    struct town *town = *state;
    struct decision decision = {.verdict = VERDICT_INVALID, .ground = GROUND_SIGNATURE};

    decision.form = stand(town);
    decision.officer = town->definition->officers[0].key;
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE));
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    assert_int_equal(town->parcels[town->parcel_count - 1].kind, PARCEL_REJECTED);
    assert_false(town->parcels[town->parcel_count - 1].may_correct);
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

/* The roll holds Ada twice, as a member of the public and of staff. */
static void test_one_person_stands_once(void **state)
{
    static const char csv[] =
        "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
        "constituency,joined\n"
        "P1,Ada,Able,ada@example.org,1 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
        "S1,ada,ABLE,,1 High St,,,Town,t1 1aa,Staff,2020-01-01\n"
        "S2,Ada,Able,,2 High St,,,Town,T1 1AA,Staff,2020-01-01\n";
    const struct import_order order = {.csv = span_of_text(csv)};
    struct town *town = *state;
    struct decision decision = {.verdict = VERDICT_ACCEPT};
    struct nomination nomination;
    struct imported imported;
    struct member member;
    struct member twin;

    town_define(town);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P1", true);
    town_stand(town, "S2", true); /* another door: another Ada */
    town_stand(town, "S1", false);
    assert_int_equal(desk_member(town->desk, town_member(town, "S1"), &member), 0);
    assert_int_equal(desk_twin(town->desk, &member, &twin), 0);
    assert_string_equal(twin.number, "P1");
    assert_int_equal(desk_nomination(town->desk, member.id, &nomination), 0);
    decision.form = nomination.form.id;
    decision.officer = town->definition->officers[0].key;
    assert_int_equal(desk_decide(town->desk, &decision), DECIDE_TWICE);
    decision.is_other_person = true;
    assert_int_equal(desk_decide(town->desk, &decision), 0);
    assert_int_equal(desk_member(town->desk, town_member(town, "S2"), &member), 0);
    assert_int_equal(desk_twin(town->desk, &member, &twin), DECIDE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_decision_is_told_with_its_reason_and_logged),
        TOWN_TEST(test_who_looked_at_an_earlier_state_is_told_so),
        TOWN_TEST(test_after_nominations_close_nothing_can_be_put_right),
        TOWN_TEST(test_one_person_stands_once),
        TOWN_TEST(test_every_ground_has_words),
        TOWN_TEST(test_a_verdict_without_its_ground_or_right_is_refused),
        TOWN_TEST(test_a_form_that_was_replaced_or_withdrawn_is_not_decided),
        TOWN_TEST(test_nothing_is_decided_once_the_statement_is_signed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
