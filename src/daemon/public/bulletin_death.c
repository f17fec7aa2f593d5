// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bulletin.h"

#include "base/fault.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/overview.h"
#include "desk/settle.h"

static void put_goes_on(const struct face *face, struct notice *out)
{
    char rules[LABEL_RULES_SIZE];

    label_rules(face->definition, "STV59", rules);
    notice_text(
        out,
        "The election goes on (%s). Votes that were cast stand, and nobody needs "
        "to vote again. In the count, candidates who have died are passed over: "
        "a vote goes to the next candidate that the voter preferred, and a vote "
        "that prefers nobody else is not counted.",
        rules);
}

static int add_deaths(const struct site *site,
                      const struct face *face,
                      uint16_t cid,
                      struct notice *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    const struct constituency *constituency =
        definition_constituency(face->definition, cid);
    size_t found = 0;
    size_t i;
    int r = desk_standings(site->desk, cid, &standings);

    for (i = 0; r == 0 && i < standings->count; i++) {
        if (!standings->list[i].is_dead) {
            continue;
        }
        if (found++ == 0) {
            notice_section(out, constituency->name);
        }
        notice_text(
            out, "%s, who stood for election here, has died.", standings->list[i].name);
    }
    if (found > 0 && constituency->method == METHOD_STV) {
        put_goes_on(face, out);
    } else if (found > 0) {
        bulletin_stopped(site, face, cid, out);
    }
    return FOLD(r);
}

int bulletin_death(const struct site *site, const struct face *face, struct notice *out)
{
    uint16_t cid;
    int r = 0;

    if (desk_deaths(site->desk) == 0) {
        return BULLETIN_EARLY;
    }
    notice_text(out,
                "The returning officer gives notice of the death of a candidate in the "
                "election to the council of governors of %s.",
                face->site.trust);
    for (cid = 1; r == 0 && cid <= face->definition->constituency_count; cid++) {
        r = add_deaths(site, face, cid, out);
    }
    bulletin_officer(out, face);
    return r;
}
