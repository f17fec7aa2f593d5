// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/decide.h"
#include "desk/nominate.h"

#include "office.h"
#include "urlform.h"

enum {
    ROWS = 512, /* shown at once */
    ID_DIGITS = 18,
    FULL_NAME_SIZE = 2 * MEMBER_NAME_SIZE + 1,
    GROUND_CODE_SIZE = 16,
};

static const char *const states[FORM_STATES] = {
    [FORM_WAITING] = "To be decided",
    [FORM_ACCEPTED] = "Valid",
    [FORM_INVALID] = "Invalid",
    [FORM_INELIGIBLE] = "Not eligible",
    [FORM_WITHDRAWN] = "Withdrawn",
};

static const enum problem problems[DECIDE_REFUSALS] = {
    [DECIDE_UNKNOWN] = PROBLEM_NOT_FOUND,
    [DECIDE_WITHDRAWN] = PROBLEM_PHASE,
    [DECIDE_GROUND] = PROBLEM_FORM,
    [DECIDE_GRANT] = PROBLEM_GRANT,
    [DECIDE_TIME] = PROBLEM_PHASE,
    [DECIDE_NO_ROOM] = PROBLEM_BUSY,
};

/* The choices of a decision, as the form sends them. */
static const struct {
    const char *code;
    enum decide_verdict verdict;
    enum decide_ground ground;
} choices[] = {
    {"valid", VERDICT_ACCEPT, GROUND_NONE},
    {"late", VERDICT_INVALID, GROUND_LATE},
    {"particulars", VERDICT_INVALID, GROUND_PARTICULARS},
    {"interests", VERDICT_INVALID, GROUND_INTERESTS},
    {"eligibility", VERDICT_INVALID, GROUND_ELIGIBILITY},
    {"signature", VERDICT_INVALID, GROUND_SIGNATURE},
    {"ineligible", VERDICT_INELIGIBLE, GROUND_NONE},
};

enum {
    CHOICES = ARRAY_SIZE(choices),
};

static void write_name(const struct member *member, char out[static FULL_NAME_SIZE])
{
    (void)snprintf(out, FULL_NAME_SIZE, "%s %s", member->forenames, member->surname);
}

struct rows {
    const struct definition *definition;
    size_t count;
    struct page_console_nominations_nominations list[ROWS];
    char names[ROWS][FULL_NAME_SIZE];
};

static int
add_row(void *context, const struct nomination *nomination, const struct member *member)
{
    struct rows *rows = context;
    const struct constituency *constituency =
        definition_constituency(rows->definition, member->cid);

    if (rows->count == ROWS || constituency == NULL) {
        return 0;
    }
    write_name(member, rows->names[rows->count]);
    rows->list[rows->count] = (struct page_console_nominations_nominations){
        .id = (uint64_t)nomination->form.id,
        .name = rows->names[rows->count],
        .constituency = constituency->name,
        .received = nomination->submitted,
        .state = states[nomination->state]};
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
        const struct page_console_nominations page = {.site = &office.face.site,
                                                      .desk = &office.desk,
                                                      .nominations = rows->list,
                                                      .nominations_count = rows->count};

        r = page_console_nominations_write(&page, face_page(reply));
    }
    free(rows);
    return r;
}

/* One nomination, found among all. */
struct wanted {
    int64_t id;
    bool is_found;
    struct nomination nomination;
    struct member member;
};

static int keep_wanted(void *context,
                       const struct nomination *nomination,
                       const struct member *member)
{
    struct wanted *wanted = context;

    if (nomination->form.id == wanted->id) {
        wanted->is_found = true;
        wanted->nomination = *nomination;
        wanted->member = *member;
    }
    return 0;
}

static int64_t read_id(struct span text)
{
    int64_t id = 0;
    size_t i;

    for (i = 0; i < text.size && i < ID_DIGITS; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return 0;
        }
        id = id * 10 + (text.data[i] - '0');
    }
    return text.size <= ID_DIGITS ? id : 0;
}

static void fill_grounds(struct page_console_nomination *page,
                         struct page_console_nomination_grounds grounds[static CHOICES])
{
    size_t i;

    for (i = 1; i < CHOICES; i++) {
        grounds[i - 1] = (struct page_console_nomination_grounds){
            .code = choices[i].code,
            .words = choices[i].ground == GROUND_NONE
                         ? "the candidate is not eligible"
                         : ground_words(choices[i].ground)};
    }
    page->grounds = grounds;
    page->grounds_count = CHOICES - 1;
}

/* The names under a withdrawal, if that is what became of the form. */
static int fill_withdrawal(struct desk *desk,
                           const struct wanted *wanted,
                           struct form_withdrawal *withdrawal,
                           struct page_console_nomination *page)
{
    int r;

    page->withdrawer = "";
    if (wanted->nomination.state != FORM_WITHDRAWN) {
        return 0;
    }
    r = desk_nomination_withdrawal(desk, wanted->id, withdrawal);
    if (r != 0) {
        return FOLD(r);
    }
    page->withdrawer = withdrawal->signature;
    page->withdrawn = withdrawal->now;
    page->witness = withdrawal->witness;
    return 0;
}

static int write_one(const struct site *site,
                     const struct office *office,
                     const struct wanted *wanted,
                     const struct part_errors *errors,
                     struct reply *reply)
{
    const struct form *form = &wanted->nomination.form;
    const struct constituency *constituency =
        definition_constituency(office->face.definition, wanted->member.cid);
    struct page_console_nomination_grounds grounds[CHOICES];
    struct form_withdrawal withdrawal;
    char name[FULL_NAME_SIZE];
    struct page_console_nomination page = {
        .name = name,
        .site = &office->face.site,
        .desk = &office->desk,
        .errors = errors,
        .state = states[wanted->nomination.state],
        .number = wanted->member.number,
        .constituency = constituency != NULL ? constituency->name : "",
        .joined = wanted->member.joined,
        .received = wanted->nomination.submitted,
        .address = form->address,
        .email = form->email,
        .words = nomination_words(form->statement),
        .statement = form->statement,
        .interests = form->has_interests == FORM_SOME ? form->interests : "None",
        .party = form->has_party == FORM_SOME ? form->party : "None",
        .qualification = form->qualification[0] != '\0' ? form->qualification : NULL,
        .signature = form->signature,
        .date = form->signed_on,
        .may_decide = wanted->nomination.state != FORM_WITHDRAWN
                      && phase_may(desk_phase(site->desk), ACT_DECIDE)
                      && (office->officer->may & GRANT_NOMINATIONS) != 0,
        .id = (uint64_t)wanted->id,
        .error_decision = errors != NULL ? errors->problems[0].text : NULL,
        .decision_valid = wanted->nomination.state == FORM_ACCEPTED};
    int r;

    r = fill_withdrawal(site->desk, wanted, &withdrawal, &page);
    write_name(&wanted->member, name);
    fill_grounds(&page, grounds);
    return r != 0 ? r : page_console_nomination_write(&page, face_page(reply));
}

/* Who asks, and the nomination of the path: 0, a fault, or a problem. */
static int find_both(const struct site *site,
                     const struct request *request,
                     struct office *office,
                     struct wanted *wanted)
{
    int r = office_find(site, request, office);

    if (r != 0) {
        r = r < 0 ? r : (int)office_problem(r);
        return r != 0 ? r : FAULT(FAULT_BUG);
    }
    *wanted = (struct wanted){.id = read_id(request->captures[0])};
    r = FOLD(desk_nominations(site->desk, keep_wanted, wanted));
    if (r != 0) {
        return r;
    }
    return wanted->is_found ? 0 : PROBLEM_NOT_FOUND;
}

int serve_decide_one(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    struct office office;
    struct wanted wanted;
    int r = find_both(site, request, &office, &wanted);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return write_one(site, &office, &wanted, NULL, reply);
}

static int ask_again(const struct site *site,
                     const struct office *office,
                     const struct wanted *wanted,
                     struct reply *reply)
{
    const struct part_errors_problems problem = {.field = "decision",
                                                 .text = "Choose a decision"};
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};

    return write_one(site, office, wanted, &errors, reply);
}

static int decide(const struct site *site,
                  const struct request *request,
                  struct span choice,
                  struct reply *reply)
{
    struct office office;
    struct wanted wanted;
    struct decision decision = {.form = 0};
    size_t i;
    int r = find_both(site, request, &office, &wanted);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    for (i = 0; i < CHOICES; i++) {
        if (span_is_equal(choice, span_of_text(choices[i].code))) {
            decision = (struct decision){.form = wanted.id,
                                         .verdict = choices[i].verdict,
                                         .ground = choices[i].ground,
                                         .officer = office.officer->key};
        }
    }
    if (decision.form == 0) {
        return ask_again(site, &office, &wanted, reply);
    }
    r = desk_decide(site->desk, &decision);
    if (r == 0) {
        return reply_see(reply, "/console/nominations");
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
    CLEANUP(urlform_deinit) struct urlform form;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    return decide(site, request, urlform_value(&form, "decision"), reply);
}
