// SPDX-License-Identifier: AGPL-3.0-or-later
/* Documents that wait for a signature: prepared here, or signed by one of two. */
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/definition.h"
#include "core/note.h"
#include "desk/drafts.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"
#include "wording.h"

enum {
    SHOWN_MAX = 300,
    OF_SIZE = 40,
    WHAT_SIZE = NAME_SIZE + 200,
};

/* What the page is filled from. */
struct waiting {
    const struct office *office;
    size_t count;
    struct page_console_waiting_drafts drafts[SHOWN_MAX];
    char whats[SHOWN_MAX][WHAT_SIZE];
};

static void describe_vote(const struct definition *definition,
                          const struct disqualification *what,
                          char out[static WHAT_SIZE])
{
    const struct constituency *place = definition_constituency(definition, what->cid);
    char of[OF_SIZE];

    if (what->number > 0) {
        (void)snprintf(of, sizeof(of), "voter ID number %" PRIu32, what->number);
    } else {
        (void)snprintf(of, sizeof(of), "entry %" PRIu64, what->entry);
    }
    (void)snprintf(out,
                   WHAT_SIZE,
                   "Disqualify the vote of %s, %s, %s: %s",
                   of,
                   place != NULL ? place->name : "",
                   wording_channel(what->channel),
                   wording_reason(what->reason));
}

static void describe_note(const struct note *note, char out[static WHAT_SIZE])
{
    const char *words = note_delay_words(note->code);
    char when[MOMENT_PEOPLE_SIZE];

    if (note->kind == NOTE_EXTEND) {
        moment_people(note->close, when);
        (void)snprintf(out,
                       WHAT_SIZE,
                       "Close the poll at %s: %s",
                       when,
                       words != NULL ? words : note->code);
    } else {
        (void)snprintf(out, WHAT_SIZE, "Note: %s", note_kind_name(note->kind));
    }
}

static int add_draft(void *context, const struct draft *draft)
{
    struct waiting *waiting = context;
    const struct document *document = draft->document;
    char *what = waiting->whats[waiting->count];

    if (waiting->count == SHOWN_MAX) {
        return 0;
    }
    if (document->type == ENTRY_DISQUALIFY) {
        describe_vote(
            waiting->office->face.definition, &document->of.disqualification, what);
    } else if (document->type == ENTRY_NOTE) {
        describe_note(&document->of.note, what);
    } else {
        (void)snprintf(what, WHAT_SIZE, "The %s", document_name(document->type));
    }
    waiting->drafts[waiting->count++] = (struct page_console_waiting_drafts){
        .id = draft->id,
        .what = what,
        .signer =
            draft->is_signed ? office_name(waiting->office, &draft->signer) : NULL};
    return 0;
}

int serve_waiting(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    struct page_console_waiting page = {.address = desk_address(site->desk)};
    enum phase phase = desk_phase(site->desk);
    struct waiting *waiting;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    waiting = calloc(1, sizeof(*waiting));
    if (waiting == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    waiting->office = &office;
    page.site = &office.face.site;
    page.desk = &office.desk;
    page.may_extend = phase_may(phase, ACT_EXTEND);
    page.may_disqualify = phase_may(phase, ACT_DISQUALIFY);
    r = FOLD(desk_drafts(site->desk, add_draft, waiting));
    page.drafts = waiting->drafts;
    page.drafts_count = waiting->count;
    r = r == 0 ? page_console_waiting_write(&page, face_page(reply)) : r;
    free(waiting);
    return r;
}

static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct reply *reply)
{
    static const char *const points[] = {
        "The document no longer waits, and a signature given to it is thrown away.",
        "Nothing of it is in the record. It can be prepared again."};
    const struct confirm confirm = {.title = "Take this document back?",
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "Take it back",
                                    .back = "/console/waiting"};

    return confirm_ask(&confirm, office, request, form, reply);
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    static const enum problem problems[DRAFTS_REFUSALS] = {
        [DRAFTS_GRANT] = PROBLEM_GRANT,
        [DRAFTS_GONE] = PROBLEM_CHANGED,
        [DRAFTS_NO_ROOM] = PROBLEM_BUSY,
    };
    uint64_t id = 0;
    int r;

    if (!urlform_number(form, "withdraw", &id) || id == 0) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    if (confirm_is_due(request, form)) {
        return ask_first(office, request, form, reply);
    }
    r = desk_draft_withdraw(site->desk, &office->officer->key, id);
    if (r > 0) {
        return r < DRAFTS_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
    }
    return r < 0 ? r : reply_see(reply, "/console/waiting");
}

int serve_waiting_act(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
