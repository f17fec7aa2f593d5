// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/leave.h"

#include "base/fault.h"
#include "base/text.h"

#include "addressed.h"
#include "attest.h"
#include "found.h"
#include "state.h"

static int check_now(struct desk *desk, const struct leave *leave)
{
    if (!phase_may(desk_phase(desk), ACT_DECIDE) || desk_facts(desk).has_statement) {
        return LEAVE_TIME;
    }
    return desk_officer(desk, &leave->officer, GRANT_NOMINATIONS) ? 0 : LEAVE_GRANT;
}

static int check_received(struct desk *desk, int64_t received)
{
    const struct timetable *timetable = &desk_definition(desk)->timetable;

    if (received < timetable->at[STEP_NOTICE] || received > desk_now(desk)) {
        return LEAVE_RECEIVED;
    }
    return received >= timetable->at[STEP_WITHDRAWAL] ? LEAVE_LATE : 0;
}

/* Within the act: who stands, as the officer saw them. */
static int find_standing(struct desk *desk,
                         const struct leave *leave,
                         struct nomination *nomination,
                         struct member *member)
{
    int r = found_nomination(desk, leave->form, nomination);

    if (r != 0) {
        return r == FOUND_NONE ? LEAVE_UNKNOWN : FOLD(r);
    }
    if (nomination->version != leave->version) {
        return LEAVE_CHANGED;
    }
    if (nomination->state != FORM_WAITING && nomination->state != FORM_ACCEPTED) {
        return LEAVE_GONE;
    }
    return FOLD(members_get(desk->roll, nomination->form.member, member));
}

static int finish(struct desk *desk,
                  const struct leave *leave,
                  enum act_kind kind,
                  const struct member *member,
                  struct act_guard *act)
{
    int r = act_note(desk, kind, &leave->officer, member->number);

    if (r == 0) {
        r = act_commit(act);
    }
    return r > 0 ? LEAVE_NO_ROOM : r;
}

static int tell(struct desk *desk,
                const struct member *member,
                const struct nomination *nomination)
{
    struct addressed to;

    addressed_candidate(desk, PARCEL_WITHDRAWN, member, &nomination->form, &to);
    return addressed_mail(desk, &to.parcel);
}

static int withdraw(struct desk *desk,
                    const struct leave *leave,
                    struct withdrawal *withdrawal,
                    struct nomination *nomination,
                    struct member *member)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r != 0) {
        return r > 0 ? LEAVE_NO_ROOM : r;
    }
    r = find_standing(desk, leave, nomination, member);
    if (r == 0) {
        withdrawal->form = leave->form;
        withdrawal->decided = desk_now(desk);
        withdrawal->officer = leave->officer;
        r = act_answer(verdicts_withdraw(desk->roll, withdrawal), LEAVE_NO_ROOM);
    }
    return r == 0 ? finish(desk, leave, ACTED_WITHDRAW, member, &act) : r;
}

int desk_leave_withdrawal(struct desk *desk,
                          const struct leave *leave,
                          const struct nomination_attested *by,
                          int64_t received)
{
    struct withdrawal withdrawal = {.now = received};
    struct nomination nomination;
    struct member member;
    int r = check_now(desk, leave);

    if (r == 0) {
        r = check_received(desk, received);
    }
    if (r == 0) {
        r = attest_names(by, &withdrawal);
        r = r > 0 ? LEAVE_UNATTESTED : r;
    }
    if (r == 0) {
        r = withdraw(desk, leave, &withdrawal, &nomination, &member);
    }
    return r == 0 ? tell(desk, &member, &nomination) : r;
}

int desk_leave_death(struct desk *desk, const struct leave *leave, struct span proof)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    CLEANUP(buf_deinit) struct buf tidy;
    struct death death = {.form = leave->form, .officer = leave->officer};
    struct nomination nomination;
    struct member member;
    int r = check_now(desk, leave);

    buf_init(&tidy, FORM_NAME_SIZE - 1);
    if (r == 0) {
        r = text_tidy(proof, TEXT_ONE_LINE, &tidy);
        r = r > 0 ? LEAVE_PROOF : r;
    }
    if (r == 0) {
        death.proof = buf_text(&tidy);
        r = act_begin(desk, &act);
        r = r > 0 ? LEAVE_NO_ROOM : r;
    }
    if (r == 0) {
        r = find_standing(desk, leave, &nomination, &member);
    }
    if (r == 0) {
        death.now = desk_now(desk);
        r = act_answer(verdicts_death(desk->roll, &death), LEAVE_NO_ROOM);
    }
    return r == 0 ? finish(desk, leave, ACTED_DEATH, &member, &act) : r;
}

int desk_leave_proof(struct desk *desk, int64_t form, char out[static FORM_NAME_SIZE])
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = verdicts_proof(desk->roll, form, out);

    (void)hold;
    return r == ROLL_UNKNOWN ? LEAVE_UNKNOWN : FOLD(r);
}
