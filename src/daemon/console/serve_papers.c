// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "core/retention.h"
#include "desk/papers.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"

enum {
    LETTERS_MAX = 200, /* shown at once */
};

/* What the page is filled from. */
struct papers {
    struct office office;
    struct page_console_papers page;
    size_t count;
    struct page_console_papers_letters letters[LETTERS_MAX];
};

static int add_letters(void *context, uint32_t number)
{
    struct papers *papers = context;

    if (papers->count < LETTERS_MAX) {
        papers->letters[papers->count++].number = number;
    }
    return 0;
}

static void fill_retention(const struct site *site, struct page_console_papers *page)
{
    struct retention retention = desk_retention(site->desk);

    page->declared = retention.declared_at;
    page->questions = retention_questions(&retention);
    page->sealed = retention.sealed_at;
    page->destroyed = retention.destroyed_at;
    page->due = retention_due(&retention);
    page->is_due = retention_is_due(&retention, desk_now(site->desk));
    page->is_kept =
        retention.direction == RETENTION_BOARD_KEEP && retention.destroyed_at == 0;
}

int serve_papers_form(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct papers papers = {.count = 0};
    int r = office_find(site, request, &papers.office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = desk_papers(site->desk, add_letters, &papers);
    if (r != 0) {
        return r;
    }
    papers.page = (struct page_console_papers){.site = &papers.office.face.site,
                                               .desk = &papers.office.desk,
                                               .letters = papers.letters,
                                               .letters_count = papers.count,
                                               .address = desk_address(site->desk)};
    fill_retention(site, &papers.page);
    return page_console_papers_write(&papers.page, face_page(reply));
}

/* A print file that is collected is deleted here. */
static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct reply *reply)
{
    static const char *const points[] = {
        "The print file is deleted from the server, for good: make sure that its copy "
        "is "
        "whole, and opens with the officer's key.",
        "A letter that is lost after this is replaced by a new voting code."};
    const struct confirm confirm = {.title = "Have these letters been collected?",
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "They are collected: delete the file",
                                    .back = "/console/papers"};

    return confirm_ask(&confirm, office, request, form, reply);
}

static int collect(const struct site *site,
                   const struct sign_key *officer,
                   uint64_t number,
                   struct reply *reply)
{
    static const enum problem problems[] = {
        [PAPERS_UNKNOWN] = PROBLEM_NOT_FOUND,
        [PAPERS_GRANT] = PROBLEM_GRANT,
        [PAPERS_NO_ROOM] = PROBLEM_BUSY,
    };
    int r = desk_papers_collected(site->desk, officer, (uint32_t)number);

    if (r > 0) {
        return reply_problem(reply, problems[r]);
    }
    return r == 0 ? reply_see(reply, "/console/papers") : r;
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    uint64_t number = 0;

    if (!urlform_number(form, "collected", &number)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    if (confirm_is_due(request, form)) {
        return ask_first(office, request, form, reply);
    }
    return collect(site, &office->officer->key, number, reply);
}

int serve_papers(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
