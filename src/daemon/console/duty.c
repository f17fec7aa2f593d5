// SPDX-License-Identifier: AGPL-3.0-or-later
#include "duty.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/label.h"
#include "desk/asking.h"
#include "desk/posted.h"

/* Where documents are signed: the part of the first page that says how. */
#define SIGN "#sign"

/* Where notices are published, and by whose grants. */
#define BOARD "/console/board"
#define PUBLISH (GRANT_STATEMENT | GRANT_RESULT | GRANT_NOTE)

struct duty {
    unsigned grants; /* any of these; 0: every officer's */
    const char *href;
    const char *one;
    const char *many;  /* behind their number */
    enum step by;      /* STEPS: no deadline */
    bool is_all_day;   /* the rules name the day of it, and no time */
    const char *rules; /* of the model, parted by ", " */

    /* How many wait; needs nothing from the desk that the overview already holds. */
    int (*count)(struct desk *desk, const struct overview *overview, uint64_t *out);
};

#define COUNT(name, expression)                                                        \
    static int waiting_##name(                                                         \
        struct desk *desk, const struct overview *overview, uint64_t *out)             \
    {                                                                                  \
        (void)desk;                                                                    \
        *out = (expression);                                                           \
        return 0;                                                                      \
    }

COUNT(undecided, overview->undecided)
COUNT(statement, overview->waiting.statement)
COUNT(replacements, overview->waiting.replacements)
COUNT(unsent, overview->tokens.failed)
COUNT(box, overview->waiting.box)
COUNT(result, overview->waiting.result)
COUNT(prepared, overview->waiting.prepared)
COUNT(other_hand, overview->waiting.other_hand)
COUNT(deaths, overview->phase < PHASE_CLOSED ? overview->deaths : 0)
COUNT(packets, overview->phase == PHASE_DECLARED && !overview->is_destruction_due)
COUNT(destruction, overview->is_destruction_due)

/* A notice of the rules that can be published and is not said to be. */
static int waiting_notice(struct desk *desk, enum posted_notice notice, uint64_t *out)
{
    struct posted posted;
    int r = desk_posted(desk, notice, &posted);

    if (r == 0) {
        *out = posted.is_ready && posted.at == 0;
    }
    return r;
}

#define NOTICE(name, which)                                                            \
    static int waiting_##name(                                                         \
        struct desk *desk, const struct overview *overview, uint64_t *out)             \
    {                                                                                  \
        (void)overview;                                                                \
        return waiting_notice(desk, (which), out);                                     \
    }

NOTICE(election_notice, POSTED_ELECTION)
NOTICE(statement_notice, POSTED_STATEMENT)
NOTICE(poll_notice, POSTED_POLL)
NOTICE(result_notice, POSTED_RESULT)

static bool has_issuer(struct desk *desk)
{
    return desk_definition(desk) && desk_definition(desk)->has_issuer;
}

static int
waiting_roll(struct desk *desk, const struct overview *overview, uint64_t *out)
{
    *out = overview->waiting.roll && !has_issuer(desk);
    return 0;
}

/* Off the server: nothing is to be signed here until the issuer has drawn. */
static int
waiting_issuer(struct desk *desk, const struct overview *overview, uint64_t *out)
{
    *out = overview->waiting.roll && has_issuer(desk);
    return 0;
}

static int
waiting_forms(struct desk *desk, const struct overview *overview, uint64_t *out)
{
    (void)overview;
    return desk_asking_count(desk, out);
}

static const struct duty duties[] = {
    {.grants = PUBLISH,
     .href = BOARD,
     .one = "Notice of election to publish",
     .by = STEP_NOTICE,
     .is_all_day = true,
     .rules = "8",
     .count = waiting_election_notice},
    {.grants = PUBLISH,
     .href = BOARD,
     .one = "Statement of nominated candidates to publish",
     .by = STEP_STATEMENT,
     .is_all_day = true,
     .rules = "15",
     .count = waiting_statement_notice},
    {.grants = PUBLISH,
     .href = BOARD,
     .one = "Notice of poll to publish",
     .by = STEP_NOTICE_OF_POLL,
     .is_all_day = true,
     .rules = "23.1",
     .count = waiting_poll_notice},
    {.grants = PUBLISH,
     .href = BOARD,
     .one = "Result to publish",
     .by = STEPS,
     .rules = "52, 53",
     .count = waiting_result_notice},
    {.grants = GRANT_NOMINATIONS,
     .href = "/console/nominations",
     .one = "1 nomination to decide",
     .many = "nominations to decide",
     .by = STEP_STATEMENT,
     .rules = "14",
     .count = waiting_undecided},
    {.grants = GRANT_NOMINATIONS,
     .href = "/console/forms",
     .one = "1 nomination form to post to a member",
     .many = "nomination forms to post to members",
     .by = STEP_NOMINATIONS_CLOSE,
     .rules = "9",
     .count = waiting_forms},
    {.grants = GRANT_STATEMENT,
     .href = SIGN,
     .one = "Statement of candidates to sign",
     .by = STEP_NOTICE_OF_POLL,
     .rules = "15, 18",
     .count = waiting_statement},
    {.grants = GRANT_ROLL,
     .href = SIGN,
     .one = "Roll of eligible voters to sign, which sends the voting codes out",
     .by = STEP_OPEN,
     .rules = "22.1, 24",
     .count = waiting_roll},
    {.grants = GRANT_ROLL,
     .href = SIGN,
     .one =
         "List of voters to hand to the issuer (electiond roll export), whose roll is "
         "then to sign",
     .by = STEP_OPEN,
     .rules = "22.1, 24",
     .count = waiting_issuer},
    {.grants = GRANT_REPLACE,
     .href = SIGN,
     .one = "Replacement of a voting code to sign",
     .many = "replacements of voting codes to sign",
     .by = STEP_CLOSE,
     .rules = "29, 30, 31",
     .count = waiting_replacements},
    {.grants = GRANT_REPLACE,
     .href = "/console/replacements",
     .one = "1 voting code that could not be sent",
     .many = "voting codes that could not be sent",
     .by = STEP_CLOSE,
     .rules = "24, 30",
     .count = waiting_unsent},
    {.grants = GRANT_NOTE,
     .href = "/notices/death",
     .one = "Notice of a candidate’s death to put up, as it stands on this website",
     .by = STEPS,
     .rules = "FPP59, STV59",
     .count = waiting_deaths},
    {.grants = GRANT_BOX,
     .href = SIGN,
     .one = "Ballot box to check and sign, so that the count can begin",
     .by = STEPS,
     .rules = "40, 42.1",
     .count = waiting_box},
    {.grants = GRANT_RESULT,
     .href = SIGN,
     .one = "Result to count, sign and declare, by tally declare",
     .by = STEPS,
     .rules = "52",
     .count = waiting_result},
    {.grants = GRANT_DISQUALIFY | GRANT_NOTE,
     .href = "/console/waiting",
     .one = "Document to sign that was prepared here",
     .many = "documents to sign that were prepared here",
     .by = STEPS,
     .count = waiting_prepared},
    {.grants = GRANT_DISQUALIFY | GRANT_BOX | GRANT_RESULT | GRANT_NOTE,
     .href = "/console/waiting",
     .one = "Document that waits for a second officer to sign",
     .many = "documents that wait for a second officer to sign",
     .by = STEPS,
     .count = waiting_other_hand},
    {.grants = GRANT_NOTE,
     .href = "/console/papers",
     .one = "Packets to seal and deliver to the chair",
     .by = STEPS,
     .rules = "54, 55, 56",
     .count = waiting_packets},
    {.grants = GRANT_NOTE,
     .href = "/console/papers",
     .one = "Personal data are due for destruction",
     .by = STEPS,
     .rules = "57.1",
     .count = waiting_destruction},
};

_Static_assert(ARRAY_SIZE(duties) <= DUTY_MAX, "too many duties");

static void write_due(const struct duty *duty,
                      const struct definition *definition,
                      int64_t now,
                      struct duty_line *out)
{
    char rules[LABEL_RULES_SIZE] = "";
    char near[MOMENT_PEOPLE_SIZE];

    if (duty->rules != NULL) {
        label_rules(definition, duty->rules, rules);
    }
    if (out->by == INT64_MAX) {
        (void)snprintf(out->due,
                       sizeof(out->due),
                       "as soon as practicable%s%s%s",
                       rules[0] != '\0' ? " (" : "",
                       rules,
                       rules[0] != '\0' ? ")" : "");
        return;
    }
    moment_near(out->by, now, near);
    (void)snprintf(out->due,
                   sizeof(out->due),
                   "%s %s (%s)",
                   out->is_late ? "was due" : "due",
                   near,
                   rules);
}

static void describe(const struct duty *duty,
                     const struct overview *overview,
                     uint64_t count,
                     struct duty_line *out)
{
    int64_t by = duty->by < STEPS && overview->at[duty->by] > 0 ? overview->at[duty->by]
                                                                : INT64_MAX;

    if (duty->is_all_day && by != INT64_MAX) {
        by = moment_day_end(by);
    }
    *out = (struct duty_line){
        .href = duty->href, .by = by, .is_signed = duty->href[0] == '#'};
    out->is_late = out->by < overview->now;
    out->is_today = out->by != INT64_MAX && moment_is_same_day(out->by, overview->now);
    if (count == 1 || duty->many == NULL) {
        (void)snprintf(out->what, sizeof(out->what), "%s", duty->one);
    } else {
        (void)snprintf(
            out->what, sizeof(out->what), "%" PRIu64 " %s", count, duty->many);
    }
}

/* Keeps the list in order of deadlines, those of the same in the table's order. */
static void insert(struct duty_list *list, const struct duty_line *line)
{
    size_t at = list->count++;

    while (at > 0 && list->lines[at - 1].by > line->by) {
        list->lines[at] = list->lines[at - 1];
        at--;
    }
    list->lines[at] = *line;
}

int duty_fill(struct desk *desk,
              const struct overview *overview,
              unsigned may,
              struct duty_list *out)
{
    const struct definition *definition = desk_definition(desk);
    size_t i;

    out->count = 0;
    for (i = 0; i < ARRAY_SIZE(duties); i++) {
        struct duty_line line;
        uint64_t count = 0;
        int r;

        if (duties[i].grants != 0 && (duties[i].grants & may) == 0) {
            continue;
        }
        r = duties[i].count(desk, overview, &count);
        if (r != 0) {
            return FOLD(r);
        }
        if (count > 0) {
            describe(&duties[i], overview, count, &line);
            write_due(&duties[i], definition, overview->now, &line);
            insert(out, &line);
        }
    }
    return 0;
}
