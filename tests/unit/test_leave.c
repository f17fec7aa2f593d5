// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/leave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/decide.h"
#include "desk/settle.h"
#include "town.h"

static struct leave leave_of(struct town *town, const char *number)
{
    struct nomination nomination;

    assert_int_equal(
        desk_nomination(town->desk, town_member(town, number), &nomination), 0);
    return (struct leave){
        .form = nomination.form.id,
        .version = nomination.version,
        .officer = town->definition->officers[2].key,
    };
}

static enum form_state state_of(struct town *town, const char *number)
{
    struct nomination nomination;

    assert_int_equal(
        desk_nomination(town->desk, town_member(town, number), &nomination), 0);
    return nomination.state;
}

static int withdraw(struct town *town, const struct leave *leave, int64_t received)
{
    const struct nomination_attested by = {span_of_text("Ada Able"),
                                           span_of_text("Ben Baker")};

    return desk_leave_withdrawal(town->desk, leave, &by, received);
}

static size_t standing(struct town *town, uint16_t cid)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;

    assert_int_equal(desk_standings(town->desk, cid, &standings), 0);
    return standings->count;
}

static void test_a_withdrawal_on_paper_is_recorded_with_when_it_came(void **state)
{
    const struct nomination_attested alone = {span_of_text("Ada Able"),
                                              span_of_text("ada able")};
    struct town *town = *state;
    int64_t deadline;
    struct leave leave;
    struct withdrawal kept;

    town_nominate(town);
    deadline = town_at(town, STEP_WITHDRAWAL);
    leave = leave_of(town, "P1");
    town_set_clock(town, deadline + 60);
    assert_int_equal(withdraw(town, &leave, deadline), LEAVE_LATE);
    assert_int_equal(withdraw(town, &leave, deadline + 61), LEAVE_RECEIVED);
    assert_int_equal(withdraw(town, &leave, town_at(town, STEP_NOTICE) - 1),
                     LEAVE_RECEIVED);
    assert_int_equal(desk_leave_withdrawal(town->desk, &leave, &alone, deadline - 60),
                     LEAVE_UNATTESTED);
    assert_int_equal(state_of(town, "P1"), FORM_ACCEPTED);
    assert_int_equal(withdraw(town, &leave, deadline - 60), 0);
    assert_int_equal(state_of(town, "P1"), FORM_WITHDRAWN);
    assert_int_equal(desk_nomination_withdrawal(town->desk, leave.form, &kept), 0);
    assert_int_equal(kept.now, deadline - 60);
    assert_string_equal(kept.witness, "Ben Baker");
    assert_int_equal(town->parcels[town->parcel_count - 1].kind, PARCEL_WITHDRAWN);
    assert_int_equal(standing(town, 1), 2);
    assert_int_equal(withdraw(town, &leave, deadline - 60), LEAVE_CHANGED);
    leave = leave_of(town, "P1");
    assert_int_equal(withdraw(town, &leave, deadline - 60), LEAVE_GONE);
}

static void test_a_candidate_who_died_does_not_stand(void **state)
{
    struct town *town = *state;
    char proof[FORM_NAME_SIZE];
    struct leave leave;
    size_t sent;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL) + 60);
    leave = leave_of(town, "P2");
    assert_int_equal(desk_leave_death(town->desk, &leave, span_of_text("  ")),
                     LEAVE_PROOF);
    assert_int_equal(desk_leave_proof(town->desk, leave.form, proof), LEAVE_UNKNOWN);
    sent = town->parcel_count;
    assert_int_equal(
        desk_leave_death(town->desk, &leave, span_of_text("certificate seen")), 0);
    assert_int_equal(town->parcel_count, sent);
    assert_int_equal(desk_leave_proof(town->desk, leave.form, proof), 0);
    assert_string_equal(proof, "certificate seen");
    assert_int_equal(state_of(town, "P2"), FORM_DEAD);
    assert_int_equal(standing(town, 1), 2);
    assert_int_equal(desk_decide(town->desk,
                                 &(struct decision){.form = leave.form,
                                                    .verdict = VERDICT_ACCEPT,
                                                    .officer = leave.officer}),
                     DECIDE_WITHDRAWN);
}

static void test_nobody_leaves_after_the_statement_or_by_a_stranger(void **state)
{
    struct town *town = *state;
    struct leave leave;

    town_nominate(town);
    leave = leave_of(town, "P3");
    leave.officer.bytes[0] ^= 1;
    assert_int_equal(desk_leave_death(town->desk, &leave, span_of_text("seen")),
                     LEAVE_GRANT);
    leave.officer.bytes[0] ^= 1;
    leave.form += 100;
    assert_int_equal(desk_leave_death(town->desk, &leave, span_of_text("seen")),
                     LEAVE_UNKNOWN);
    leave.form -= 100;
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_int_equal(desk_leave_death(town->desk, &leave, span_of_text("seen")),
                     LEAVE_TIME);
    assert_int_equal(withdraw(town, &leave, town_at(town, STEP_NOTICE)), LEAVE_TIME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_withdrawal_on_paper_is_recorded_with_when_it_came),
        TOWN_TEST(test_a_candidate_who_died_does_not_stand),
        TOWN_TEST(test_nobody_leaves_after_the_statement_or_by_a_stranger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
