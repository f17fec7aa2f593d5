// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"

#include "figures.h"
#include "represent_parts.h"
#include "state.h"

enum {
    VOTED = 0, /* columns of an election's counts */
    STAYED_AWAY = 1,
    COULD_VOTE = 2, /* the total of both */
};

/* One election: its constituencies, and who voted in those that were polled. There, a
 * row of counts has the constituency's place. Neither who voted nor who did not is told
 * where it is fewer than ten. */
struct election {
    size_t count;
    struct past_poll polls[SUPPRESS_ROWS_MAX];
    struct suppress_table counts;
    size_t row_of[SUPPRESS_ROWS_MAX]; /* the constituency's; or NO_ROW */
};

enum {
    NO_ROW = SUPPRESS_ROWS_MAX + 1,
};

static bool is_contested(const struct past_poll *poll)
{
    return poll->candidates > poll->seats;
}

static void decide(struct election *election)
{
    struct suppress_table *counts = &election->counts;
    size_t i;

    memset(counts, 0, sizeof(*counts));
    counts->columns = 2;
    for (i = 0; i < election->count; i++) {
        const struct past_poll *poll = &election->polls[i];

        election->row_of[i] = NO_ROW;
        if (is_contested(poll) && poll->electorate > 0) {
            counts->counts[counts->rows][VOTED] = poll->votes;
            counts->counts[counts->rows][STAYED_AWAY] = poll->electorate - poll->votes;
            election->row_of[i] = counts->rows++;
        }
    }
    suppress_sum(counts);
    suppress(counts);
}

static void put_turnout(const struct election *election,
                        size_t place,
                        struct profile_row *row,
                        size_t column)
{
    const struct suppress_place voted = {place, VOTED};
    const struct suppress_place electors = {place, COULD_VOTE};

    if (place == NO_ROW || election->counts.rows == 0) {
        figures_text(row, column, FIGURES_NONE);
    } else {
        figures_share_of(row, column, &election->counts, voted, electors);
    }
}

static void put_votes(const struct election *election,
                      struct profile_table *table,
                      const char *name,
                      size_t place)
{
    const struct suppress_place voted = {place, VOTED};
    const struct suppress_place electors = {place, COULD_VOTE};
    struct profile_row *row = profile_row(table, name);

    if (row != NULL) {
        figures_count(row, 1, &election->counts, electors);
        figures_count(row, 2, &election->counts, voted);
        put_turnout(election, place, row, 3);
    }
}

static void add_turnout(const struct election *election, struct profile *profile)
{
    static const char *const heads[] = {
        "Constituency or class", "Could vote", "Votes", "Turnout", NULL};
    struct profile_table *table = profile_add(
        profile, "Turnout by constituency or class, from the public record", heads);
    size_t i;

    for (i = 0; table != NULL && i < election->count; i++) {
        if (election->row_of[i] != NO_ROW) {
            put_votes(
                election, table, election->polls[i].constituency, election->row_of[i]);
        }
    }
    if (table != NULL && election->counts.rows > 0) {
        put_votes(election, table, "All", election->counts.rows);
    }
}

/* An election as a line. */
static void put_election(const struct election *election, struct profile_table *table)
{
    struct profile_row *row = profile_row(table, election->polls[0].held);
    uint64_t contested = 0;
    uint64_t unopposed = 0;
    uint64_t seats = 0;
    uint64_t without_poll = 0;
    size_t i;

    for (i = 0; i < election->count; i++) {
        const struct past_poll *poll = &election->polls[i];

        contested += is_contested(poll);
        unopposed += poll->candidates == poll->seats;
        seats += poll->seats;
        without_poll += is_contested(poll) ? 0 : poll->seats;
    }
    if (row != NULL) {
        figures_number(row, 1, contested);
        figures_number(row, 2, unopposed);
        figures_number(row, 3, election->count - contested - unopposed);
        figures_number(row, 4, seats);
        figures_number(row, 5, without_poll);
        figures_share(row, 6, seats - without_poll, seats);
        put_turnout(election, election->counts.rows, row, 7);
    }
}

static const char *outcome_of(const struct past_poll *poll)
{
    if (is_contested(poll)) {
        return "contested";
    }
    return poll->candidates == poll->seats ? "unopposed" : "too few stood";
}

/* And its constituencies, each as a line. */
static void put_polls(const struct election *election, struct profile_table *table)
{
    size_t i;

    for (i = 0; i < election->count; i++) {
        const struct past_poll *poll = &election->polls[i];
        struct profile_row *row = profile_row(table, poll->constituency);

        if (row != NULL) {
            figures_text(row, 1, poll->held);
            figures_number(row, 2, poll->seats);
            figures_number(row, 3, poll->candidates);
            figures_text(row, 4, outcome_of(poll));
            figures_number(
                row,
                5,
                poll->candidates < poll->seats ? poll->seats - poll->candidates : 0);
            put_turnout(election, election->row_of[i], row, 6);
        }
    }
}

/* By constituency, and of each the newest election first. */
static int compare(const void *left, const void *right)
{
    const struct profile_row *a = left;
    const struct profile_row *b = right;
    int order = strcmp(a->cells[0], b->cells[0]);

    return order != 0 ? order : strcmp(b->cells[1], a->cells[1]);
}

/* Where elections go, one after another. */
struct history {
    struct profile_table *by_election;
    struct profile_table *by_constituency;
    struct election election; /* not yet told */
};

static void tell(struct history *history)
{
    if (history->election.count > 0) {
        decide(&history->election);
        put_election(&history->election, history->by_election);
        put_polls(&history->election, history->by_constituency);
        history->election.count = 0;
    }
}

static int add_poll(void *context, const struct past_poll *poll)
{
    struct history *history = context;
    struct election *election = &history->election;

    if (election->count == SUPPRESS_ROWS_MAX
        || (election->count > 0 && strcmp(election->polls[0].held, poll->held) != 0)) {
        tell(history);
    }
    election->polls[election->count++] = *poll;
    return 0;
}

static uint64_t votes_of(const struct ledger_state *state)
{
    uint64_t votes = state->online;
    size_t i;

    for (i = 0; i < CHANNEL_END; i++) {
        votes += state->received[i];
    }
    return votes;
}

/* What the record says of a poll that has closed. */
static void ask_record(struct desk *desk, uint16_t cid, struct past_poll *poll)
{
    struct ledger_state state;

    memset(&state, 0, sizeof(state));
    ledger_constituency(journal_rules(desk->journal), cid, &state);
    journal_release(desk->journal);
    if (state.is_contested && !state.is_abandoned
        && votes_of(&state) <= state.electors) {
        poll->electorate = state.electors;
        poll->votes = votes_of(&state);
    }
}

/* This election as one of them, once its statement is in the record. */
static void find_today(struct desk *desk, struct election *out)
{
    const struct definition *definition = desk_definition(desk);
    uint16_t cid;

    for (cid = 1; cid <= definition->constituency_count; cid++) {
        const struct constituency *constituency = &definition->constituencies[cid - 1];
        const struct nominees *nominees = journal_nominees(desk->journal, cid);
        struct past_poll *poll = &out->polls[out->count++];

        *poll =
            (struct past_poll){.held = "this one",
                               .seats = constituency->seats,
                               .candidates = nominees != NULL ? nominees->count : 0};
        (void)snprintf(
            poll->constituency, sizeof(poll->constituency), "%s", constituency->name);
        if (desk_facts(desk).has_close) {
            ask_record(desk, cid, poll);
        }
    }
}

static int fill(struct desk *desk, struct history *history, struct profile *profile)
{
    static const char *const by_election[] = {"Election",
                                              "Contested",
                                              "Unopposed",
                                              "Too few stood",
                                              "Seats",
                                              "Seats without a poll",
                                              "Seats contested",
                                              "Turnout",
                                              NULL};
    static const char *const by_constituency[] = {"Constituency or class",
                                                  "Election",
                                                  "Seats",
                                                  "Candidates",
                                                  "Outcome",
                                                  "Seats left empty",
                                                  "Turnout",
                                                  NULL};
    int r;

    if (desk_facts(desk).has_statement) {
        find_today(desk, &history->election);
        decide(&history->election);
    }
    if (desk_facts(desk).has_close) {
        add_turnout(&history->election, profile);
    }
    history->by_election =
        profile_add(profile, "Contested and unopposed seats, by election", by_election);
    history->by_constituency =
        profile_add(profile,
                    "Contested and unopposed seats, by constituency or class",
                    by_constituency);
    if (history->by_election == NULL || history->by_constituency == NULL) {
        return 0;
    }
    r = FOLD(census_past(desk->roll, add_poll, history));
    tell(history);
    qsort(history->by_constituency->rows,
          history->by_constituency->row_count,
          sizeof(history->by_constituency->rows[0]),
          compare);
    return r;
}

int represent_polls(struct desk *desk, struct profile *profile)
{
    struct history *history = calloc(1, sizeof(*history));
    int r;

    if (history == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill(desk, history, profile);
    free(history);
    return r;
}
