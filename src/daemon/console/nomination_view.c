// SPDX-License-Identifier: AGPL-3.0-or-later
#include "nomination_view.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "core/definition.h"
#include "desk/keying.h"
#include "desk/leave.h"
#include "desk/nominate.h"

#include "member/confirmations.h"
#include "member/said.h"
#include "member/standing_form.h"

enum {
    SENTENCE_SIZE = 1200,
    STATUS_OK = 200,
    STATUS_CONFLICT = 409,
};

const struct nomination_choice nomination_view_choices[NOMINATION_VIEW_CHOICES] = {
    {"valid", VERDICT_ACCEPT, GROUND_NONE},
    {"late", VERDICT_INVALID, GROUND_LATE},
    {"particulars", VERDICT_INVALID, GROUND_PARTICULARS},
    {"interests", VERDICT_INVALID, GROUND_INTERESTS},
    {"eligibility", VERDICT_INVALID, GROUND_ELIGIBILITY},
    {"signature", VERDICT_INVALID, GROUND_SIGNATURE},
    {"ineligible", VERDICT_INELIGIBLE, GROUND_NONE},
};

static const char *const states[FORM_STATES] = {
    [FORM_WAITING] = "To be decided",
    [FORM_ACCEPTED] = "Valid",
    [FORM_INVALID] = "Invalid",
    [FORM_INELIGIBLE] = "Not eligible",
    [FORM_WITHDRAWN] = "Withdrawn",
    [FORM_DEAD] = "The candidate has died",
};

const char *nomination_view_state(enum form_state state)
{
    return states[state];
}

int64_t nomination_view_id(struct span text)
{
    uint64_t id = 0;

    return text_number(text, INT64_MAX, &id) == 0 ? (int64_t)id : 0;
}

static int keep_wanted(void *context,
                       const struct nomination *nomination,
                       const struct member *member)
{
    struct nomination_view *view = context;

    if (nomination->form.id == view->id) {
        view->is_found = true;
        view->nomination = *nomination;
        view->member = *member;
    }
    return 0;
}

int nomination_view_renew(const struct site *site, struct nomination_view *view)
{
    view->is_found = false;
    return FOLD(desk_nominations(site->desk, keep_wanted, view));
}

/* 0, a fault, or a problem. */
static int find(const struct site *site,
                const struct request *request,
                struct nomination_view *out)
{
    int r = office_find(site, request, &out->office);

    if (r != 0) {
        return r < 0 ? r : (int)office_problem(r);
    }
    out->request = request;
    out->id = nomination_view_id(request->captures[0]);
    r = nomination_view_renew(site, out);
    if (r != 0) {
        return r;
    }
    return out->is_found ? 0 : PROBLEM_NOT_FOUND;
}

static int refuse(struct reply *reply, int r)
{
    return r < 0 ? r : reply_problem(reply, (enum problem)r);
}

int nomination_view_show(const struct site *site,
                         const struct request *request,
                         nomination_view_page show,
                         struct reply *reply)
{
    struct nomination_view view;
    int r = find(site, request, &view);

    return r != 0 ? refuse(reply, r) : show(site, &view, reply);
}

int nomination_view_answer(const struct site *site,
                           const struct request *request,
                           nomination_view_act act,
                           struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    struct nomination_view view;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = find(site, request, &view);
    return r != 0 ? refuse(reply, r) : act(site, &view, &form, reply);
}

/* What the page points to while it is written. */
struct sheet {
    struct page_console_nomination page;
    struct part_said said;
    char name[VISITOR_NAME_SIZE];
    char twin[SENTENCE_SIZE];
    struct withdrawal withdrawal;
    char proof[FORM_NAME_SIZE];
    struct filed_mark paper;
    struct page_console_nomination_lacks lacks[NOMINATION_ERRORS + 1];
    struct page_console_nomination_grounds grounds[NOMINATION_VIEW_CHOICES];
    struct confirmations words;
    struct page_console_nomination_declared declared[CONFIRMATIONS];
    struct page_console_nomination_undeclared undeclared[CONFIRMATIONS];
};

static void fill_grounds(const struct nomination *nomination, struct sheet *out)
{
    size_t i;

    for (i = 1; i < NOMINATION_VIEW_CHOICES; i++) {
        const struct nomination_choice *choice = &nomination_view_choices[i];
        bool is_ineligible = choice->ground == GROUND_NONE;

        out->grounds[i - 1] = (struct page_console_nomination_grounds){
            .code = choice->code,
            .words = is_ineligible ? "The candidate is not eligible."
                                   : ground_words(choice->ground),
            .is_chosen = is_ineligible
                             ? nomination->state == FORM_INELIGIBLE
                             : nomination->state == FORM_INVALID
                                   && nomination->ground == (int)choice->ground};
    }
    out->page.grounds = out->grounds;
    out->page.grounds_count = NOMINATION_VIEW_CHOICES - 1;
}

static void fill_declared(const struct nomination_view *view, struct sheet *out)
{
    unsigned confirmed = view->nomination.form.confirmed;
    size_t i;

    confirmations_fill(view->office.face.definition->limits.age_stand, &out->words);
    out->page.declared = out->declared;
    out->page.undeclared = out->undeclared;
    for (i = 0; i < CONFIRMATIONS; i++) {
        const struct confirmation *one = &out->words.list[i];

        if ((confirmed & one->bit) != 0) {
            out->declared[out->page.declared_count++].text = one->text;
        } else {
            out->undeclared[out->page.undeclared_count++].text = one->text;
        }
    }
}

/* Who decided, if anybody but the candidate did. */
static void fill_verdict(const struct nomination_view *view, struct sheet *out)
{
    const struct nomination *nomination = &view->nomination;
    struct page_console_nomination *page = &out->page;

    page->version = (uint64_t)nomination->version;
    page->decided = nomination->decided;
    if (nomination->version != 0
        && definition_officer(view->office.face.definition, &nomination->officer)
               != NULL) {
        page->officer = office_name(&view->office, &nomination->officer);
    }
    if (nomination->state == FORM_INVALID) {
        page->ground = ground_words((enum decide_ground)nomination->ground);
    }
}

/* The names under a withdrawal, if that is what became of the form. */
static int fill_withdrawal(struct desk *desk,
                           const struct nomination_view *view,
                           struct sheet *out)
{
    int r;

    out->page.withdrawer = "";
    if (view->nomination.state != FORM_WITHDRAWN) {
        return 0;
    }
    r = desk_nomination_withdrawal(desk, view->id, &out->withdrawal);
    if (r != 0) {
        return FOLD(r);
    }
    out->page.withdrawer = out->withdrawal.signature;
    out->page.withdrawn = out->withdrawal.now;
    out->page.witness = out->withdrawal.witness;
    return 0;
}

/* How a paper came, and what the form lacks. */
static int
fill_paper(struct desk *desk, const struct nomination_view *view, struct sheet *out)
{
    const struct nomination *nomination = &view->nomination;
    const struct timetable *timetable = &view->office.face.definition->timetable;
    struct page_console_nomination *page = &out->page;
    struct nomination_errors errors;
    size_t i;
    int r = desk_keying_mark(desk, view->id, &out->paper);

    if (r == 0) {
        page->keyer = office_name(&view->office, &out->paper.officer);
        page->keyed = out->paper.keyed;
    }
    desk_nomination_lacks(desk, nomination, view->member.cid, &errors);
    page->lacks = out->lacks;
    if (nomination->submitted >= timetable->at[STEP_NOMINATIONS_CLOSE]) {
        out->lacks[page->lacks_count++].text =
            "It was received after nominations closed";
    }
    for (i = 0; i < errors.count; i++) {
        out->lacks[page->lacks_count++].text = standing_form_error(errors.list[i]);
    }
    return r > 0 ? 0 : r;
}

static int
fill_death(struct desk *desk, const struct nomination_view *view, struct sheet *out)
{
    int r;

    if (view->nomination.state != FORM_DEAD) {
        return 0;
    }
    r = desk_leave_proof(desk, view->id, out->proof);
    out->page.proof = out->proof;
    return FOLD(r);
}

/* One person stands once: who looks like this one and is found valid already. */
static int
fill_twin(struct desk *desk, const struct nomination_view *view, struct sheet *out)
{
    const struct constituency *constituency;
    struct member twin;
    int r;

    if (view->nomination.state == FORM_ACCEPTED
        || view->nomination.state == FORM_WITHDRAWN
        || view->nomination.state == FORM_DEAD) {
        return 0;
    }
    r = desk_twin(desk, &view->member, &twin);
    if (r != 0) {
        return r == DECIDE_UNKNOWN ? 0 : r;
    }
    constituency = definition_constituency(view->office.face.definition, twin.cid);
    (void)snprintf(out->twin,
                   sizeof(out->twin),
                   "This may be a second nomination of one person. Member %s, of the "
                   "same name and the same email or address, stands already for %s.",
                   twin.number,
                   constituency != NULL ? constituency->name : "another constituency");
    out->page.twin = out->twin;
    return 0;
}

static void fill_form(const struct nomination_view *view, struct sheet *out)
{
    const struct form *form = &view->nomination.form;
    const struct constituency *constituency =
        definition_constituency(view->office.face.definition, view->member.cid);
    struct page_console_nomination *page = &out->page;

    visitor_name(&view->member, out->name);
    page->name = out->name;
    page->site = &view->office.face.site;
    page->desk = &view->office.desk;
    page->id = (uint64_t)view->id;
    page->state = states[view->nomination.state];
    page->number = view->member.number;
    page->constituency = constituency != NULL ? constituency->name : "";
    page->joined = view->member.joined;
    page->received = view->nomination.submitted;
    page->address = form->address;
    page->email = form->email[0] != '\0' ? form->email : NULL;
    page->words = nomination_words(form->statement);
    page->statement = form->statement;
    out->said = said_of(form);
    page->said = &out->said;
    page->signature = form->signature;
    page->date = form->signed_on;
    page->decision_valid = view->nomination.state == FORM_ACCEPTED;
}

static bool may_decide(const struct site *site, const struct nomination_view *view)
{
    return view->nomination.state != FORM_WITHDRAWN
           && view->nomination.state != FORM_DEAD
           && phase_may(desk_phase(site->desk), ACT_DECIDE)
           && !desk_facts(site->desk).has_statement
           && (view->office.officer->may & GRANT_NOMINATIONS) != 0;
}

int nomination_view_write(const struct site *site,
                          const struct nomination_view *view,
                          const struct nomination_view_notes *notes,
                          struct reply *reply)
{
    struct sheet sheet = {.page.errors = notes->errors,
                          .page.conflict = notes->conflict};
    unsigned status = notes->conflict != NULL ? STATUS_CONFLICT : STATUS_OK;
    int r;

    if (notes->errors != NULL) {
        sheet.page.error_decision = notes->errors->problems[0].text;
    }
    fill_form(view, &sheet);
    fill_verdict(view, &sheet);
    fill_grounds(&view->nomination, &sheet);
    fill_declared(view, &sheet);
    sheet.page.may_decide = may_decide(site, view);
    sheet.page.may_leave = sheet.page.may_decide
                           && (view->nomination.state == FORM_WAITING
                               || view->nomination.state == FORM_ACCEPTED);
    r = fill_withdrawal(site->desk, view, &sheet);
    if (r == 0) {
        r = fill_death(site->desk, view, &sheet);
    }
    if (r == 0) {
        r = fill_paper(site->desk, view, &sheet);
    }
    if (r == 0) {
        r = fill_twin(site->desk, view, &sheet);
    }
    return r != 0 ? r
                  : page_console_nomination_write(
                      &sheet.page, reply_begin(reply, status, FACE_HTML));
}
