// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledgers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/definition.h"
#include "desk/decide.h"
#include "desk/delivered.h"
#include "desk/disqualified.h"
#include "desk/late.h"
#include "desk/overview.h"
#include "desk/replaced.h"
#include "desk/settle.h"
#include "wire/rows.h"

#include "acting.h"
#include "nomination_view.h"

enum {
    SATISFIED_MAX = 256,
    ACTS_AT_ONCE = 500,
    NUMBER_SIZE = 24,
};

#define ROW(out, ...)                                                                  \
    rows_write((out),                                                                  \
               (const char *const[]){__VA_ARGS__},                                     \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

struct writing {
    const struct office *office;
    struct buf *out;
};

static const char *name_of(const struct writing *writing, uint16_t cid)
{
    const struct constituency *constituency =
        definition_constituency(writing->office->face.definition, cid);

    return constituency != NULL ? constituency->name : "";
}

static int
put_acts(const struct site *site, const struct office *office, struct buf *out)
{
    struct acted *acts = calloc(ACTS_AT_ONCE, sizeof(*acts));
    char subject[ACTING_SIZE];
    char at[MOMENT_SIZE];
    size_t from = 0;
    size_t count = ACTS_AT_ONCE;
    size_t i;
    int r = acts != NULL ? 0 : FAULT(FAULT_MEMORY);

    ROW(out, "time", "officer", "act");
    while (r == 0 && count == ACTS_AT_ONCE) {
        r = desk_acts_from(site->desk, from, ACTS_AT_ONCE, acts, &count);
        for (i = 0; r == 0 && i < count; i++) {
            acting_describe(&acts[i], subject);
            moment_write(acts[i].at, at);
            ROW(out, at, office_name(office, &acts[i].officer), subject);
        }
        from += count;
    }
    free(acts);
    return r;
}

static int put_nomination(void *context,
                          const struct nomination *nomination,
                          const struct member *member)
{
    const struct writing *writing = context;
    char received[MOMENT_SIZE];

    moment_write(nomination->submitted, received);
    ROW(writing->out,
        received,
        member->number,
        member->forenames,
        member->surname,
        name_of(writing, member->cid),
        nomination_view_state(nomination->state),
        nomination->state == FORM_INVALID
            ? ground_words((enum decide_ground)nomination->ground)
            : "");
    return 0;
}

static int
put_nominations(const struct site *site, const struct office *office, struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out,
        "received",
        "number",
        "forenames",
        "surname",
        "constituency",
        "state",
        "ground");
    return FOLD(desk_nominations(site->desk, put_nomination, &writing));
}

static int
put_candidates(const struct site *site, const struct writing *writing, uint16_t cid)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    char number[NUMBER_SIZE];
    size_t i;
    int r = desk_standings(site->desk, cid, &standings);

    for (i = 0; r == 0 && i < standings->count; i++) {
        const struct standing *one = &standings->list[i];

        (void)snprintf(number, sizeof(number), "%u", one->number);
        ROW(writing->out,
            name_of(writing, cid),
            number,
            one->name,
            one->address,
            one->interests,
            one->party);
    }
    /* Nobody is told of while nominations are open, and too many are no statement. */
    return r == SETTLE_EARLY || r == SETTLE_TOO_MANY ? 0 : FOLD(r);
}

static int
put_statement(const struct site *site, const struct office *office, struct buf *out)
{
    const struct writing writing = {office, out};
    uint16_t cid;
    int r = 0;

    ROW(out, "constituency", "number", "name", "address", "interests", "party");
    for (cid = 1; r == 0 && cid <= office->face.definition->constituency_count; cid++) {
        r = put_candidates(site, &writing, cid);
    }
    return r;
}

static int put_replaced(void *context, const struct replaced *replaced)
{
    const struct writing *writing = context;
    char at[MOMENT_SIZE] = "";

    if (replaced->is_recorded) {
        moment_write(replaced->at, at);
    }
    ROW(writing->out,
        name_of(writing, replaced->cid),
        register_name(replaced->kept_in),
        replaced->is_recorded ? "in the record" : "waits for a signature",
        at);
    return 0;
}

static int
put_replacements(const struct site *site, const struct office *office, struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out, "constituency", "register", "state", "recorded");
    return FOLD(desk_replaced(site->desk, put_replaced, &writing));
}

static int
put_reissued(void *context, const struct reissue *reissue, const struct member *member)
{
    const struct writing *writing = context;
    CLEANUP(buf_deinit) struct buf satisfied;
    size_t i;

    buf_init(&satisfied, SATISFIED_MAX);
    for (i = 0; i < GATES; i++) {
        if ((reissue->gates & 1U << i) != 0) {
            buf_printf(&satisfied,
                       "%s%s",
                       satisfied.size > 0 ? ", " : "",
                       register_gate_name(i));
        }
    }
    ROW(writing->out,
        register_name(reissue->kept_in),
        reissue->day,
        member->number,
        member->forenames,
        member->surname,
        name_of(writing, member->cid),
        buf_text(&satisfied),
        office_name(writing->office, &reissue->officer));
    return FOLD(buf_status(&satisfied));
}

static int
put_registers(const struct site *site, const struct office *office, struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out,
        "register",
        "day",
        "number",
        "forenames",
        "surname",
        "constituency",
        "satisfied",
        "officer");
    return FOLD(desk_reissued(site->desk, put_reissued, &writing));
}

static int put_disqualified(void *context, const struct disqualified *disqualified)
{
    const struct writing *writing = context;
    const struct disqualification *what = &disqualified->what;
    char number[NUMBER_SIZE];
    char entry[NUMBER_SIZE] = "";
    char at[MOMENT_SIZE];

    (void)snprintf(number, sizeof(number), "%" PRIu32, what->number);
    if (what->has_entry) {
        (void)snprintf(entry, sizeof(entry), "%" PRIu64, what->entry);
    }
    moment_write(disqualified->at, at);
    ROW(writing->out,
        name_of(writing, what->cid),
        what->number > 0 ? number : "",
        constituency_channel_name(what->channel),
        register_reason_name(what->reason),
        entry,
        at);
    return 0;
}

static int put_all_disqualified(const struct site *site,
                                const struct office *office,
                                struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out, "constituency", "number", "channel", "reason", "entry", "recorded");
    return FOLD(desk_disqualified(site->desk, put_disqualified, &writing));
}

static int
put_failure(void *context, const struct member *member, const struct delivery *delivery)
{
    const struct writing *writing = context;

    ROW(writing->out,
        member->number,
        member->forenames,
        member->surname,
        name_of(writing, member->cid),
        delivery->day);
    return 0;
}

static int
put_failures(const struct site *site, const struct office *office, struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out, "number", "forenames", "surname", "constituency", "day");
    return FOLD(desk_failed_deliveries(site->desk, put_failure, &writing));
}

static int
put_arrival(void *context, const struct arrival *arrival, const struct member *member)
{
    const struct writing *writing = context;
    char number[NUMBER_SIZE] = "";
    const char *channel = constituency_channel_name(arrival->channel);

    if (member == NULL) {
        (void)snprintf(number, sizeof(number), "%" PRIu32, arrival->number);
    }
    ROW(writing->out,
        arrival->day,
        register_arrival_name(arrival->kind),
        channel != NULL ? channel : "",
        name_of(writing, arrival->cid),
        member != NULL ? member->number : "",
        member != NULL ? member->forenames : "",
        member != NULL ? member->surname : "",
        number,
        office_name(writing->office, &arrival->officer));
    return 0;
}

static int
put_late(const struct site *site, const struct office *office, struct buf *out)
{
    struct writing writing = {office, out};

    ROW(out,
        "day",
        "what",
        "channel",
        "constituency",
        "number",
        "forenames",
        "surname",
        "voter number",
        "officer");
    return FOLD(desk_late_each(site->desk, put_arrival, &writing));
}

static const struct ledgers_one all[] = {
    {.name = "acts",
     .title = "Officers’ acts",
     .hint = "Every act of every officer, the newest first",
     .write = put_acts},
    {.name = "nominations",
     .title = "Nominations",
     .hint = "Every form received, and what was decided of it",
     .grants = GRANT_NOMINATIONS | GRANT_STATEMENT,
     .write = put_nominations},
    {.name = "statement",
     .title = "Statement of candidates",
     .hint = "Who stands, with the particulars published, once nominations have closed",
     .grants = GRANT_NOMINATIONS | GRANT_STATEMENT,
     .write = put_statement},
    {.name = "voters",
     .title = "Who may vote",
     .hint = "Members who are entitled to vote, as of today",
     .grants = GRANT_ROLL,
     .href = "/console/roll/voters.csv"},
    {.name = "replacements",
     .title = "Replacements",
     .hint = "Voting codes replaced, by register: lost, spoilt, tendered, omitted",
     .grants = GRANT_REPLACE,
     .write = put_replacements},
    {.name = "registers",
     .title = "Spoilt, lost and tendered voting information",
     .hint = "Who was given another voting code, and what the officer was satisfied of",
     .grants = GRANT_REPLACE,
     .write = put_registers},
    {.name = "disqualified",
     .title = "Disqualified documents",
     .hint = "Votes that do not count, by voter ID number and reason, as signed",
     .grants = GRANT_DISQUALIFY | GRANT_PAPERS,
     .write = put_all_disqualified},
    {.name = "late",
     .title = "Late arrivals and returned letters",
     .hint = "Votes and applications that came too late, and letters that came back",
     .grants = GRANT_PAPERS | GRANT_DISQUALIFY | GRANT_REPLACE,
     .write = put_late},
    {.name = "failed-deliveries",
     .title = "Voting codes that could not be sent",
     .hint = "Members whose last voting code did not reach them",
     .grants = GRANT_REPLACE,
     .write = put_failures},
};

const struct ledgers_one *ledgers_all(size_t *count)
{
    *count = ARRAY_SIZE(all);
    return all;
}
