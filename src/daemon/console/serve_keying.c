// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/definition.h"
#include "desk/keying.h"
#include "desk/signin.h"

#include "http/urlform.h"
#include "member/standing_form.h"
#include "nomination_view.h"
#include "office.h"

enum {
    PATH_SIZE = 64,
};

static const enum problem problems[KEYING_REFUSALS] = {
    [KEYING_UNKNOWN] = PROBLEM_NOT_FOUND,
    [KEYING_TIME] = PROBLEM_PHASE,
    [KEYING_GRANT] = PROBLEM_GRANT,
    [KEYING_RECEIVED] = PROBLEM_FORM,
    [KEYING_LACKING] = PROBLEM_FORM,
    [KEYING_EARLIER] = PROBLEM_CHANGED,
    [KEYING_LATE_COPY] = PROBLEM_CHANGED,
    [KEYING_NO_ROOM] = PROBLEM_BUSY,
};

static const char *const sentences[KEYING_REFUSALS] = {
    [KEYING_RECEIVED] = "Enter when the form was received: after the notice of "
                        "election, not later than "
                        "now, for example 2 June 2026 15:30",
    [KEYING_EARLIER] =
        "The candidate sent another form at a later moment, and the last "
        "one counts. This one was not recorded",
    [KEYING_LATE_COPY] = "This form came late, and the candidate’s form that came in "
                         "time stands. This one was not recorded",
};

/* Who keys, for whom, and what was typed. */
struct desktop {
    struct office office;
    struct member member;
    struct visitor candidate; /* as the form's page wants them */
    struct standing_form *form;
    char received[MOMENT_PEOPLE_SIZE];
};

/* 0, a fault, or a problem. */
static int
find(const struct site *site, const struct request *request, struct desktop *out)
{
    int r = office_find(site, request, &out->office);

    if (r != 0) {
        return r < 0 ? r : (int)office_problem(r);
    }
    r = desk_member(site->desk, nomination_view_id(request->captures[0]), &out->member);
    if (r != 0) {
        return r < 0 ? r : PROBLEM_NOT_FOUND;
    }
    out->candidate =
        (struct visitor){.face = out->office.face,
                         .member = out->member,
                         .constituency = definition_constituency(
                             out->office.face.definition, out->member.cid)};
    visitor_name(&out->member, out->candidate.name);
    return out->candidate.constituency != NULL ? 0 : FAULT(FAULT_CORRUPT);
}

static int write_page(struct desktop *desktop,
                      const struct nomination_errors *errors,
                      int refusal,
                      struct reply *reply)
{
    const struct part_errors_problems problem = {
        .field = "received", .text = refusal > 0 ? sentences[refusal] : NULL};
    const struct part_errors whole = {.problems = &problem, .problems_count = 1};
    struct standing_form *form = desktop->form;
    char path[PATH_SIZE];

    standing_form_show(form, &desktop->candidate, errors);
    (void)snprintf(
        path, sizeof(path), "/console/forms/%lld/paper", (long long)desktop->member.id);
    form->page.site = &desktop->office.face.site;
    form->page.desk = &desktop->office.desk;
    form->page.action = path;
    form->page.received = desktop->received;
    form->page.number = desktop->member.number;
    form->page.may_lack = errors != NULL && errors->count > 0;
    if (problem.text != NULL) {
        form->page.errors = &whole;
        form->page.error_received = problem.text;
    }
    return page_nomination_write(&form->page, face_page(reply));
}

int serve_keying_form(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    CLEANUP(standing_form_freep) struct standing_form *form = standing_form_new();
    struct desktop desktop = {.form = form};
    int r = find(site, request, &desktop);

    if (form == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    r = desk_nomination_roll(site->desk, desktop.member.id, &form->form);
    if (r != 0) {
        return FOLD(r);
    }
    form->form.email[0] = '\0'; /* the paper gives it, or there is none */
    return write_page(&desktop, NULL, 0, reply);
}

/* What was typed for the moment, to be shown again; no moment is 0. */
static int64_t read_received(const struct urlform *typed, struct desktop *out)
{
    struct span text = text_trim(urlform_value(typed, "received"));
    int64_t moment = 0;

    if (text_copy(text, out->received, sizeof(out->received)) != 0) {
        out->received[0] = '\0';
    }
    return moment_parse_people(text, &moment) == 0 ? moment : 0;
}

static int key(const struct site *site,
               const struct urlform *typed,
               struct desktop *desktop,
               struct reply *reply)
{
    bool is_as_it_is =
        span_is_equal(urlform_value(typed, "lacking"), span_of_text("yes"));
    struct nomination_errors errors = {.count = 0};
    struct keying keying = {.number = desktop->member.number,
                            .form = &desktop->form->form,
                            .how = is_as_it_is ? KEYING_AS_IT_IS : KEYING_WHOLE,
                            .officer = desktop->office.officer->key};
    char path[PATH_SIZE];
    int64_t form = 0;
    int r;

    standing_form_read(typed, desktop->form);
    keying.received = read_received(typed, desktop);
    r = desk_keying(site->desk, &keying, &errors, &form);
    if (r == 0) {
        (void)snprintf(
            path, sizeof(path), "/console/nominations/%lld", (long long)form);
        return reply_see(reply, path);
    }
    if (r < 0) {
        return r;
    }
    if (r == KEYING_LACKING) {
        return write_page(desktop, &errors, 0, reply);
    }
    if (r < KEYING_REFUSALS && sentences[r] != NULL) {
        return write_page(desktop, NULL, r, reply);
    }
    return r < KEYING_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
}

int serve_keying(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    CLEANUP(standing_form_freep) struct standing_form *form = standing_form_new();
    CLEANUP(urlform_deinit) struct urlform typed;
    struct desktop desktop = {.form = form};
    int r = urlform_parse(request->body, &typed);

    if (form == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = find(site, request, &desktop);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return key(site, &typed, &desktop, reply);
}
