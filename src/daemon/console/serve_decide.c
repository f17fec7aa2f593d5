// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/definition.h"
#include "desk/coming.h"

#include "confirm.h"
#include "http/urlform.h"
#include "nomination_view.h"

enum {
    ROWS = 512, /* shown at once */
    CONFLICT_SIZE = 1000,
};

static const enum problem problems[DECIDE_REFUSALS] = {
    [DECIDE_UNKNOWN] = PROBLEM_CHANGED,
    [DECIDE_WITHDRAWN] = PROBLEM_CHANGED,
    [DECIDE_CHANGED] = PROBLEM_CHANGED,
    [DECIDE_TWICE] = PROBLEM_FORM,
    [DECIDE_LACKING] = PROBLEM_FORM,
    [DECIDE_GROUND] = PROBLEM_FORM,
    [DECIDE_GRANT] = PROBLEM_GRANT,
    [DECIDE_TIME] = PROBLEM_PHASE,
    [DECIDE_NO_ROOM] = PROBLEM_BUSY,
};

struct rows {
    const struct definition *definition;
    size_t count;
    struct page_console_nominations_nominations list[ROWS];
    char names[ROWS][VISITOR_NAME_SIZE];
    struct page_console_nominations_so_far so_far[CONSTITUENCIES_MAX];
};

static int fill_so_far(struct desk *desk, struct rows *rows)
{
    struct coming coming[CONSTITUENCIES_MAX];
    size_t i;
    int r = desk_coming(desk, coming);

    for (i = 0; r == 0 && i < rows->definition->constituency_count; i++) {
        rows->so_far[i] = (struct page_console_nominations_so_far){
            .name = rows->definition->constituencies[i].name,
            .seats = rows->definition->constituencies[i].seats,
            .received = coming[i].received,
            .standing = coming[i].standing,
            .valid = coming[i].valid};
    }
    return FOLD(r);
}

static int
add_row(void *context, const struct nomination *nomination, const struct member *member)
{
    struct rows *rows = context;
    const struct constituency *constituency =
        definition_constituency(rows->definition, member->cid);

    if (rows->count == ROWS || constituency == NULL) {
        return 0;
    }
    visitor_name(member, rows->names[rows->count]);
    rows->list[rows->count] = (struct page_console_nominations_nominations){
        .id = (uint64_t)nomination->form.id,
        .name = rows->names[rows->count],
        .constituency = constituency->name,
        .received = nomination->submitted,
        .state = nomination_view_state(nomination->state)};
    rows->count++;
    return 0;
}

int serve_decide_list(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct rows *rows;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    rows = calloc(1, sizeof(*rows));
    if (rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    rows->definition = office.face.definition;
    r = FOLD(desk_nominations(site->desk, add_row, rows));
    if (r == 0) {
        r = fill_so_far(site->desk, rows);
    }
    if (r == 0) {
        const struct page_console_nominations page = {
            .site = &office.face.site,
            .desk = &office.desk,
            .nominations = rows->list,
            .nominations_count = rows->count,
            .so_far = rows->so_far,
            .so_far_count = rows->definition->constituency_count};

        r = page_console_nominations_write(&page, face_page(reply));
    }
    free(rows);
    return r;
}

static int show_one(const struct site *site,
                    const struct nomination_view *view,
                    struct reply *reply)
{
    const struct nomination_view_notes notes = {NULL, NULL};

    return nomination_view_write(site, view, &notes, reply);
}

int serve_decide_one(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return nomination_view_show(site, request, show_one, reply);
}

static int ask_again(const struct site *site,
                     const struct nomination_view *view,
                     const struct part_errors_problems *problem,
                     struct reply *reply)
{
    const struct part_errors errors = {.problems = problem, .problems_count = 1};
    const struct nomination_view_notes notes = {.errors = &errors};

    return nomination_view_write(site, view, &notes, reply);
}

/* Somebody else was first: what they decided, and the page as it is now. */
static int show_conflict(const struct site *site,
                         struct nomination_view *view,
                         struct reply *reply)
{
    char text[CONFLICT_SIZE];
    char when[MOMENT_PEOPLE_SIZE];
    const struct nomination_view_notes notes = {.conflict = text};
    int r = nomination_view_renew(site, view);

    if (r != 0) {
        return r;
    }
    if (!view->is_found) {
        return reply_problem_detail(reply,
                                    PROBLEM_CHANGED,
                                    "Nothing was recorded. The candidate has sent "
                                    "another form since: decide on that one.");
    }
    moment_people(view->nomination.decided, when);
    (void)snprintf(text,
                   sizeof(text),
                   "While you looked at this nomination, %s changed it, at %s. It is "
                   "now: %s. If you still want to decide otherwise, do it below.",
                   view->nomination.state == FORM_WITHDRAWN
                       ? "the candidate"
                       : office_name(&view->office, &view->nomination.officer),
                   when,
                   nomination_view_state(view->nomination.state));
    return nomination_view_write(site, view, &notes, reply);
}

/* The choice that was sent; false when it is none. */
static bool read_decision(const struct urlform *form, struct decision *out)
{
    struct span choice = urlform_value(form, "decision");
    size_t i;

    out->version = nomination_view_id(urlform_value(form, "version"));
    out->is_other_person =
        span_is_equal(urlform_value(form, "other"), span_of_text("yes"));
    for (i = 0; i < NOMINATION_VIEW_CHOICES; i++) {
        const struct nomination_choice *one = &nomination_view_choices[i];

        if (span_is_equal(choice, span_of_text(one->code))) {
            out->verdict = one->verdict;
            out->ground = one->ground;
            return true;
        }
    }
    return false;
}

/* What follows from the decision, said before it is made. */
static int ask_first(const struct urlform *form,
                     const struct nomination_view *view,
                     const struct decision *decision,
                     struct reply *reply)
{
    static const char *const valid[] = {
        "The candidate is told at once, by email or post, that the nomination is "
        "valid. "
        "A notice that is sent cannot be called back.",
        "The decision can be changed until the statement of candidates is signed."};
    static const char *const refused[] = {
        "The form is endorsed with your reason, and the candidate is told it at once, "
        "by "
        "email or post. A notice that is sent cannot be called back.",
        "The candidate does not stand, unless another form comes in time or you decide "
        "otherwise before the statement of candidates is signed."};
    bool is_valid = decision->verdict == VERDICT_ACCEPT;
    const struct confirm confirm = {
        .title = is_valid ? "Find this nomination valid?" : "Refuse this nomination?",
        .points = is_valid ? valid : refused,
        .count = is_valid ? ARRAY_SIZE(valid) : ARRAY_SIZE(refused),
        .button = "Record my decision",
        .back = "/console/nominations"};

    return confirm_ask(&confirm, &view->office, view->request, form, reply);
}

static int decide(const struct site *site,
                  struct nomination_view *view,
                  const struct urlform *form,
                  struct reply *reply)
{
    static const struct part_errors_problems none = {.field = "decision",
                                                     .text = "Choose a decision"};
    static const struct part_errors_problems twice = {
        .field = "other",
        .text = "This seems to be somebody who stands already. One person may stand "
                "once. Say that they are two people, or decide otherwise"};
    static const struct part_errors_problems lacking = {
        .field = "decision",
        .text = "This form lacks what the rules ask for, so it cannot be valid. Choose "
                "the ground"};
    struct decision decision = {.form = view->id, .officer = view->office.officer->key};
    int r;

    if (!read_decision(form, &decision)) {
        return ask_again(site, view, &none, reply);
    }
    if (confirm_is_due(view->request, form)) {
        return ask_first(form, view, &decision, reply);
    }
    r = desk_decide(site->desk, &decision);
    switch (r) {
    case 0:
        return reply_see(reply, "/console/nominations");
    case DECIDE_LACKING:
        return ask_again(site, view, &lacking, reply);
    case DECIDE_TWICE:
        return ask_again(site, view, &twice, reply);
    case DECIDE_CHANGED:
    case DECIDE_WITHDRAWN:
    case DECIDE_UNKNOWN:
        return show_conflict(site, view, reply);
    default:
        break;
    }
    if (r < 0) {
        return r;
    }
    return r < DECIDE_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
}

int serve_decide(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    return nomination_view_answer(site, request, decide, reply);
}
