// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "desk/overview.h"

#include "face.h"

static const char *const steps[STEPS] = {
    [STEP_NOTICE] = "Notice of election",
    [STEP_NOMINATIONS_CLOSE] = "Nominations close",
    [STEP_STATEMENT] = "Candidates are published",
    [STEP_WITHDRAWAL] = "Last time for a candidate to withdraw",
    [STEP_NOTICE_OF_POLL] = "Notice of poll",
    [STEP_OPEN] = "Voting opens",
    [STEP_CLOSE] = "Voting closes",
};

/* What a page is filled from; the page points into it. */
struct front {
    struct face face;
    struct page_front page;
    struct page_front_constituencies constituencies[CONSTITUENCIES_MAX];
    struct page_front_dates dates[STEPS];
};

static void set_phase(struct page_front *page, enum phase phase)
{
    page->is_draft = phase == PHASE_DRAFT;
    page->is_nominations = phase == PHASE_NOMINATIONS;
    page->is_statement = phase == PHASE_STATEMENT;
    page->is_settled = phase == PHASE_SETTLED;
    page->is_poll = phase == PHASE_POLL;
    page->is_closed =
        phase >= PHASE_CLOSED && phase < PHASE_DECLARED && !page->is_stopped;
    page->is_declared = phase >= PHASE_DECLARED;
}

static void fill_dates(struct front *front, int64_t close)
{
    const struct timetable *timetable = &front->face.definition->timetable;
    enum step step;

    for (step = 0; step < STEPS; step++) {
        front->dates[step] = (struct page_front_dates){
            .what = steps[step],
            .when = step == STEP_CLOSE ? close : timetable->at[step]};
    }
    front->page.dates = front->dates;
    front->page.dates_count = STEPS;
    front->page.nominations_close = timetable->at[STEP_NOMINATIONS_CLOSE];
    front->page.withdrawal = timetable->at[STEP_WITHDRAWAL];
    front->page.notice = timetable->at[STEP_NOTICE];
    front->page.open = timetable->at[STEP_OPEN];
    front->page.close = close;
}

static void fill_constituencies(struct desk *desk, struct front *front)
{
    const struct definition *definition = front->face.definition;
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        front->constituencies[i] = (struct page_front_constituencies){
            .number = i + 1,
            .name = definition->constituencies[i].name,
            .seats = definition->constituencies[i].seats,
            .state = face_state(desk_state(desk, (uint16_t)(i + 1)))};
    }
    front->page.constituencies = front->constituencies;
    front->page.constituencies_count = definition->constituency_count;
}

int serve_front(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    struct front front = {.page = {.is_draft = true}};
    struct facts facts = desk_facts(site->desk);

    face_fill(site, &front.face);
    front.page.site = &front.face.site;
    front.page.may_define = front.face.definition == NULL;
    if (front.face.definition != NULL) {
        front.page.is_stopped = facts.is_abandoned;
        set_phase(&front.page, desk_phase(site->desk));
        fill_dates(&front, desk_close_at(site->desk));
        fill_constituencies(site->desk, &front);
        front.page.is_late = desk_now(site->desk) >= front.page.open;
        front.page.code = front.face.code;
        front.page.has_poll_notice =
            facts.has_statement
            && request->arrived
                   >= front.face.definition->timetable.at[STEP_NOTICE_OF_POLL];
        front.page.has_statement_notice = desk_phase(site->desk) >= PHASE_STATEMENT;
        front.page.has_death_notice = desk_deaths(site->desk) > 0;
        front.page.has_result_notice = facts.has_result;
    }
    return page_front_write(&front.page, face_page(reply));
}

int serve_vote(const struct site *site,
               const struct request *request UNUSED,
               struct reply *reply)
{
    struct face face;
    struct page_vote page = {.site = &face.site};

    face_fill(site, &face);
    return page_vote_write(&page, face_page(reply));
}

int serve_receipt(const struct site *site,
                  const struct request *request UNUSED,
                  struct reply *reply)
{
    struct face face;
    struct page_receipt page = {.site = &face.site};

    face_fill(site, &face);
    return page_receipt_write(&page, face_page(reply));
}

int serve_check(const struct site *site,
                const struct request *request UNUSED,
                struct reply *reply)
{
    struct face face;
    struct page_check page = {.site = &face.site};

    face_fill(site, &face);
    return page_check_write(&page, face_page(reply));
}

int serve_problem(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    enum problem problem = problem_find(request->captures[0]);

    if (problem == PROBLEM_NONE) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    return face_problem(site, problem, NULL, face_page(reply));
}
