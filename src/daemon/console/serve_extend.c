// SPDX-License-Identifier: AGPL-3.0-or-later
/* The poll is to close later (rule 70): the note is prepared here, and then signed. */
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/breach.h"
#include "core/definition.h"
#include "core/note.h"
#include "desk/drafts.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"

enum {
    TYPED_SIZE = 60,
    BREACHES_MAX = 16,
    BREACHES_SIZE = 2000,
    POINTS_MAX = 4,
};

/* What was typed, and what is wrong with it. */
struct typed {
    char text[TYPED_SIZE];
    int64_t close;
    const char *code; /* of the delays; NULL: none */
    struct part_errors_problems problem;
};

static int write_page(const struct site *site,
                      const struct office *office,
                      const struct typed *typed,
                      struct reply *reply)
{
    const struct part_errors errors = {.problems = &typed->problem,
                                       .problems_count = 1};
    struct page_console_extend_delays delays[NOTE_DELAYS];
    struct page_console_extend page = {
        .site = &office->face.site,
        .desk = &office->desk,
        .closes = desk_close_at(site->desk),
        .may_extend = phase_may(desk_phase(site->desk), ACT_EXTEND),
        .close = typed->text,
        .delays = delays,
        .delays_count = NOTE_DELAYS};
    size_t i;

    for (i = 0; i < NOTE_DELAYS; i++) {
        delays[i] = (struct page_console_extend_delays){
            .code = note_delay(i),
            .words = note_delay_words(note_delay(i)),
            .is_chosen =
                typed->code != NULL && strcmp(typed->code, note_delay(i)) == 0};
    }
    if (typed->problem.field != NULL) {
        page.errors = &errors;
        if (strcmp(typed->problem.field, "close") == 0) {
            page.error_close = typed->problem.text;
        } else {
            page.error_delay = typed->problem.text;
        }
    }
    return page_console_extend_write(&page, face_page(reply));
}

int serve_extend(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    const struct typed typed = {.code = NULL};
    struct office office;
    int r = office_find(site, request, &office);

    return r != 0 ? office_refuse(reply, r) : write_page(site, &office, &typed, reply);
}

static void wrong(struct typed *typed, const char *field, const char *text)
{
    typed->problem = (struct part_errors_problems){.field = field, .text = text};
}

static void read_typed(const struct urlform *form, struct typed *out)
{
    struct span code = urlform_value(form, "delay");
    size_t i;

    for (i = 0; i < NOTE_DELAYS; i++) {
        if (span_is_equal(code, span_of_text(note_delay(i)))) {
            out->code = note_delay(i);
        }
    }
    if (out->code == NULL) {
        wrong(out, "delay", "Choose why the poll has to close later");
    }
    if (text_copy(text_trim(urlform_value(form, "close")), out->text, TYPED_SIZE) != 0
        || moment_parse_people(span_of_text(out->text), &out->close) != 0) {
        wrong(out, "close", "Enter a day and time, such as 2 July 2026 17:00");
    }
}

/* On no working day or after 5pm: the officer's to answer for, and said before. */
static void put_breaches(const struct site *site, int64_t close, struct buf *out)
{
    CLEANUP(definition_freep) struct definition *later = definition_new();
    struct breach found[BREACHES_MAX];
    size_t count;
    size_t i;

    if (later == NULL) {
        return;
    }
    *later = *desk_definition(site->desk);
    later->timetable.at[STEP_CLOSE] = close;
    count = timetable_check(
        &later->timetable, desk_holidays(site->desk), found, BREACHES_MAX);
    for (i = 0; i < count && i < BREACHES_MAX; i++) {
        if (found[i].step == STEP_CLOSE) {
            buf_put_text(out, out->size > 0 ? ". " : "");
            breach_put(later, desk_holidays(site->desk), &found[i], out);
        }
    }
}

static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct span breaches,
                     struct reply *reply)
{
    const char *points[POINTS_MAX] = {
        "The note waits for an officer's signature. Until it is signed nothing has "
        "changed, and it can be taken back.",
        "Once it is signed, the poll closes later, and the reason is published in the "
        "record. It can never close earlier again.",
        "Tell the members, and publish the new close as the notice of poll was."};
    struct confirm confirm = {.title = "Close the poll later?",
                              .points = points,
                              .count = POINTS_MAX - 1,
                              .button = "Prepare the note",
                              .back = "/console/waiting/extension"};

    if (breaches.size > 0) {
        points[confirm.count++] = (const char *)breaches.data;
    }
    return confirm_ask(&confirm, office, request, form, reply);
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf breaches;
    struct typed typed = {.code = NULL};
    int r;

    buf_init(&breaches, BREACHES_SIZE);
    read_typed(form, &typed);
    if (typed.problem.field == NULL && typed.close <= desk_close_at(site->desk)) {
        wrong(&typed, "close", "The poll can only close later than was announced");
    }
    if (typed.problem.field != NULL) {
        return write_page(site, office, &typed, reply);
    }
    if (confirm_is_due(request, form)) {
        put_breaches(site, typed.close, &breaches);
        return ask_first(
            office, request, form, span_of_text(buf_text(&breaches)), reply);
    }
    r = desk_draft_extension(
        site->desk, &office->officer->key, typed.close, typed.code);
    switch (r) {
    case 0:
        return reply_see(reply, "/console/waiting");
    case DRAFTS_GRANT:
        return reply_problem(reply, PROBLEM_GRANT);
    case DRAFTS_NO_ROOM:
        return reply_problem(reply, PROBLEM_BUSY);
    default:
        return r < 0 ? r : reply_problem(reply, PROBLEM_PHASE);
    }
}

int serve_extend_act(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
