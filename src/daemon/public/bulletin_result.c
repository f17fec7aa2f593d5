// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bulletin.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/results.h"

#include "turnout_view.h"
#include "wording.h"

enum {
    QUESTION_DAYS = 21,
    DAY_SECONDS = 86400,
};

static void
put_figures(const struct site *site, const struct results *results, struct notice *out)
{
    const uint64_t *rejected = results->list.rejected;
    char name[NAME_SIZE];
    enum heading heading;

    turnout_view_notice(&results->turnout, out);
    for (heading = 0; heading < HEADINGS; heading++) {
        if (rejected[heading] > 0) {
            (void)snprintf(
                name, sizeof(name), "Rejected: %s", wording_heading(heading));
            notice_fact(out, name, "%" PRIu64, rejected[heading]);
        }
    }
    notice_fact(out,
                "The count, stage by stage",
                "%s/results/%u",
                desk_address(site->desk),
                results->cid);
}

/* With a poll in order of election, without one in the statement's order. */
static void put_elected(const struct results *results, struct notice *out)
{
    size_t count =
        results->had_poll ? results->list.elected_count : results->nominees.count;
    size_t i;

    for (i = 0; i < count; i++) {
        size_t number = results->had_poll ? results->list.elected[i] : i + 1;

        notice_item(out, "%s", results->nominees.candidates[number - 1].name);
    }
}

static void put_declared(const struct site *site,
                         const struct face *face,
                         const struct results *results,
                         struct notice *out)
{
    char rules[LABEL_RULES_SIZE];

    if (results->unfilled > 0) {
        label_rules(face->definition, "18", rules);
        notice_text(out,
                    "Seats left unfilled: %u. A new election is ordered for them, on a "
                    "day to be fixed with the trust (%s).",
                    results->unfilled,
                    rules);
    }
    if (results->had_poll) {
        notice_text(out, "Declared elected:");
        put_figures(site, results, out);
    } else if (results->nominees.count > 0) {
        notice_text(out, "Declared elected without a poll:");
    } else {
        notice_text(out, "Nobody stood for election.");
    }
    put_elected(results, out);
}

void bulletin_stopped(const struct site *site,
                      const struct face *face,
                      uint16_t cid,
                      struct notice *out)
{
    int64_t again = face_new_election(site, cid);
    char rules[LABEL_RULES_SIZE];
    char day[MOMENT_PEOPLE_SIZE];

    notice_text(out, "%s.", face_state(desk_state(site->desk, cid)));
    if (again > 0) {
        label_rules(face->definition, "FPP59", rules);
        moment_day(again, day);
        notice_text(out,
                    "No vote is counted. A new election will be held no later than %s "
                    "(%s). Whoever stands stays nominated, and others can be nominated "
                    "too.",
                    day,
                    rules);
    }
}

static int put_constituency(const struct site *site,
                            const struct face *face,
                            uint16_t cid,
                            struct notice *out)
{
    CLEANUP(results_freep) struct results *results = NULL;
    const struct constituency *constituency =
        definition_constituency(face->definition, cid);
    int r = desk_results(site->desk, cid, &results);

    if (r != 0 && r != RESULTS_NOT_YET) {
        return FOLD(r);
    }
    if (r == RESULTS_NOT_YET) {
        notice_section(out, constituency->name);
        notice_text(out, "The result has not been declared yet.");
        return 0;
    }
    bulletin_section(out,
                     face,
                     constituency->name,
                     !results->had_poll                   ? "53"
                     : constituency->method == METHOD_STV ? "STV52"
                                                          : "FPP52");
    if (results->is_stopped) {
        bulletin_stopped(site, face, cid, out);
    } else {
        put_declared(site, face, results, out);
    }
    return 0;
}

static void put_questions(const struct face *face, int64_t declared, struct notice *out)
{
    char day[MOMENT_PEOPLE_SIZE];

    moment_day(declared + (int64_t)QUESTION_DAYS * DAY_SECONDS, day);
    bulletin_section(out, face, "Questioning the election", "66");
    notice_text(out,
                "A candidate, or somebody who voted or claims the right to vote, may "
                "question the election in writing no later than %s. Ask the trust who "
                "hears it.",
                day);
}

int bulletin_result(const struct site *site,
                    const struct face *face,
                    struct notice *out)
{
    int64_t declared = 0;
    char text[MOMENT_PEOPLE_SIZE];
    uint16_t cid;
    int r;

    if (!desk_facts(site->desk).has_statement) {
        return BULLETIN_EARLY;
    }
    r = desk_declared_at(site->desk, &declared);
    if (r != 0 && r != RESULTS_NOT_YET) {
        return FOLD(r);
    }
    notice_text(out,
                "The result of the election to the council of governors of %s.",
                face->site.trust);
    if (declared > 0) {
        moment_people(declared, text);
        notice_text(
            out, "Declared at %s by %s, returning officer.", text, face->site.officer);
    }
    r = 0;
    for (cid = 1; r == 0 && cid <= face->definition->constituency_count; cid++) {
        r = put_constituency(site, face, cid, out);
    }
    if (declared > 0) {
        put_questions(face, declared, out);
    }
    bulletin_officer(out, face);
    return r;
}
