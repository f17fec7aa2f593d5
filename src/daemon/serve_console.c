// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/overview.h"

#include "gate.h"
#include "office.h"
#include "urlform.h"

enum {
    TASKS = 8,
    WAITS = 7,
    WAIT_SIZE = 80,
    TROUBLES = 3,
    TROUBLE_SIZE = NAME_SIZE + 200,
    SUBJECT_SIZE = 2 * ACT_SUBJECT_SIZE,
};

static const char *const acts[ACTED_END] = {
    [ACTED_SIGN_IN] = "opened the console",
    [ACTED_ACCEPT] = "accepted a nomination",
    [ACTED_REJECT] = "did not accept a nomination",
    [ACTED_REPLACE] = "asked for a replacement",
    [ACTED_PAPERS] = "gave figures for the box",
    [ACTED_LETTERS] = "collected letters",
    [ACTED_SUBMIT] = "signed",
    [ACTED_IMPORT] = "imported members",
};

static const char *const steps[STEPS] = {
    [STEP_NOTICE] = "Notice of election",
    [STEP_NOMINATIONS_CLOSE] = "Nominations close",
    [STEP_STATEMENT] = "Statement of candidates",
    [STEP_WITHDRAWAL] = "Last withdrawal",
    [STEP_NOTICE_OF_POLL] = "Notice of poll",
    [STEP_OPEN] = "Voting opens",
    [STEP_CLOSE] = "Voting closes",
};

/* What the page is filled from; the page points into it. */
struct console {
    struct office office;
    struct overview overview;
    struct page_console page;
    struct page_console_tasks tasks[TASKS];
    char waits[WAITS][WAIT_SIZE];
    struct page_console_unsigned_documents documents[WAITS];
    struct page_console_alerts alerts[WAITS + TROUBLES];
    char troubles[TROUBLES][TROUBLE_SIZE];
    char subjects[OVERVIEW_ACTS][SUBJECT_SIZE];
    struct page_console_acts acts[OVERVIEW_ACTS];
};

static void add_wait(struct console *console, size_t count, const char *one)
{
    size_t at = console->page.unsigned_documents_count;

    if (count == 0) {
        return;
    }
    if (count > 1) {
        (void)snprintf(console->waits[at], WAIT_SIZE, "%s: %zu", one, count);
    } else {
        (void)snprintf(console->waits[at], WAIT_SIZE, "%s", one);
    }
    console->documents[at].what = console->waits[at];
    console->alerts[console->page.alerts_count++].what = console->waits[at];
    console->page.unsigned_documents_count++;
}

/* What an officer must know of, besides what waits for a signature. */
static void add_troubles(struct console *console)
{
    const struct overview *overview = &console->overview;
    const struct constituency *crowded =
        definition_constituency(console->office.face.definition, overview->crowded);
    struct page_console_alerts *alert = console->alerts;

    if (overview->is_late) {
        (alert++)->what =
            "The time for the next step has passed and something is missing";
    }
    if (crowded != NULL) {
        (void)snprintf(console->troubles[1],
                       TROUBLE_SIZE,
                       "%s: more than %d people stand, and a ballot has no room for "
                       "them. No statement of candidates can be made",
                       crowded->name,
                       CANDIDATES_MAX);
        (alert++)->what = console->troubles[1];
    }
    if (overview->tokens.failed > 0) {
        (void)snprintf(console->troubles[2],
                       TROUBLE_SIZE,
                       "Voting codes that could not be sent: %" PRIu64
                       ". See Replacements",
                       overview->tokens.failed);
        (alert++)->what = console->troubles[2];
    }
    console->page.alerts_count = (size_t)(alert - console->alerts);
}

static void add_waits(struct console *console)
{
    const struct overview_waiting *waiting = &console->overview.waiting;

    add_wait(console, waiting->statement ? 1 : 0, "Statement of candidates");
    add_wait(console, waiting->roll ? 1 : 0, "Roll");
    add_wait(console, waiting->replacements, "Replacement of a voting code");
    add_wait(console, waiting->box ? 1 : 0, "Box");
    add_wait(console, waiting->result ? 1 : 0, "Result");
    add_wait(console, waiting->other_hand, "Document for a second officer");
    console->page.unsigned_documents = console->documents;
    console->page.alerts = console->alerts;
}

/* A step is done, or waits for somebody now, or comes later. */
static void
add_task(struct console *console, const char *name, bool is_done, bool is_waiting)
{
    size_t at = console->page.tasks_count++;

    console->tasks[at] = (struct page_console_tasks){
        .number = at + 1,
        .name = name,
        .is_done = is_done,
        .is_waiting = !is_done && is_waiting,
        .is_later = !is_done && !is_waiting,
        .status = is_done ? "Done" : (is_waiting ? "Waiting" : "Later")};
}

static void add_tasks(struct console *console, const struct facts *facts)
{
    const struct overview *overview = &console->overview;

    add_task(
        console, "Definition", facts->has_definition, overview->waiting.definition);
    add_task(
        console, "Decide nominations", facts->has_statement, overview->undecided > 0);
    console->tasks[1].href = "/console/nominations";
    add_task(console,
             "Statement of candidates",
             facts->has_statement,
             overview->waiting.statement);
    add_task(console, "Roll", facts->has_roll, overview->waiting.roll);
    add_task(console, "Voting opens", facts->has_open, overview->is_late);
    add_task(console, "Voting closes", facts->has_close, false);
    add_task(console, "Box", facts->has_box, overview->waiting.box);
    add_task(console, "Result", facts->has_result, overview->waiting.result);
    console->page.tasks = console->tasks;
}

static void describe(const struct acted *acted, char out[static SUBJECT_SIZE])
{
    const char *what =
        acted->kind > 0 && acted->kind < ACTED_END ? acts[acted->kind] : "acted";

    (void)snprintf(out,
                   SUBJECT_SIZE,
                   "%s%s%s",
                   what,
                   acted->subject[0] != '\0' ? ": " : "",
                   acted->subject);
}

static void add_acts(struct console *console)
{
    const struct overview *overview = &console->overview;
    size_t i;

    for (i = 0; i < overview->act_count; i++) {
        describe(&overview->acts[i], console->subjects[i]);
        console->acts[i] = (struct page_console_acts){
            .at = overview->acts[i].at,
            .what = console->subjects[i],
            .who = office_name(&console->office, &overview->acts[i].officer)};
    }
    console->page.acts = console->acts;
    console->page.acts_count = overview->act_count;
}

static int fill(const struct site *site, struct console *console)
{
    const struct overview *overview = &console->overview;
    struct facts facts = desk_facts(site->desk);
    int r = desk_overview(site->desk, &console->overview);

    if (r != 0) {
        return FOLD(r);
    }
    console->page = (struct page_console){
        .site = &console->office.face.site,
        .desk = &console->office.desk,
        .phase = phase_name(overview->phase),
        .deadline = overview->has_next ? steps[overview->next] : NULL,
        .deadline_at = overview->next_at,
        .undecided = overview->undecided,
        .issued = overview->tokens.issued,
        .sent = overview->tokens.sent,
        .failed = overview->tokens.failed,
        .handed = overview->tokens.handed,
        .letters = overview->tokens.letters,
        .address = desk_address(site->desk),
    };
    add_troubles(console);
    add_waits(console);
    add_tasks(console, &facts);
    add_acts(console);
    return 0;
}

int serve_console(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    struct console console = {.page = {.site = NULL}};
    int r = office_find(site, request, &console.office);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_KEYLESS);
    }
    r = fill(site, &console);
    return r != 0 ? r : page_console_write(&console.page, face_page(reply));
}

/* The whole log: what the page is filled from. */
struct log {
    struct acted acts[OVERVIEW_LOG];
    struct page_console_log_acts rows[OVERVIEW_LOG];
    char subjects[OVERVIEW_LOG][SUBJECT_SIZE];
};

static int write_log(const struct site *site,
                     const struct office *office,
                     struct log *log,
                     struct reply *reply)
{
    struct page_console_log page = {
        .site = &office->face.site, .desk = &office->desk, .acts = log->rows};
    int r = desk_acts(site->desk, OVERVIEW_LOG, log->acts, &page.acts_count);
    size_t i;

    if (r != 0) {
        return r;
    }
    for (i = 0; i < page.acts_count; i++) {
        describe(&log->acts[i], log->subjects[i]);
        log->rows[i] = (struct page_console_log_acts){
            .at = log->acts[i].at,
            .who = office_name(office, &log->acts[i].officer),
            .what = log->subjects[i]};
    }
    return page_console_log_write(&page, face_page(reply));
}

int serve_console_log(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct log *log = NULL;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_KEYLESS);
    }
    log = calloc(1, sizeof(*log));
    if (log == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = write_log(site, &office, log, reply);
    free(log);
    return r;
}

int serve_console_act(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    int r = urlform_parse(request->body, &form);

    if (r < 0) {
        return r;
    }
    if (r > 0
        || !span_is_equal(urlform_value(&form, "act"), span_of_text("sign-out"))) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    sessions_end(site->sessions, urlform_cookie(request, GATE_CONSOLE_COOKIE));
    r = reply_see(reply, "/");
    return r != 0 ? r
                  : reply_cookie(reply, GATE_CONSOLE_PATH, GATE_CONSOLE_COOKIE, "", 0);
}

/* The one-time address of `tally console`. */
int serve_console_enter(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    struct acted acted = {.at = request->arrived, .kind = ACTED_SIGN_IN};
    struct sessions_secret secret;
    int r = sessions_enter(site->sessions, request->captures[0], &secret);

    if (r == SESSIONS_FULL) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_ENTRANCE);
    }
    r = sessions_officer(site->sessions, span_of_text(secret.text), &acted.officer);
    if (r == 0) {
        r = desk_acted(site->desk, &acted);
    }
    if (r == 0) {
        r = reply_see(reply, GATE_CONSOLE_PATH);
    }
    return r != 0 ? FOLD(r)
                  : reply_cookie(reply,
                                 GATE_CONSOLE_PATH,
                                 GATE_CONSOLE_COOKIE,
                                 secret.text,
                                 SESSIONS_LIFE);
}
