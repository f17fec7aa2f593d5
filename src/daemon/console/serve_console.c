// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/gather.h"
#include "desk/overview.h"

#include "acting.h"
#include "duty.h"
#include "office.h"
#include "routes.h"

enum {
    TROUBLES = 2 + OFFICERS_MAX,
    TROUBLE_SIZE = NAME_SIZE + 200,
    STANDING_SIZE = 40,
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

static const char *const phases[PHASES] = {
    [PHASE_DRAFT] = "before the notice of election",
    [PHASE_NOMINATIONS] = "nominations are open",
    [PHASE_STATEMENT] = "nominations have closed, and candidates may withdraw",
    [PHASE_SETTLED] = "who stands is settled, and the poll has not opened",
    [PHASE_POLL] = "voting is open",
    [PHASE_CLOSED] = "voting has closed",
    [PHASE_MIXED] = "the votes are mixed",
    [PHASE_DECRYPTED] = "the votes are opened",
    [PHASE_COUNTED] = "the result is counted and waits for a second officer",
    [PHASE_DECLARED] = "the result is declared",
    [PHASE_SEALED] = "the documents are sealed",
    [PHASE_DESTROYED] = "the documents are destroyed",
};

/* What the page is filled from; the page points into it. */
struct console {
    struct office office;
    struct overview overview;
    struct duty_list list;
    struct page_console page;
    struct page_console_duties duties[DUTY_MAX];
    char near[MOMENT_PEOPLE_SIZE];
    struct page_console_steps steps[STEPS + 1];
    char rules[STEPS][LABEL_RULES_SIZE];
    struct page_console_constituencies constituencies[CONSTITUENCIES_MAX];
    char standing[CONSTITUENCIES_MAX][STANDING_SIZE];
    struct page_console_tools tools[MENU_MAX];
    struct page_console_alerts alerts[TROUBLES];
    char troubles[TROUBLES][TROUBLE_SIZE];
    char subjects[OVERVIEW_ACTS][ACTING_SIZE];
    struct page_console_acts acts[OVERVIEW_ACTS];
};

/* What stands in the way of the election itself, whoever's duty it is. */
static void add_troubles(struct console *console)
{
    const struct overview *overview = &console->overview;
    const struct definition *definition = console->office.face.definition;
    const struct constituency *crowded =
        definition_constituency(definition, overview->crowded);
    struct page_console_alerts *alert = console->alerts;
    char rule[LABEL_RULES_SIZE];
    size_t i;

    label_rules(definition, "69", rule);
    if (overview->is_late) {
        (alert++)->what =
            "The time for the next step has passed and something is missing";
    }
    if (crowded != NULL) {
        (void)snprintf(console->troubles[0],
                       TROUBLE_SIZE,
                       "%s: more than %d people stand, and a ballot has no room for "
                       "them. No statement of candidates can be made",
                       crowded->name,
                       CANDIDATES_MAX);
        (alert++)->what = console->troubles[0];
    }
    for (i = 0; i < definition->officer_count; i++) {
        if ((overview->barred & 1U << i) != 0) {
            (void)snprintf(console->troubles[i + 1],
                           TROUBLE_SIZE,
                           "%s may not act: the email address of their declaration is "
                           "on the roll of members (%s)",
                           definition->officers[i].name,
                           rule);
            (alert++)->what = console->troubles[i + 1];
        }
    }
    console->page.alerts = console->alerts;
    console->page.alerts_count = (size_t)(alert - console->alerts);
}

static const char *status_of(const struct duty_line *line)
{
    if (line->is_late) {
        return "Late";
    }
    return line->is_today ? "Today" : "To do";
}

static int add_duties(struct desk *desk, struct console *console)
{
    const struct overview *overview = &console->overview;
    size_t i;
    int r = duty_fill(desk, overview, console->office.officer->may, &console->list);

    if (r != 0) {
        return r;
    }
    for (i = 0; i < console->list.count; i++) {
        const struct duty_line *line = &console->list.lines[i];

        console->duties[i] = (struct page_console_duties){.number = i + 1,
                                                          .href = line->href,
                                                          .what = line->what,
                                                          .due = line->due,
                                                          .is_late = line->is_late,
                                                          .status = status_of(line)};
        console->page.must_sign = console->page.must_sign || line->is_signed;
    }
    console->page.duties = console->duties;
    console->page.duties_count = console->list.count;
    return 0;
}

/* The steps in their order, and now among them. */
static void add_steps(struct console *console)
{
    const struct definition *definition = console->office.face.definition;
    const struct overview *overview = &console->overview;
    struct page_console_steps *at = console->steps;
    bool is_now_shown = false;
    enum step step;

    for (step = 0; step < STEPS; step++) {
        if (!is_now_shown && overview->at[step] > overview->now) {
            *at++ = (struct page_console_steps){.is_now = true, .at = overview->now};
            is_now_shown = true;
        }
        label_rules(definition, timetable_step_rule(step), console->rules[step]);
        *at++ = (struct page_console_steps){
            .name = steps[step],
            .at = overview->at[step],
            .is_done = overview->at[step] <= overview->now,
            .rules = console->rules[step],
            .extended_from = overview->at[step] != definition->timetable.at[step]
                                 ? definition->timetable.at[step]
                                 : 0};
    }
    if (!is_now_shown) {
        *at++ = (struct page_console_steps){.is_now = true, .at = overview->now};
    }
    console->page.steps = console->steps;
    console->page.steps_count = (size_t)(at - console->steps);
}

/* The phase's word stands for a constituency where nothing is settled or special. */
static const char *state_of(const struct overview *overview, enum desk_state state)
{
    switch (state) {
    case DESK_UNSETTLED:
        return overview->phase <= PHASE_NOMINATIONS ? "Nominations" : "Not settled";
    case DESK_CONTESTED:
        if (overview->phase == PHASE_COUNTED) {
            return "Counted";
        }
        return overview->phase >= PHASE_CLOSED ? "Contested, poll closed" : "Contested";
    case DESK_UNOPPOSED:
        return "Unopposed";
    case DESK_SHORT:
        return "Short of candidates";
    case DESK_COUNTERMANDED:
        return "Countermanded";
    case DESK_ABANDONED:
        return "Abandoned";
    case DESK_DECLARED:
        return "Declared";
    }
    return "Not settled";
}

static void add_constituencies(struct console *console)
{
    const struct definition *definition = console->office.face.definition;
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        const struct overview_seat *seat = &console->overview.seats[i];
        const struct constituency *constituency = &definition->constituencies[i];

        if (seat->is_crowded) {
            (void)snprintf(console->standing[i], STANDING_SIZE, "Too many candidates");
        } else {
            (void)snprintf(console->standing[i],
                           STANDING_SIZE,
                           "%zu %s",
                           seat->standing,
                           seat->standing == 1 ? "candidate" : "candidates");
        }
        console->constituencies[i] = (struct page_console_constituencies){
            .name = constituency->name,
            .state = state_of(&console->overview, seat->state),
            .standing = console->standing[i],
            .seats = constituency->seats,
            .seats_word = constituency->seats == 1 ? "seat" : "seats"};
    }
    console->page.constituencies = console->constituencies;
    console->page.constituencies_count = definition->constituency_count;
}

static void add_tools(struct console *console)
{
    const struct part_desk *desk = &console->office.desk;
    size_t i;

    for (i = 0; i < desk->pages_count; i++) {
        const struct menu_page *page = menu_find(span_of_text(desk->pages[i].href));

        if (!desk->pages[i].is_here) {
            console->tools[console->page.tools_count++] = (struct page_console_tools){
                .href = page->href, .name = page->name, .hint = page->hint};
        }
    }
    console->page.tools = console->tools;
}

static void add_witnesses(const struct site *site, struct console *console)
{
    struct witnessed witnessed = desk_witnessed(site->desk);

    console->page.has_witnesses = witnessed.witnesses > 0;
    console->page.witnesses = witnessed.witnesses;
    console->page.answering = witnessed.answering;
    console->page.witnessed = witnessed.size;
    console->page.entries = console->overview.entries;
}

static void add_acts(struct console *console)
{
    const struct overview *overview = &console->overview;
    size_t i;

    for (i = 0; i < overview->act_count; i++) {
        acting_describe(&overview->acts[i], console->subjects[i]);
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
    int r = desk_overview(site->desk, &console->overview);

    if (r != 0) {
        return FOLD(r);
    }
    moment_near(overview->next_at, overview->now, console->near);
    console->page = (struct page_console){
        .site = &console->office.face.site,
        .desk = &console->office.desk,
        .phase = phases[overview->phase],
        .deadline = overview->has_next ? steps[overview->next] : NULL,
        .deadline_near = console->near,
        .issued = overview->tokens.issued,
        .sent = overview->tokens.sent,
        .failed = overview->tokens.failed,
        .handed = overview->tokens.handed,
        .letters = overview->tokens.letters,
        .address = desk_address(site->desk),
    };
    add_troubles(console);
    add_steps(console);
    add_constituencies(console);
    add_tools(console);
    add_witnesses(site, console);
    add_acts(console);
    return add_duties(site->desk, console);
}

int serve_console(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    struct console console = {.page = {.site = NULL}};
    int r = office_find(site, request, &console.office);

    if (r == OFFICE_UNSWORN) {
        return reply_see(reply, ROUTES_OATH_PATH);
    }
    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = fill(site, &console);
    return r != 0 ? r : page_console_write(&console.page, face_page(reply));
}
