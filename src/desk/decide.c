// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/decide.h"

#include "base/fault.h"
#include "desk/nominate.h"
#include "post/words.h"
#include "store/verdicts.h"

#include "addressed.h"
#include "found.h"
#include "state.h"
#include "twin.h"

static const char ineligible[] =
    "The candidate is not eligible to be a member of the council of governors.";

static const enum form_state states[VERDICTS] = {
    [VERDICT_ACCEPT] = FORM_ACCEPTED,
    [VERDICT_INVALID] = FORM_INVALID,
    [VERDICT_INELIGIBLE] = FORM_INELIGIBLE,
};

/* What the candidate is told of a verdict; the reason is one of ours. */
static void address(struct desk *desk,
                    const struct nomination *nomination,
                    const struct member *member,
                    struct addressed *out)
{
    static const enum parcel_kind kinds[FORM_STATES] = {
        [FORM_WAITING] = PARCEL_ACKNOWLEDGED,
        [FORM_ACCEPTED] = PARCEL_ACCEPTED,
        [FORM_INVALID] = PARCEL_REJECTED,
        [FORM_INELIGIBLE] = PARCEL_REJECTED,
        [FORM_WITHDRAWN] = PARCEL_WITHDRAWN,
        [FORM_DEAD] = PARCEL_WITHDRAWN,
    };
    bool is_invalid = nomination->state == FORM_INVALID;

    addressed_candidate(desk, kinds[nomination->state], member, &nomination->form, out);
    out->parcel.reason = is_invalid
                             ? ground_words((enum decide_ground)nomination->ground)
                         : nomination->state == FORM_INELIGIBLE ? ineligible
                                                                : NULL;
    out->parcel.may_correct = is_invalid && nomination->ground != GROUND_LATE
                              && phase_may(desk_phase(desk), ACT_NOMINATE);
}

static int tell(struct desk *desk,
                const struct decision *decision,
                const struct member *member,
                struct nomination *nomination)
{
    struct addressed to;

    nomination->state = states[decision->verdict];
    nomination->ground = (int)decision->ground;
    address(desk, nomination, member, &to);
    return addressed_mail(desk, &to.parcel);
}

static bool goes_together(const struct decision *decision)
{
    switch (decision->verdict) {
    case VERDICT_INVALID:
        return decision->ground > GROUND_NONE && decision->ground < GROUNDS;
    case VERDICT_ACCEPT:
    case VERDICT_INELIGIBLE:
        return decision->ground == GROUND_NONE;
    case VERDICTS:
    default:
        return false;
    }
}

/* Within the act: the verdict and its line in the officers' log. */
static int write_down(struct desk *desk,
                      const struct decision *decision,
                      const struct member *member)
{
    const struct verdict verdict = {
        .form = decision->form,
        .state = states[decision->verdict],
        .ground = (int)decision->ground,
        .now = desk_now(desk),
        .officer = decision->officer,
    };
    int r = act_answer(verdicts_add(desk->roll, &verdict), DECIDE_NO_ROOM);

    if (r == 0) {
        r = act_note(desk,
                     decision->verdict == VERDICT_ACCEPT ? ACTED_ACCEPT : ACTED_REJECT,
                     &decision->officer,
                     member->number);
        r = r > 0 ? DECIDE_NO_ROOM : r;
    }
    return r;
}

static int look_up(struct desk *desk,
                   const struct decision *decision,
                   struct nomination *nomination,
                   struct member *member)
{
    int r = found_nomination(desk, decision->form, nomination);

    if (r != 0) {
        return r == FOUND_NONE ? DECIDE_UNKNOWN : FOLD(r);
    }
    if (nomination->state == FORM_WITHDRAWN || nomination->state == FORM_DEAD) {
        return DECIDE_WITHDRAWN;
    }
    if (nomination->version != decision->version) {
        return DECIDE_CHANGED;
    }
    return FOLD(members_get(desk->roll, nomination->form.member, member));
}

/* Whoever is found valid was in time, lacks nothing, and stands nowhere else. */
static int check_valid(struct desk *desk,
                       const struct decision *decision,
                       const struct nomination *nomination,
                       const struct member *member)
{
    int64_t close = desk_definition(desk)->timetable.at[STEP_NOMINATIONS_CLOSE];
    struct nomination_errors errors;
    struct member twin;
    int r;

    if (decision->verdict != VERDICT_ACCEPT) {
        return 0;
    }
    desk_nomination_lacks(desk, nomination, member->cid, &errors);
    if (errors.count > 0 || nomination->submitted >= close) {
        return DECIDE_LACKING;
    }
    if (decision->is_other_person) {
        return 0;
    }
    r = twin_find(desk, member, &twin);
    return r == 0 ? DECIDE_TWICE : r == TWIN_NONE ? 0 : FOLD(r);
}

int desk_decide(struct desk *desk, const struct decision *decision)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct nomination nomination;
    struct member member = {.id = 0};
    int r;

    if (!goes_together(decision)) {
        return DECIDE_GROUND;
    }
    if (!phase_may(desk_phase(desk), ACT_DECIDE) || desk_facts(desk).has_statement) {
        return DECIDE_TIME;
    }
    if (!desk_officer(desk, &decision->officer, GRANT_NOMINATIONS)) {
        return DECIDE_GRANT;
    }
    r = act_begin(desk, &act);
    if (r != 0) {
        return r < 0 ? r : DECIDE_NO_ROOM;
    }
    r = look_up(desk, decision, &nomination, &member);
    if (r == 0) {
        r = check_valid(desk, decision, &nomination, &member);
    }
    if (r == 0) {
        r = write_down(desk, decision, &member);
    }
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? DECIDE_NO_ROOM : r;
    }
    return r != 0 ? r : tell(desk, decision, &member, &nomination);
}

int desk_decide_letter(struct desk *desk, int64_t form, struct buf *out)
{
    struct nomination nomination;
    struct addressed to;
    struct member member;
    int r;

    {
        CLEANUP(hold_end) struct hold hold = hold_begin(desk);

        (void)hold;
        r = found_nomination(desk, form, &nomination);
        if (r == 0) {
            r = FOLD(members_get(desk->roll, nomination.form.member, &member));
        }
    }
    if (r != 0) {
        return r == FOUND_NONE ? DECIDE_UNKNOWN : r;
    }
    address(desk, &nomination, &member, &to);
    to.parcel.way = PARCEL_LETTER;
    words_body(&to.parcel, desk->address, out);
    return FOLD(buf_status(out));
}

struct visit {
    struct desk *desk;
    decide_visit visit;
    void *context;
};

static int with_member(void *context, const struct nomination *nomination)
{
    const struct visit *visit = context;
    struct member member;
    int r = members_get(visit->desk->roll, nomination->form.member, &member);

    return r != 0 ? FOLD(r) : visit->visit(visit->context, nomination, &member);
}

int desk_nominations(struct desk *desk, decide_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct visit with = {desk, visit, context};

    (void)hold;
    return forms_each(desk->roll, with_member, &with);
}
