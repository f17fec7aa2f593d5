// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bulletin.h"

#include "base/fault.h"
#include "base/moment.h"
#include "core/day.h"
#include "core/definition.h"
#include "desk/settle.h"

#include "wording.h"

enum {
    CHANNELS_SIZE = 80,
    LOST_DAYS = 10, /* voting information is lost if not there so long before the close
                     */
};

/* One candidate, as the rules have them stand in the statement and the notice. */
void bulletin_candidates(struct notice *notice, const struct standings *standings)
{
    size_t i;

    for (i = 0; i < standings->count; i++) {
        const struct standing *one = &standings->list[i];

        notice_part(notice, one->name);
        if (one->is_dead) {
            notice_text(notice, "This candidate has died.");
        }
        if (one->is_withheld) {
            notice_text(notice,
                        "The particulars were destroyed when the time to keep "
                        "them had ended.");
            continue;
        }
        notice_fact(notice, "Contact address", "%s", one->address);
        notice_fact(notice,
                    "Declared interests",
                    "%s",
                    one->interests[0] != '\0' ? one->interests : "None declared");
        notice_fact(notice,
                    "Political party",
                    "%s",
                    one->party[0] != '\0' ? one->party : "None");
    }
}

static int add_statement(const struct site *site,
                         const struct constituency *constituency,
                         uint16_t cid,
                         struct notice *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    int r = desk_standings(site->desk, cid, &standings);

    if (r != 0) {
        return r == SETTLE_EARLY ? BULLETIN_EARLY : FOLD(r);
    }
    notice_section(out, constituency->name);
    notice_text(out,
                "%u to be elected. %zu %s.",
                constituency->seats,
                standings->count,
                standings->count == 1 ? "person stands" : "people stand");
    bulletin_candidates(out, standings);
    return 0;
}

int bulletin_statement(const struct site *site,
                       const struct face *face,
                       struct notice *out)
{
    const struct definition *definition = face->definition;
    char text[MOMENT_PEOPLE_SIZE];
    size_t i;
    int r = 0;

    if (desk_phase(site->desk) < PHASE_STATEMENT) {
        return BULLETIN_EARLY;
    }
    moment_people(definition->timetable.at[STEP_WITHDRAWAL], text);
    notice_text(out,
                "These people stand for election to the council of governors of %s, in "
                "alphabetical order of surname.",
                face->site.trust);
    bulletin_section(out, face, "Inspection and withdrawal", "15, 16, 17");
    notice_text(
        out,
        "Members may see this statement and the nomination forms free of "
        "charge, at reasonable times: ask the trust or the returning officer. A "
        "candidate may withdraw no later than %s, in writing, signed by the "
        "candidate and a witness.",
        text);
    for (i = 0; r == 0 && i < definition->constituency_count; i++) {
        r = add_statement(site, &definition->constituencies[i], (uint16_t)(i + 1), out);
    }
    if (r == 0) {
        bulletin_officer(out, face);
    }
    return r;
}

static void write_channels(unsigned channels, struct buf *out)
{
    enum channel channel;

    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        if ((channels & (1U << channel)) != 0) {
            buf_printf(
                out, "%s%s", out->size > 0 ? ", " : "", wording_channel(channel));
        }
    }
}

static void put_contested(const struct face *face,
                          const struct constituency *constituency,
                          const struct standings *standings,
                          enum desk_state state,
                          struct notice *out)
{
    CLEANUP(buf_deinit) struct buf channels;

    buf_init(&channels, CHANNELS_SIZE);
    write_channels(constituency->channels, &channels);
    notice_section(out, constituency->name);
    if (state == DESK_COUNTERMANDED || state == DESK_ABANDONED) {
        notice_text(out, "%s.", face_state(state));
    }
    notice_text(out,
                "%u to be elected. %s",
                constituency->seats,
                constituency->method == METHOD_STV
                    ? "Voters number the candidates in order of preference."
                    : "Voters mark as many candidates as are to be elected, or fewer.");
    notice_text(out, "Members can vote: %s.", buf_text(&channels));
    if ((constituency->channels & 1U << CHANNEL_POST) != 0) {
        notice_text(out,
                    "Ballot papers are sent and returned by post. Return them to %s, "
                    "returning officer, %s.",
                    face->site.officer,
                    face->site.address);
    }
    bulletin_candidates(out, standings);
}

/* A constituency with a poll; the number of those without one is counted. */
static int add_poll(const struct site *site,
                    const struct face *face,
                    uint16_t cid,
                    struct notice *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    const struct constituency *constituency =
        definition_constituency(face->definition, cid);
    int r = desk_standings(site->desk, cid, &standings);

    if (r == 0 && standings->count > constituency->seats) {
        put_contested(face, constituency, standings, desk_state(site->desk, cid), out);
    }
    return FOLD(r);
}

static void
put_voting(const struct site *site, const struct face *face, struct notice *out)
{
    int64_t close = desk_close_at(site->desk);
    struct day lost =
        day_working_before(day_of(close), LOST_DAYS, desk_holidays(site->desk));
    char text[MOMENT_PEOPLE_SIZE];
    char day[MOMENT_PEOPLE_SIZE];
    unsigned channels = 0;
    size_t i;

    for (i = 0; i < face->definition->constituency_count; i++) {
        channels |= face->definition->constituencies[i].channels;
    }
    bulletin_section(out, face, "How to vote", "19, 23.1, 24");
    notice_fact(out, "Polling website", "%s/vote", desk_address(site->desk));
    if ((channels & 1U << CHANNEL_TELEPHONE) != 0) {
        notice_fact(out, "Votes by telephone", "%s", face->site.telephone);
    }
    if ((channels & 1U << CHANNEL_TEXT) != 0) {
        notice_fact(
            out, "Votes by text message", "To the number in your voting information");
    }
    notice_fact(out, "Election code", "%s", face->code);
    bulletin_section(out, face, "Replacements", "23.1, 29, 30, 31");
    moment_people(close, text);
    moment_day(day_midday(lost), day);
    notice_fact(out,
                "Voting information that has not come",
                "Ask the returning officer if it is not there by %s, and no later than "
                "%s",
                day,
                text);
    notice_fact(out,
                "Spoilt voting information",
                "Ask the returning officer no later than %s",
                text);
}

/* Where nobody votes. */
static void
put_unopposed(const struct site *site, const struct face *face, struct notice *out)
{
    bool is_begun = false;
    uint16_t cid;

    for (cid = 1; cid <= face->definition->constituency_count; cid++) {
        enum desk_state state = desk_state(site->desk, cid);

        if (state != DESK_UNOPPOSED && state != DESK_SHORT) {
            continue;
        }
        if (!is_begun) {
            bulletin_section(out, face, "No poll is needed for", "18, 53");
        }
        is_begun = true;
        notice_item(out,
                    "%s: %s",
                    definition_constituency(face->definition, cid)->name,
                    face_state(state));
    }
}

int bulletin_poll(const struct site *site, const struct face *face, struct notice *out)
{
    const int64_t *at = face->definition->timetable.at;
    char open[MOMENT_PEOPLE_SIZE];
    char close[MOMENT_PEOPLE_SIZE];
    uint16_t cid;
    int r = 0;

    if (!desk_facts(site->desk).has_statement
        || desk_now(site->desk) < at[STEP_NOTICE_OF_POLL]) {
        return BULLETIN_EARLY;
    }
    moment_people(at[STEP_OPEN], open);
    moment_people(desk_close_at(site->desk), close);
    notice_text(
        out,
        "A poll will be held for the council of governors of %s. It opens at %s "
        "and closes at %s.",
        face->site.trust,
        open,
        close);
    put_voting(site, face, out);
    for (cid = 1; r == 0 && cid <= face->definition->constituency_count; cid++) {
        r = add_poll(site, face, cid, out);
    }
    put_unopposed(site, face, out);
    bulletin_officer(out, face);
    return r;
}
