// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/decide.h"

#include "base/fault.h"
#include "store/verdicts.h"

#include "addressed.h"
#include "state.h"
#include "twin.h"

static const char ineligible[] =
    "The candidate is not eligible to be a member of the council of governors.";

static const enum form_state states[VERDICTS] = {
    [VERDICT_ACCEPT] = FORM_ACCEPTED,
    [VERDICT_INVALID] = FORM_INVALID,
    [VERDICT_INELIGIBLE] = FORM_INELIGIBLE,
};

struct search {
    int64_t form;
    struct nomination *out;
};

static int is_it(void *context, const struct nomination *nomination)
{
    struct search *search = context;

    if (nomination->form.id == search->form) {
        *search->out = *nomination;
    }
    return 0;
}

/* The nomination whose last form this is. */
static int find(struct desk *desk, int64_t form, struct nomination *out)
{
    struct search search = {form, out};
    int r;

    out->form.id = 0;
    r = forms_each(desk->roll, is_it, &search);
    if (r != 0) {
        return FOLD(r);
    }
    return out->form.id == form && form != 0 ? 0 : DECIDE_UNKNOWN;
}

static int tell(struct desk *desk,
                const struct decision *decision,
                const struct member *member,
                const struct nomination *nomination)
{
    struct addressed to;

    addressed_to(desk,
                 decision->verdict == VERDICT_ACCEPT ? PARCEL_ACCEPTED
                                                     : PARCEL_REJECTED,
                 member,
                 &to);
    if (nomination->form.email[0] != '\0') {
        to.parcel.way = PARCEL_EMAIL;
        to.parcel.email = nomination->form.email;
    }
    if (decision->verdict != VERDICT_ACCEPT) {
        to.parcel.reason = decision->verdict == VERDICT_INELIGIBLE
                               ? ineligible
                               : ground_words(decision->ground);
        to.parcel.may_correct = decision->verdict == VERDICT_INVALID
                                && decision->ground != GROUND_LATE
                                && phase_may(desk_phase(desk), ACT_NOMINATE);
    }
    return addressed_send(desk, &to.parcel);
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
    int r = find(desk, decision->form, nomination);

    if (r != 0) {
        return r;
    }
    if (nomination->state == FORM_WITHDRAWN) {
        return DECIDE_WITHDRAWN;
    }
    if (nomination->version != decision->version) {
        return DECIDE_CHANGED;
    }
    return FOLD(members_get(desk->roll, nomination->form.member, member));
}

/* Whoever is found valid stands nowhere else. */
static int check_once(struct desk *desk,
                      const struct decision *decision,
                      const struct member *member)
{
    struct member twin;
    int r;

    if (decision->verdict != VERDICT_ACCEPT || decision->is_other_person) {
        return 0;
    }
    r = twin_find(desk, member, &twin);
    return r == 0 ? DECIDE_TWICE : r == TWIN_NONE ? 0 : FOLD(r);
}

int desk_decide(struct desk *desk, const struct decision *decision)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct nomination nomination;
    struct member member;
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
        r = check_once(desk, decision, &member);
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
