// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/oath.h"
#include "store/members.h"

#include "http/urlform.h"
#include "office.h"

/* What is wrong, beside the field concerned. */
static const struct part_errors_problems email_wrong = {
    .field = "email", .text = "Enter an email address like name@example.com"};
static const struct part_errors_problems unticked = {
    .field = "declared", .text = "Tick the box to make the declaration"};

static int write_form(const struct office *office,
                      const char *email,
                      const struct part_errors_problems *problem,
                      struct reply *reply)
{
    const struct part_errors errors = {.problems = problem, .problems_count = 1};
    char rule[LABEL_RULES_SIZE];
    const struct page_console_declaration page = {
        .site = &office->face.site,
        .desk = &office->desk,
        .errors = problem != NULL ? &errors : NULL,
        .rule = rule,
        .officer = office->officer->name,
        .email = email,
        .error_email = problem == &email_wrong ? problem->text : NULL,
        .error_declared = problem == &unticked ? problem->text : NULL};

    label_rules(office->face.definition, "69", rule);
    return page_console_declaration_write(&page, face_page(reply));
}

static int
show(const struct site *site UNUSED, const struct office *office, struct reply *reply)
{
    return write_form(office, "", NULL, reply);
}

int serve_swear_form(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return office_show(site, request, show, reply);
}

static int swear(const struct site *site,
                 const struct request *request,
                 const struct office *office,
                 const struct urlform *form,
                 struct reply *reply)
{
    struct span email = text_trim(urlform_value(form, "email"));
    char typed[MEMBER_EMAIL_SIZE] = "";
    int r = text_copy(email, typed, sizeof(typed));

    (void)request;
    if (r < 0) {
        return r;
    }
    if (!span_is_equal(urlform_value(form, "declared"), span_of_text("yes"))) {
        return write_form(office, typed, &unticked, reply);
    }
    r = desk_swear(site->desk, &office->officer->key, email);
    if (r <= 0) {
        return r == 0 ? reply_see(reply, "/console") : r;
    }
    if (r == OATH_EMAIL) {
        return write_form(office, typed, &email_wrong, reply);
    }
    return reply_problem(reply, r == OATH_MEMBER ? PROBLEM_MEMBER : PROBLEM_BUSY);
}

int serve_swear(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    return office_answer(site, request, swear, reply);
}
