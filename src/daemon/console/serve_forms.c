// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "desk/asking.h"
#include "desk/keying.h"
#include "desk/signin.h"

#include "http/urlform.h"
#include "member/prepared.h"
#include "nomination_view.h"
#include "office.h"

enum {
    REQUESTS = 256, /* shown at once */
    PATH_SIZE = 64,
};

static const enum problem problems[ASKING_REFUSALS] = {
    [ASKING_UNKNOWN] = PROBLEM_CHANGED,
    [ASKING_TIME] = PROBLEM_PHASE,
    [ASKING_GRANT] = PROBLEM_GRANT,
    [ASKING_NO_ROOM] = PROBLEM_BUSY,
};

struct rows {
    struct page_console_forms page;
    struct part_errors errors;
    struct part_errors_problems problems[2];
    char member[MEMBER_NUMBER_SIZE];
    struct page_console_forms_requests list[REQUESTS];
    char names[REQUESTS][VISITOR_NAME_SIZE];
    char numbers[REQUESTS][MEMBER_NUMBER_SIZE];
};

static int
add_row(void *context, const struct wanted *wanted, const struct member *member)
{
    struct rows *rows = context;
    size_t place = rows->page.requests_count;

    if (place == REQUESTS) {
        return 0;
    }
    visitor_name(member, rows->names[place]);
    memcpy(rows->numbers[place], member->number, sizeof(member->number));
    rows->list[place] =
        (struct page_console_forms_requests){.id = (uint64_t)wanted->id,
                                             .member = (uint64_t)member->id,
                                             .name = rows->names[place],
                                             .number = rows->numbers[place],
                                             .asked = wanted->asked};
    rows->page.requests_count++;
    return 0;
}

static void add_problem(struct rows *rows, const char *field, const char *text)
{
    rows->problems[rows->errors.problems_count++] =
        (struct part_errors_problems){.field = field, .text = text};
    rows->errors.problems = rows->problems;
    rows->page.errors = &rows->errors;
}

static int write_rows(const struct site *site,
                      const struct office *office,
                      struct rows *rows,
                      struct reply *reply)
{
    int r;

    rows->page.site = &office->face.site;
    rows->page.desk = &office->desk;
    rows->page.member = rows->member;
    rows->page.requests = rows->list;
    if (rows->page.error_member != NULL) {
        add_problem(rows, "member", rows->page.error_member);
    }
    if (rows->page.error_what != NULL) {
        add_problem(rows, "what", rows->page.error_what);
    }
    r = desk_asking_each(site->desk, add_row, rows);
    return r != 0 ? FOLD(r) : page_console_forms_write(&rows->page, face_page(reply));
}

int serve_forms(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    struct office office;
    struct rows *rows;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    rows = calloc(1, sizeof(*rows));
    if (rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = write_rows(site, &office, rows, reply);
    free(rows);
    return r;
}

/* To the form of the member whose number was typed; else the page says what is wrong.
 */
static int find(const struct site *site,
                const struct urlform *form,
                struct rows *rows,
                struct reply *reply)
{
    struct span what = urlform_value(form, "what");
    struct member member = {.id = 0};
    char path[PATH_SIZE];
    int r = text_copy(
        text_trim(urlform_value(form, "member")), rows->member, sizeof(rows->member));

    rows->page.is_printing = span_is_equal(what, span_of_text("print"));
    rows->page.is_entering = span_is_equal(what, span_of_text("enter"));
    if (r > 0) {
        rows->member[0] = '\0';
    }
    r = r < 0 ? r : desk_keying_member(site->desk, rows->member, &member);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        rows->page.error_member = "No member on the roll has this number. Only members "
                                  "can be nominated";
    }
    if (!rows->page.is_printing && !rows->page.is_entering) {
        rows->page.error_what = "Say what you want to do";
    }
    if (rows->page.error_member != NULL || rows->page.error_what != NULL) {
        return KEYING_UNKNOWN;
    }
    (void)snprintf(path,
                   sizeof(path),
                   "/console/forms/%lld/%s",
                   (long long)member.id,
                   rows->page.is_printing ? "print" : "paper");
    return reply_see(reply, path);
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    struct rows *rows;
    int64_t asked = nomination_view_id(urlform_value(form, "request"));
    int r;

    (void)request;
    if (span_is_equal(urlform_value(form, "act"), span_of_text("sent"))) {
        r = desk_asking_sent(site->desk, asked, &office->officer->key);
        if (r > 0) {
            return r < ASKING_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
        }
        return r < 0 ? r : reply_see(reply, "/console/forms");
    }
    rows = calloc(1, sizeof(*rows));
    if (rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = find(site, form, rows, reply);
    if (r == KEYING_UNKNOWN) {
        r = write_rows(site, office, rows, reply);
    }
    free(rows);
    return FOLD(r);
}

int serve_forms_act(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return office_answer(site, request, act, reply);
}

int serve_forms_print(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct office office;
    struct member member;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = desk_member(site->desk, nomination_view_id(request->captures[0]), &member);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    return prepared_write(&office.face, &member, site, reply);
}
