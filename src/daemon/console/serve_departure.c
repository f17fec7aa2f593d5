// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/leave.h"
#include "post/words.h"

#include "http/urlform.h"
#include "nomination_view.h"

enum {
    SENTENCE_SIZE = 400,
};

static const enum problem problems[LEAVE_REFUSALS] = {
    [LEAVE_UNKNOWN] = PROBLEM_CHANGED,
    [LEAVE_CHANGED] = PROBLEM_CHANGED,
    [LEAVE_GONE] = PROBLEM_CHANGED,
    [LEAVE_TIME] = PROBLEM_PHASE,
    [LEAVE_GRANT] = PROBLEM_GRANT,
    [LEAVE_RECEIVED] = PROBLEM_FORM,
    [LEAVE_LATE] = PROBLEM_FORM,
    [LEAVE_UNATTESTED] = PROBLEM_FORM,
    [LEAVE_PROOF] = PROBLEM_FORM,
    [LEAVE_NO_ROOM] = PROBLEM_BUSY,
};

/* What is wrong with what was typed, and where. */
static const struct {
    const char *field;
    size_t hole; /* of the page */
    const char *text;
} sentences[LEAVE_REFUSALS] = {
#define AT(id, error, words)                                                           \
    {                                                                                  \
        id, offsetof(struct page_console_leave, error), words                          \
    }
    [LEAVE_RECEIVED] = AT("received",
                          error_received,
                          "Enter when it was received: after the notice of election, "
                          "not later than now, for example 2 June 2026 15:30"),
    [LEAVE_LATE] =
        AT("received",
           error_received,
           "It was received after the deadline, so the candidate still stands"),
    [LEAVE_UNATTESTED] =
        AT("signature",
           error_signature,
           "Enter two names, of two people. Without a witness it is no withdrawal"),
    [LEAVE_PROOF] = AT("proof", error_proof, "Say what proves the death"),
#undef AT
};

/* What was typed, to be shown again. */
struct typed {
    char signature[FORM_NAME_SIZE];
    char witness[FORM_NAME_SIZE];
    char received[MOMENT_PEOPLE_SIZE];
    char proof[FORM_NAME_SIZE];
};

static void show(const struct urlform *form, const char *name, char *out, size_t size)
{
    if (text_copy(text_trim(urlform_value(form, name)), out, size) != 0) {
        out[0] = '\0';
    }
}

static int write_page(const struct nomination_view *view,
                      const struct typed *typed,
                      int refusal,
                      struct reply *reply)
{
    const struct definition *definition = view->office.face.definition;
    const struct constituency *constituency =
        definition_constituency(definition, view->member.cid);
    struct part_errors_problems problem;
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};
    char name[VISITOR_NAME_SIZE];
    char rule[LABEL_RULES_SIZE];
    char text[SENTENCE_SIZE];
    struct page_console_leave page = {
        .site = &view->office.face.site,
        .desk = &view->office.desk,
        .id = (uint64_t)view->id,
        .version = (uint64_t)view->nomination.version,
        .name = name,
        .constituency = constituency != NULL ? constituency->name : "",
        .withdrawal = definition->timetable.at[STEP_WITHDRAWAL],
        .signature = typed->signature,
        .witness = typed->witness,
        .received = typed->received,
        .proof = typed->proof};

    visitor_name(&view->member, name);
    if (refusal > 0) {
        label_rules(definition, "17", rule);
        (void)snprintf(text,
                       sizeof(text),
                       refusal == LEAVE_PROOF ? "%s" : "%s (%s)",
                       sentences[refusal].text,
                       rule);
        problem = (struct part_errors_problems){.field = sentences[refusal].field,
                                                .text = text};
        *(const char **)(void *)((char *)&page + sentences[refusal].hole) = text;
        page.errors = &errors;
    }
    return page_console_leave_write(&page, face_page(reply));
}

static int show_form(const struct site *site UNUSED,
                     const struct nomination_view *view,
                     struct reply *reply)
{
    const struct typed typed = {.proof = ""};

    return write_page(view, &typed, 0, reply);
}

int serve_departure_form(const struct site *site,
                         const struct request *request,
                         struct reply *reply)
{
    return nomination_view_show(site, request, show_form, reply);
}

static int record(struct desk *desk,
                  const struct urlform *form,
                  const struct nomination_view *view)
{
    const struct leave leave = {.form = view->id,
                                .version =
                                    nomination_view_id(urlform_value(form, "version")),
                                .officer = view->office.officer->key};
    const struct nomination_attested by = {urlform_value(form, "signature"),
                                           urlform_value(form, "witness")};
    int64_t received = 0;

    if (span_is_equal(urlform_value(form, "act"), span_of_text("death"))) {
        return desk_leave_death(desk, &leave, urlform_value(form, "proof"));
    }
    if (moment_parse_people(text_trim(urlform_value(form, "received")), &received)
        != 0) {
        return LEAVE_RECEIVED;
    }
    return desk_leave_withdrawal(desk, &leave, &by, received);
}

static int take(const struct site *site,
                struct nomination_view *view,
                const struct urlform *form,
                struct reply *reply)
{
    struct typed typed;
    int r = record(site->desk, form, view);

    if (r == 0) {
        return reply_see(reply, "/console/nominations");
    }
    if (r < 0 || r >= LEAVE_REFUSALS) {
        return FOLD(r);
    }
    if (sentences[r].text == NULL) {
        return reply_problem(reply, problems[r]);
    }
    show(form, "signature", typed.signature, sizeof(typed.signature));
    show(form, "witness", typed.witness, sizeof(typed.witness));
    show(form, "received", typed.received, sizeof(typed.received));
    show(form, "proof", typed.proof, sizeof(typed.proof));
    return write_page(view, &typed, r, reply);
}

int serve_departure(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return nomination_view_answer(site, request, take, reply);
}

static int write_letter(const struct site *site,
                        const struct nomination_view *view,
                        struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf text;
    char name[VISITOR_NAME_SIZE];
    struct page_console_letter page = {.site = &view->office.face.site,
                                       .desk = &view->office.desk,
                                       .id = (uint64_t)view->id,
                                       .name = name,
                                       .address = view->nomination.form.address,
                                       .today = desk_now(site->desk)};
    int r;

    buf_init(&text, WORDS_SIZE_MAX);
    r = desk_decide_letter(site->desk, view->id, &text);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_CHANGED);
    }
    visitor_name(&view->member, name);
    page.text = buf_text(&text);
    return page_console_letter_write(&page, face_page(reply));
}

int serve_departure_letter(const struct site *site,
                           const struct request *request,
                           struct reply *reply)
{
    return nomination_view_show(site, request, write_letter, reply);
}
