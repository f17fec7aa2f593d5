// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/choices.h"
#include "desk/decide.h"
#include "desk/nominate.h"

#include "face.h"
#include "signin/gate.h"
#include "visitor.h"

static void set_state(struct page_me *page, const struct nomination *nomination)
{
    page->received = nomination->submitted;
    page->is_received = nomination->state == FORM_WAITING;
    page->is_accepted = nomination->state == FORM_ACCEPTED;
    page->is_rejected =
        nomination->state == FORM_INVALID || nomination->state == FORM_INELIGIBLE;
    page->is_withdrawn = nomination->state == FORM_WITHDRAWN;
    page->reason = nomination->state == FORM_INELIGIBLE
                       ? "you are not eligible to stand"
                       : ground_words((enum decide_ground)nomination->ground);
}

static const char *const hears[] = {
    [HEARS_UNSAID] = "You have not said",
    [HEARS_LEAST] = "Only what the law requires",
    [HEARS_ELECTIONS] = "Elections",
    [HEARS_ALL] = "Everything",
};

static int
write_me(const struct site *site, const struct visitor *here, struct reply *reply)
{
    struct nomination *nomination = calloc(1, sizeof(*nomination));
    enum phase phase = desk_phase(site->desk);
    const struct timetable *timetable = &here->face.definition->timetable;
    struct page_me page = {
        .site = &here->face.site,
        .name = here->name,
        .number = here->member.number,
        .constituency = here->constituency->name,
        .joined = here->member.joined,
        .email = here->member.email[0] != '\0' ? here->member.email : NULL,
        .address = here->address[0] != '\0' ? here->address : NULL,
        .way = desk_choices_is_by_email(site->desk, &here->member) ? "by email"
                                                                   : "by post",
        .hears = hears[here->member.hears],
        .is_staff = here->constituency->kind == KIND_STAFF,
        .nominations_close = timetable->at[STEP_NOMINATIONS_CLOSE],
        .withdrawal = timetable->at[STEP_WITHDRAWAL],
    };
    int r;

    if (nomination == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = desk_nomination(site->desk, here->member.id, nomination);
    if (r == 0) {
        set_state(&page, nomination);
        page.has_nomination = true;
        page.may_correct = phase == PHASE_NOMINATIONS;
        page.may_withdraw =
            !page.is_withdrawn && !page.is_rejected && phase_may(phase, ACT_WITHDRAW);
    }
    if (r == NOMINATE_UNKNOWN || r == NOMINATE_DRAFTED) {
        page.may_nominate = r == NOMINATE_UNKNOWN && phase == PHASE_NOMINATIONS;
        page.is_draft = r == NOMINATE_DRAFTED && phase == PHASE_NOMINATIONS;
        r = 0;
    }
    if (r == 0) {
        r = page_me_write(&page, face_page(reply));
    }
    free(nomination);
    return FOLD(r);
}

int serve_me(const struct site *site,
             const struct request *request,
             struct reply *reply)
{
    return visitor_show(site, request, write_me, reply);
}

int serve_me_act(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    return gate_leave_member(site, request, reply);
}
