// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "core/definition.h"
#include "desk/choices.h"

#include "http/urlform.h"
#include "signin/gate.h"
#include "signin/sessions.h"
#include "visitor.h"

static int write_page(const struct site *site,
                      const struct visitor *here,
                      int refusal,
                      struct reply *reply)
{
    static const struct part_errors_problems unsure = {
        .field = "sure", .text = "Tick the box if you are sure"};
    static const struct part_errors errors = {.problems = &unsure, .problems_count = 1};
    enum phase phase = desk_phase(site->desk);
    const struct page_me_leave page = {
        .site = &here->face.site,
        .errors = refusal == CHOICES_UNKNOWN ? &errors : NULL,
        .error_sure = refusal == CHOICES_UNKNOWN ? unsure.text : NULL,
        .is_staff = here->constituency->kind == KIND_STAFF,
        .is_early = phase < PHASE_STATEMENT,
        .is_settled = phase >= PHASE_STATEMENT && phase < PHASE_CLOSED,
        .is_candidate = refusal == CHOICES_CANDIDATE,
        .nominations_close =
            here->face.definition->timetable.at[STEP_NOMINATIONS_CLOSE]};

    return page_me_leave_write(&page, face_page(reply));
}

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    int r = desk_choices_may_leave(site->desk, here->member.id);

    return r < 0 ? r : write_page(site, here, r, reply);
}

int serve_leave(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}

static int
opt_out(const struct site *site, const struct visitor *here, struct reply *reply)
{
    int r = desk_choices_opt_out(site->desk, here->member.id);

    switch (r) {
    case 0:
        r = reply_see(reply, "/left");
        return r != 0
                   ? r
                   : reply_cookie(reply, GATE_MEMBER_PATH, GATE_MEMBER_COOKIE, "", 0);
    case CHOICES_CANDIDATE:
        return write_page(site, here, r, reply);
    case CHOICES_NO_ROOM:
        return reply_problem(reply, PROBLEM_BUSY);
    case CHOICES_UNKNOWN:
        return reply_problem(reply, PROBLEM_SIGN_IN);
    default:
        return FOLD(r);
    }
}

static int leave(const struct site *site,
                 const struct visitor *here,
                 const struct urlform *form,
                 struct reply *reply)
{
    int r;

    if (!span_is_equal(urlform_value(form, "sure"), span_of_text("yes"))) {
        return write_page(site, here, CHOICES_UNKNOWN, reply);
    }
    r = opt_out(site, here, reply);
    if (r == 0 && reply->status == 303) {
        sessions_end(site->sessions, urlform_cookie(here->request, GATE_MEMBER_COOKIE));
    }
    return r;
}

int serve_leave_confirm(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    return visitor_answer(site, request, leave, reply);
}

int serve_left(const struct site *site,
               const struct request *request UNUSED,
               struct reply *reply)
{
    struct face face;
    const struct page_me_left page = {.site = &face.site};

    face_fill(site, &face);
    return page_me_left_write(&page, face_page(reply));
}
