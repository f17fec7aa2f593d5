// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/text.h"
#include "core/definition.h"
#include "core/register.h"
#include "desk/delivered.h"
#include "desk/replace.h"
#include "desk/replaced.h"
#include "seal/sealbox.h"
#include "store/members.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"
#include "signin/gate.h"
#include "ticks.h"
#include "wording.h"

enum {
    MADE_MAX = 2000, /* shown at once */
    FAILURES_MAX = 500,
};

/* Shown beside the field concerned; those without a field are problems. */
static const struct {
    enum problem problem; /* NONE: an error of the form */
    const char *field;
    const char *text;
} refusals[REPLACE_REFUSALS] = {
    [REPLACE_UNKNOWN] = {PROBLEM_NONE, "member", "No member has this number"},
    [REPLACE_TIME] = {PROBLEM_PHASE, NULL, NULL},
    [REPLACE_NO_POLL] = {PROBLEM_NONE,
                         "member",
                         "There is no poll in this member's constituency"},
    [REPLACE_NO_VOTE] = {PROBLEM_NONE, "member", "This member joined too late to vote"},
    [REPLACE_REGISTER] = {PROBLEM_NONE,
                          "register",
                          "Choose omitted only for a member who was given no voting "
                          "code"},
    [REPLACE_EARLY] = {PROBLEM_NONE, "register", ""},
    [REPLACE_UNSATISFIED] = {PROBLEM_NONE, "gates", ""},
    [REPLACE_GRANT] = {PROBLEM_GRANT, NULL, NULL},
    [REPLACE_PENDING] = {PROBLEM_NONE,
                         "member",
                         "A replacement for this member waits for a signature already"},
    [REPLACE_FULL] = {PROBLEM_NONE, "member", "Too many wait: sign those first"},
    [REPLACE_ISSUER] = {PROBLEM_NONE,
                        "member",
                        "In this election the issuer draws voting codes: ask the "
                        "issuer for a request, and use tally replace --request"},
    [REPLACE_DIED] = {PROBLEM_NONE,
                      "member",
                      "It is recorded that this member has died. If that is a mistake, "
                      "take it back on the page of members"},
    [REPLACE_NO_ROOM] = {PROBLEM_BUSY, NULL, NULL},
};

/* What was typed, and what is wrong with it. */
struct typed {
    char member[MEMBER_NUMBER_SIZE];
    enum replace_register kept_in; /* 0: none chosen */
    unsigned gates;
    bool is_tools;          /* who asks reads no pages */
    char words[TICKS_SIZE]; /* of the problem, where they are made for it */
    struct part_errors_problems problem;
    /* What an issuer's request holds beside these; only programs send it. */
    bool is_drawn;
    struct drawn_credential drawn;
    uint8_t sealed[SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA];
};

/* What the lists of the page are filled from. */
struct lists {
    const struct definition *definition;
    size_t made_count;
    struct page_console_replacements_replacements made[MADE_MAX];
    size_t failure_count;
    struct page_console_replacements_failures failures[FAILURES_MAX];
    struct member members[FAILURES_MAX];
    char names[FAILURES_MAX][2 * MEMBER_NAME_SIZE];
    char days[FAILURES_MAX][MEMBER_DAY_SIZE];
};

static int add_made(void *context, const struct replaced *replaced)
{
    struct lists *lists = context;
    const struct constituency *constituency =
        definition_constituency(lists->definition, replaced->cid);

    if (lists->made_count < MADE_MAX && constituency != NULL) {
        lists->made[lists->made_count++] =
            (struct page_console_replacements_replacements){
                .is_recorded = replaced->is_recorded,
                .at = replaced->at,
                .constituency = constituency->name,
                .kept_in = wording_register(replaced->kept_in),
                .state =
                    replaced->is_recorded ? "In the record" : "Waits for a signature"};
    }
    return 0;
}

static int
add_failure(void *context, const struct member *member, const struct delivery *delivery)
{
    struct lists *lists = context;
    size_t at = lists->failure_count;

    if (at == FAILURES_MAX) {
        return 0;
    }
    lists->members[at] = *member;
    (void)snprintf(lists->names[at],
                   sizeof(lists->names[at]),
                   "%s %s",
                   member->forenames,
                   member->surname);
    memcpy(lists->days[at], delivery->day, sizeof(lists->days[at]));
    lists->failures[at] =
        (struct page_console_replacements_failures){.number = lists->members[at].number,
                                                    .name = lists->names[at],
                                                    .day = lists->days[at]};
    lists->failure_count++;
    return 0;
}

static int fill_lists(const struct site *site, struct lists *lists)
{
    int r;

    lists->definition = desk_definition(site->desk);
    r = desk_replaced(site->desk, add_made, lists);
    return r == 0 ? desk_failed_deliveries(site->desk, add_failure, lists) : r;
}

/* The form as it was typed, and both lists. */
static int write_with(const struct lists *lists,
                      const struct typed *typed,
                      struct page_console_replacements *page,
                      struct reply *reply)
{
    const struct part_errors errors = {.problems = &typed->problem,
                                       .problems_count = 1};
    struct page_console_replacements_registers list[REGISTER_END];
    struct page_console_replacements_gates ticks[GATES];
    size_t i;
    enum replace_register kept_in;

    for (kept_in = REGISTER_LOST; kept_in < REGISTER_END; kept_in++) {
        list[kept_in - 1] = (struct page_console_replacements_registers){
            .code = register_name(kept_in),
            .is_chosen = kept_in == typed->kept_in,
            .words = wording_register(kept_in)};
    }
    for (i = 0; i < GATES; i++) {
        ticks[i] = (struct page_console_replacements_gates){
            .code = register_gate_name(i),
            .is_ticked = (typed->gates & 1U << i) != 0,
            .words = ticks_words(i)};
    }
    page->gates = ticks;
    page->gates_count = GATES;
    if (typed->problem.field != NULL) {
        page->errors = &errors;
        if (strcmp(typed->problem.field, "member") == 0) {
            page->error_member = typed->problem.text;
        } else if (strcmp(typed->problem.field, "gates") == 0) {
            page->error_gates = typed->problem.text;
        } else {
            page->error_register = typed->problem.text;
        }
    }
    page->member = typed->member;
    page->registers = list;
    page->registers_count = REGISTER_END - 1;
    page->replacements = lists->made;
    page->replacements_count = lists->made_count;
    page->failures = lists->failures;
    page->failures_count = lists->failure_count;
    return page_console_replacements_write(page, face_page(reply));
}

static int write_page(const struct site *site,
                      const struct office *office,
                      const struct typed *typed,
                      struct reply *reply)
{
    struct lists *lists = calloc(1, sizeof(*lists));
    struct page_console_replacements page = {
        .site = &office->face.site,
        .desk = &office->desk,
        .may_replace = phase_may(desk_phase(site->desk), ACT_REPLACE)};
    int r;

    if (lists == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill_lists(site, lists);
    if (r == 0) {
        r = write_with(lists, typed, &page, reply);
    }
    free(lists);
    return FOLD(r);
}

int serve_replace_form(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    const struct typed typed = {.kept_in = 0};
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    return write_page(site, &office, &typed, reply);
}

static void fail(struct typed *typed, const char *field, const char *text)
{
    typed->problem = (struct part_errors_problems){.field = field, .text = text};
}

/* Malformed, it is as if it were not there. */
static void read_drawn(const struct urlform *form, struct typed *out)
{
    struct span key = urlform_value(form, "credential");
    struct span sealed = urlform_value(form, "sealed");
    size_t size = sealed.size / 2;

    out->is_drawn =
        hex_decode(key, out->drawn.key.bytes, sizeof(out->drawn.key.bytes)) == 0
        && size <= sizeof(out->sealed) && hex_decode(sealed, out->sealed, size) == 0;
    out->drawn.sealed = span_of(out->sealed, size);
}

static void read_typed(const struct urlform *form, struct typed *out)
{
    struct span member = text_trim(urlform_value(form, "member"));
    size_t i;

    if (member.size == 0 || member.size >= sizeof(out->member)) {
        fail(out, "member", "Enter the member's number");
    } else {
        memcpy(out->member, member.data, member.size);
    }
    out->kept_in = (enum replace_register)text_choice(urlform_value(form, "register"),
                                                      register_name);
    for (i = 0; i < GATES; i++) {
        if (span_is_equal(urlform_value(form, register_gate_name(i)),
                          span_of_text("yes"))) {
            out->gates |= 1U << i;
        }
    }
    if (out->kept_in == 0 && out->problem.field == NULL) {
        fail(out, "register", "Choose why");
    }
    read_drawn(form, out);
}

/* What follows from the replacement, said before it is asked for. */
static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct reply *reply)
{
    static const char *const points[] = {
        "A new voting code waits for an officer's signature. Until it is signed "
        "nothing "
        "has changed.",
        "Once it is signed, the member's voting code now held stops working for ever, "
        "and a new one goes to the member by email or post.",
        "A vote that somebody cast with the old code no longer counts, if the register "
        "is the one for votes cast in the member's name.",
        "The replacement is published in the record, with its register and without the "
        "member's name."};
    const struct confirm confirm = {.title = "Replace this member's voting code?",
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "Ask for the replacement",
                                    .back = "/console/replacements"};

    return confirm_ask(&confirm, office, request, form, reply);
}

static void word_refusal(const struct site *site,
                         int refusal,
                         unsigned missing,
                         struct typed *typed)
{
    if (refusal == REPLACE_EARLY) {
        ticks_early(site->desk, typed->words);
    } else if (refusal == REPLACE_UNSATISFIED) {
        ticks_missing(site->desk, typed->kept_in, missing, typed->words);
    }
    fail(typed,
         refusals[refusal].field,
         typed->words[0] != 0 ? typed->words : refusals[refusal].text);
}

/* A person gets the form back; an officer's tool the same words as a problem. */
static int refuse(const struct site *site,
                  const struct office *office,
                  const struct typed *typed,
                  struct reply *reply)
{
    if (!typed->is_tools) {
        return write_page(site, office, typed, reply);
    }
    return reply_problem_detail(reply, PROBLEM_REPLACEMENT, typed->problem.text);
}

static int replace(const struct site *site,
                   const struct office *office,
                   struct typed *typed,
                   struct reply *reply)
{
    const struct replace_order order = {.member = typed->member,
                                        .kept_in = typed->kept_in,
                                        .gates = typed->gates,
                                        .officer = office->officer->key,
                                        .drawn =
                                            typed->is_drawn ? &typed->drawn : NULL};
    unsigned missing = 0;
    int r = desk_replace(site->desk, &order, &missing);

    if (r <= 0) {
        return r == 0 ? reply_see(reply, "/console") : r;
    }
    if (r >= REPLACE_REFUSALS) {
        return FOLD(r);
    }
    if (refusals[r].problem != PROBLEM_NONE) {
        return reply_problem(reply, refusals[r].problem);
    }
    word_refusal(site, r, missing, typed);
    return refuse(site, office, typed, reply);
}

int serve_replace(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    struct typed typed = {.kept_in = 0};
    struct office office;
    int r = urlform_parse(request->body, &form);

    typed.is_tools = gate_is_program(request);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = office_find(site, request, &office);
    if (r != 0) {
        return office_refuse(reply, r);
    }
    read_typed(&form, &typed);
    if (typed.problem.field != NULL) {
        return refuse(site, &office, &typed, reply);
    }
    if (confirm_is_due(request, &form)) {
        return ask_first(&office, request, &form, reply);
    }
    return replace(site, &office, &typed, reply);
}
