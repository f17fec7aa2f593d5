// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/photo.h"
#include "wire/picture.h"

#include "confirmations.h"
#include "face.h"
#include "standing_form.h"
#include "visitor.h"

enum {
    DETAIL_SIZE = 400,
};

static const enum problem problems[NOMINATE_REFUSALS] = {
    [NOMINATE_UNKNOWN] = PROBLEM_NOT_FOUND,
    [NOMINATE_EARLY] = PROBLEM_PHASE,
    [NOMINATE_LATE] = PROBLEM_PHASE,
    [NOMINATE_INCOMPLETE] = PROBLEM_FORM,
    [NOMINATE_UNATTESTED] = PROBLEM_FORM,
    [NOMINATE_NO_ROOM] = PROBLEM_BUSY,
    [NOMINATE_NOT_YET] = PROBLEM_PHASE,
    [NOMINATE_DRAFTED] = PROBLEM_NOT_FOUND,
};

/* What is refused for its time: when that was over, and by which rule of the trust. */
static int refuse_late(const struct site *site, enum step step, struct reply *reply)
{
    const struct definition *definition = desk_definition(site->desk);
    char when[MOMENT_PEOPLE_SIZE];
    char rules[LABEL_RULES_SIZE];
    char detail[DETAIL_SIZE];

    moment_people(definition->timetable.at[step], when);
    label_rules(definition, timetable_step_rule(step), rules);
    (void)snprintf(detail,
                   sizeof(detail),
                   "%s was %s (%s). Nothing was stored. Ring the returning officer if "
                   "you need help.",
                   step == STEP_WITHDRAWAL ? "The last moment to withdraw"
                                           : "The last moment to be nominated",
                   when,
                   rules);
    return reply_problem_detail(reply, PROBLEM_PHASE, detail);
}

/* What the step that is too late ends. */
static int refuse(const struct site *site, enum step step, int r, struct reply *reply)
{
    if (r == NOMINATE_LATE) {
        return refuse_late(site, step, reply);
    }
    if (r == NOMINATE_NOT_YET) {
        return reply_problem_detail(
            reply,
            PROBLEM_PHASE,
            "You can stand from the day on which you become a member.");
    }
    return r < NOMINATE_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
}

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    CLEANUP(standing_form_freep) struct standing_form *filled = standing_form_new();
    struct form kept;
    int r;

    if (filled == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = desk_nomination_form(site->desk, here->member.id, &kept);
    if (r != 0) {
        return r < 0 ? r : refuse(site, STEP_NOMINATIONS_CLOSE, r, reply);
    }
    standing_form_keep(&kept, filled);
    standing_form_show(filled, here, NULL);
    return page_nomination_write(&filled->page, face_page(reply));
}

int serve_nomination(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}

/* Keeps what was typed; errors are shown beside their fields at once. */
static int keep(const struct site *site,
                const struct visitor *here,
                const struct urlform *typed,
                struct reply *reply)
{
    CLEANUP(standing_form_freep) struct standing_form *form = standing_form_new();
    struct nomination_errors errors = {.count = 0};
    int r;

    if (form == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    standing_form_read(typed, form);
    form->form.member = here->member.id;
    r = desk_nomination_draft(site->desk, &form->form, &errors);
    if (r != 0) {
        return r < 0 ? r : refuse(site, STEP_NOMINATIONS_CLOSE, r, reply);
    }
    if (errors.count == 0) {
        return reply_see(reply, "/me/nomination/check");
    }
    standing_form_show(form, here, &errors);
    return page_nomination_write(&form->page, face_page(reply));
}

int serve_nomination_keep(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    return visitor_answer(site, request, keep, reply);
}

static int
check(const struct site *site, const struct visitor *here, struct reply *reply)
{
    struct form kept;
    CLEANUP(buf_deinit) struct buf photo;
    struct page_nomination_check page;
    struct page_nomination_check_confirmations said[CONFIRMATIONS];
    struct confirmations words;
    size_t i;
    int r;

    buf_init(&photo, PICTURE_SIZE_MAX);
    r = desk_nomination_form(site->desk, here->member.id, &kept);
    if (r != 0) {
        return r < 0 ? r : refuse(site, STEP_NOMINATIONS_CLOSE, r, reply);
    }
    confirmations_fill(here->face.definition->limits.age_stand, &words);
    for (i = 0; i < CONFIRMATIONS; i++) {
        said[i].text = words.list[i].text;
    }
    r = desk_photo(site->desk, here->member.id, &photo);
    if (r < 0) {
        return r;
    }
    page = (struct page_nomination_check){
        .photo = r == 0 ? "/me/nomination/picture" : NULL,
        .confirmations = said,
        .confirmations_count = CONFIRMATIONS,
        .site = &here->face.site,
        .name = here->name,
        .constituency = here->constituency->name,
        .address = kept.address,
        .email = kept.email,
        .statement = kept.statement,
        .interests = kept.has_interests == FORM_SOME ? kept.interests
                                                     : "No interests to declare",
        .party = kept.has_party == FORM_SOME ? kept.party : "None",
        .qualification =
            here->constituency->kind != KIND_STAFF ? kept.qualification : NULL,
        .signature = kept.signature,
        .date = kept.signed_on,
    };
    return page_nomination_check_write(&page, face_page(reply));
}

int serve_nomination_check(const struct site *site,
                           const struct request *request,
                           struct reply *reply)
{
    return visitor_show(site, request, check, reply);
}

static int
submit(const struct site *site, const struct visitor *here, struct reply *reply)
{
    int r = desk_nomination_submit(site->desk, here->member.id);

    if (r == NOMINATE_INCOMPLETE) {
        return reply_see(reply, "/me/nomination");
    }
    if (r != 0) {
        return r < 0 ? r : refuse(site, STEP_NOMINATIONS_CLOSE, r, reply);
    }
    return reply_see(reply, "/me/nomination/done");
}

int serve_nomination_submit(const struct site *site,
                            const struct request *request,
                            struct reply *reply)
{
    return visitor_show(site, request, submit, reply);
}

static int
show_done(const struct site *site, const struct visitor *here, struct reply *reply)
{
    const struct timetable *timetable = &here->face.definition->timetable;
    struct nomination *nomination = calloc(1, sizeof(*nomination));
    struct page_nomination_done page = {.site = &here->face.site,
                                        .nominations_close =
                                            timetable->at[STEP_NOMINATIONS_CLOSE],
                                        .withdrawal = timetable->at[STEP_WITHDRAWAL]};
    int r;

    if (nomination == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = desk_nomination(site->desk, here->member.id, nomination);
    page.received = nomination->submitted;
    free(nomination);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    return page_nomination_done_write(&page, face_page(reply));
}

int serve_nomination_done(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    return visitor_show(site, request, show_done, reply);
}

/* The page, with what was typed and what is wrong with it. */
static int ask_withdrawal(const struct visitor *here,
                          const struct page_withdraw *typed,
                          struct reply *reply)
{
    struct part_errors_problems problem[2];
    struct part_errors errors = {.problems = problem};
    struct page_withdraw page = *typed;

    page.site = &here->face.site;
    page.constituency = here->constituency->name;
    if (page.error_signature != NULL) {
        problem[errors.problems_count++] = (struct part_errors_problems){
            .field = "signature", .text = page.error_signature};
    }
    if (page.error_witness != NULL) {
        problem[errors.problems_count++] = (struct part_errors_problems){
            .field = "witness", .text = page.error_witness};
    }
    page.errors = errors.problems_count > 0 ? &errors : NULL;
    return page_withdraw_write(&page, face_page(reply));
}

/* What was typed, to be shown again; what is no text is typed anew. */
static void show_name(struct span typed, char out[static FORM_NAME_SIZE])
{
    CLEANUP(buf_deinit) struct buf name;

    buf_init(&name, FORM_NAME_SIZE - 1);
    if (text_tidy(typed, TEXT_ONE_LINE, &name) != 0
        || text_copy(buf_span(&name), out, FORM_NAME_SIZE) != 0) {
        out[0] = '\0';
    }
}

/* Two names are asked for, of two people (rule 17). */
static int withdraw(const struct site *site,
                    const struct visitor *here,
                    const struct urlform *typed,
                    struct reply *reply)
{
    const struct nomination_attested by = {.signature =
                                               urlform_value(typed, "signature"),
                                           .witness = urlform_value(typed, "witness")};
    char signature[FORM_NAME_SIZE];
    char witness[FORM_NAME_SIZE];
    struct page_withdraw page = {.signature = signature, .witness = witness};
    int r;

    show_name(by.signature, signature);
    show_name(by.witness, witness);
    if (signature[0] == '\0') {
        page.error_signature = "Sign by typing your full name";
    }
    if (witness[0] == '\0') {
        page.error_witness = "Enter the name of a person who saw you sign";
    }
    if (page.error_signature != NULL || page.error_witness != NULL) {
        return ask_withdrawal(here, &page, reply);
    }
    r = desk_nomination_withdraw(site->desk, here->member.id, &by);
    if (r == NOMINATE_UNATTESTED) {
        page.error_witness = "The person who saw you sign must be somebody else";
        return ask_withdrawal(here, &page, reply);
    }
    if (r != 0) {
        return r < 0 ? r : refuse(site, STEP_WITHDRAWAL, r, reply);
    }
    return reply_see(reply, "/me");
}

static int
ask(const struct site *site UNUSED, const struct visitor *here, struct reply *reply)
{
    const struct page_withdraw page = {.signature = "", .witness = ""};

    return ask_withdrawal(here, &page, reply);
}

int serve_nomination_withdrawal(const struct site *site,
                                const struct request *request,
                                struct reply *reply)
{
    return visitor_show(site, request, ask, reply);
}

int serve_nomination_withdraw(const struct site *site,
                              const struct request *request,
                              struct reply *reply)
{
    return visitor_answer(site, request, withdraw, reply);
}
