// SPDX-License-Identifier: AGPL-3.0-or-later
/* A vote is not to count (rules 37 to 39): the document is prepared here, and then
 * signed. */
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "desk/drafts.h"
#include "seal/envelope.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"
#include "wording.h"

enum {
    TYPED_SIZE = 60,
};

/* What was typed, and what is wrong with it. */
struct typed {
    char envelope[TYPED_SIZE];
    struct disqualification what;
    struct part_errors_problems problem;
};

static int write_page(const struct site *site,
                      const struct office *office,
                      const struct typed *typed,
                      struct reply *reply)
{
    const struct part_errors errors = {.problems = &typed->problem,
                                       .problems_count = 1};
    struct page_console_disqualify_channels channels[CHANNEL_END];
    struct page_console_disqualify_reasons reasons[REASON_END];
    struct page_console_disqualify page = {
        .site = &office->face.site,
        .desk = &office->desk,
        .may_disqualify = phase_may(desk_phase(site->desk), ACT_DISQUALIFY)
                          && !desk_facts(site->desk).has_box,
        .envelope = typed->envelope,
        .channels = channels,
        .reasons = reasons};
    enum disqualify_reason reason;
    enum channel channel;

    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        channels[page.channels_count++] = (struct page_console_disqualify_channels){
            .code = constituency_channel_name(channel),
            .words = wording_channel(channel),
            .is_chosen = channel == typed->what.channel};
    }
    for (reason = REASON_LATER; reason < REASON_END; reason++) {
        reasons[page.reasons_count++] = (struct page_console_disqualify_reasons){
            .code = register_reason_name(reason),
            .words = wording_reason(reason),
            .is_chosen = reason == typed->what.reason};
    }
    if (typed->problem.field != NULL) {
        page.errors = &errors;
        if (strcmp(typed->problem.field, "envelope") == 0) {
            page.error_envelope = typed->problem.text;
        } else if (strcmp(typed->problem.field, "reason") == 0) {
            page.error_reason = typed->problem.text;
        } else {
            page.error_channel = typed->problem.text;
        }
    }
    return page_console_disqualify_write(&page, face_page(reply));
}

int serve_disqualify(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    const struct typed typed = {.envelope = ""};
    struct office office;
    int r = office_find(site, request, &office);

    return r != 0 ? office_refuse(reply, r) : write_page(site, &office, &typed, reply);
}

static void wrong(struct typed *typed, const char *field, const char *text)
{
    typed->problem = (struct part_errors_problems){.field = field, .text = text};
}

static void read_choices(const struct urlform *form, struct typed *out)
{
    out->what.reason = (enum disqualify_reason)text_choice(
        urlform_value(form, "reason"), register_reason_name);
    out->what.channel = (enum channel)text_choice(urlform_value(form, "channel"),
                                                  constituency_channel_name);
    if (out->what.reason == 0) {
        wrong(out, "reason", "Choose why the vote does not count");
    }
    if (out->what.channel == 0) {
        wrong(out, "channel", "Choose how the vote came");
    }
}

/* Constituency and voter number; of a paper keyed without one, and of an entry that
 * breaks a rule, constituency and entry. */
static void read_envelope(const struct eid *eid, struct span text, struct typed *out)
{
    struct disqualification *what = &out->what;
    struct envelope envelope = {.cid = 0};

    if (text_copy(text_trim(text), out->envelope, TYPED_SIZE) != 0
        || envelope_read(eid, span_of_text(out->envelope), &envelope) != 0) {
        wrong(out,
              "envelope",
              "Enter what is on the envelope, such as 2.417.K7; of a keyed paper its "
              "constituency and entry, such as 2.141");
        return;
    }
    what->cid = envelope.cid;
    what->has_entry = what->reason == REASON_MISKEYED || what->reason == REASON_INVALID;
    what->entry = what->has_entry ? envelope.number : 0;
    what->number = what->has_entry ? 0 : envelope.number;
}

static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct reply *reply)
{
    static const char *const points[] = {
        "The document waits for an officer's signature, or for those of two where the "
        "definition asks for two. Until then nothing has changed, and it can be taken "
        "back.",
        "Once it is signed, the vote does not count, and that cannot be undone."};
    const struct confirm confirm = {.title = "Disqualify this vote?",
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "Prepare the document",
                                    .back = "/console/waiting/disqualification"};

    return confirm_ask(&confirm, office, request, form, reply);
}

static int put(const struct site *site,
               const struct office *office,
               struct typed *typed,
               struct reply *reply)
{
    int r =
        desk_draft_disqualification(site->desk, &office->officer->key, &typed->what);

    switch (r) {
    case 0:
        return reply_see(reply, "/console/waiting");
    case DRAFTS_GRANT:
        return reply_problem(reply, PROBLEM_GRANT);
    case DRAFTS_NO_ROOM:
        return reply_problem(reply, PROBLEM_BUSY);
    case DRAFTS_UNKNOWN:
        wrong(typed, "envelope", "There is no such voter ID number, or entry");
        return write_page(site, office, typed, reply);
    default:
        return r < 0 ? r : reply_problem(reply, PROBLEM_PHASE);
    }
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    const struct eid eid = desk_eid(site->desk);
    struct typed typed = {.envelope = ""};

    read_choices(form, &typed);
    read_envelope(&eid, urlform_value(form, "envelope"), &typed);
    if (typed.problem.field != NULL) {
        return write_page(site, office, &typed, reply);
    }
    return confirm_is_due(request, form) ? ask_first(office, request, form, reply)
                                         : put(site, office, &typed, reply);
}

int serve_disqualify_act(const struct site *site,
                         const struct request *request,
                         struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
