// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"

#include "figures.h"
#include "represent_parts.h"
#include "state.h"

/* What the record says of a poll that has closed. */
static void ask_record(struct desk *desk, uint16_t cid, struct ledger_state *out)
{
    memset(out, 0, sizeof(*out));
    ledger_constituency(journal_rules(desk->journal), cid, out);
    journal_release(desk->journal);
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

/* Who voted and who did not: neither is told where it is fewer than ten. */
void represent_turnout(struct desk *desk, struct profile *profile)
{
    static const char *const heads[] = {
        "Constituency or class", "Could vote", "Votes", "Turnout", NULL};
    const struct definition *definition = desk_definition(desk);
    struct profile_table *table = profile_add(
        profile, "Turnout by constituency or class, from the public record", heads);
    struct suppress_table counts;
    const char *names[SUPPRESS_ROWS_MAX + 1] = {NULL};
    uint16_t cid;
    size_t i;

    if (table == NULL) {
        return;
    }
    memset(&counts, 0, sizeof(counts));
    counts.columns = 2;
    for (cid = 1; cid <= definition->constituency_count; cid++) {
        struct ledger_state state;
        uint64_t votes;

        ask_record(desk, cid, &state);
        votes = votes_of(&state);
        if (state.is_contested && !state.is_abandoned && votes <= state.electors) {
            names[counts.rows] = definition->constituencies[cid - 1].name;
            counts.counts[counts.rows][0] = votes;
            counts.counts[counts.rows][1] = state.electors - votes;
            counts.rows++;
        }
    }
    names[counts.rows] = "All";
    suppress_sum(&counts);
    suppress(&counts);
    for (i = 0; i <= counts.rows && counts.rows > 0; i++) {
        const struct suppress_place votes = {i, 0};
        const struct suppress_place electors = {i, 2};
        struct profile_row *row = profile_row(table, names[i]);

        figures_count(row, 1, &counts, electors);
        figures_count(row, 2, &counts, votes);
        figures_share_of(row, 3, &counts, votes);
    }
}

static void put_past_turnout(struct profile_row *row, const struct past_day *day)
{
    if (day->electorate == 0) {
        figures_text(row, 7, FIGURES_NONE);
    } else if (day->votes < SUPPRESS_LEAST
               || day->electorate - day->votes < SUPPRESS_LEAST) {
        figures_text(row, 7, FIGURES_WITHHELD);
    } else {
        figures_share(row, 7, day->votes, day->electorate);
    }
}

static int put_day(void *context, const struct past_day *day)
{
    struct profile_row *row = profile_row(context, day->held);

    if (row == NULL) {
        return 0;
    }
    figures_number(row, 1, day->contested);
    figures_number(row, 2, day->unopposed);
    figures_number(row, 3, day->unfilled);
    figures_number(row, 4, day->seats);
    figures_number(row, 5, day->without_poll);
    figures_share(row, 6, day->seats - day->without_poll, day->seats);
    put_past_turnout(row, day);
    return 0;
}

/* This election as one of them, once its statement is in the record. */
static void find_today(struct desk *desk, struct past_day *out)
{
    const struct definition *definition = desk_definition(desk);
    bool is_closed = desk_facts(desk).has_close;
    uint16_t cid;

    memset(out, 0, sizeof(*out));
    (void)snprintf(out->held, sizeof(out->held), "this one");
    for (cid = 1; cid <= definition->constituency_count; cid++) {
        const struct nominees *nominees = journal_nominees(desk->journal, cid);
        unsigned seats = definition->constituencies[cid - 1].seats;
        struct ledger_state state;

        out->seats += seats;
        if (nominees != NULL && nominees->outcome == OUTCOME_CONTESTED) {
            out->contested++;
            ask_record(desk, cid, &state);
            out->electorate += is_closed ? state.electors : 0;
            out->votes += is_closed ? votes_of(&state) : 0;
        } else {
            bool is_full = nominees != NULL && nominees->count >= seats;

            out->unopposed += is_full;
            out->unfilled += !is_full;
            out->without_poll += seats;
        }
    }
}

int represent_past(struct desk *desk, struct profile *profile)
{
    static const char *const heads[] = {"Election",
                                        "Contested",
                                        "Unopposed",
                                        "Too few stood",
                                        "Seats",
                                        "Seats without a poll",
                                        "Seats contested",
                                        "Turnout",
                                        NULL};
    struct profile_table *table =
        profile_add(profile, "Contested and unopposed seats, by election", heads);
    struct past_day today;

    if (table == NULL) {
        return 0;
    }
    if (desk_facts(desk).has_statement) {
        find_today(desk, &today);
        (void)put_day(table, &today);
    }
    return FOLD(census_past(desk->roll, put_day, table));
}
