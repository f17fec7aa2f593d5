// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bulletin.h"

#include <stdio.h>

#include "base/moment.h"
#include "core/label.h"

enum {
    HEADING_SIZE = LABEL_RULES_SIZE + 80,
};

void bulletin_section(struct notice *notice,
                      const struct face *face,
                      const char *heading,
                      const char *rules)
{
    char labels[LABEL_RULES_SIZE];
    char text[HEADING_SIZE];

    label_rules(face->definition, rules, labels);
    (void)snprintf(text, sizeof(text), "%s (%s)", heading, labels);
    notice_section(notice, text);
}

void bulletin_officer(struct notice *notice, const struct face *face)
{
    notice_section(notice, "Returning officer");
    notice_fact(notice, "Name", "%s", face->site.officer);
    notice_fact(notice, "Address", "%s", face->site.address);
    notice_fact(notice, "Telephone", "%s", face->site.telephone);
    notice_fact(notice, "Email", "%s", face->site.email);
}

static void put_seats(const struct face *face, struct notice *out)
{
    const struct definition *definition = face->definition;
    size_t i;

    bulletin_section(out, face, "Governors to be elected", "8.1");
    for (i = 0; i < definition->constituency_count; i++) {
        const struct constituency *constituency = &definition->constituencies[i];

        notice_fact(out,
                    constituency->name,
                    "%u %s",
                    constituency->seats,
                    constituency->seats == 1 ? "governor" : "governors");
    }
}

static void
put_forms(const struct site *site, const struct face *face, struct notice *out)
{
    const int64_t *at = face->definition->timetable.at;
    char text[MOMENT_PEOPLE_SIZE];

    bulletin_section(out, face, "Standing for election", "8.1, 9, 13, 17");
    notice_fact(out,
                "Nomination committee",
                "None: candidates nominate themselves, and need no proposer");
    moment_people(at[STEP_NOTICE], text);
    notice_fact(
        out,
        "Nomination forms",
        "From %s on this website, at %s/sign-in, or from the returning officer "
        "by post, telephone or email. The returning officer prepares a form for "
        "any member who asks.",
        text,
        desk_address(site->desk));
    moment_people(at[STEP_NOMINATIONS_CLOSE], text);
    notice_fact(out,
                "Return forms",
                "On this website, or to %s, returning officer, %s, email %s, so that "
                "they arrive no later than %s. A form that comes later is invalid.",
                face->site.officer,
                face->site.address,
                face->site.email,
                text);
    moment_people(at[STEP_WITHDRAWAL], text);
    notice_fact(out,
                "Withdrawals",
                "In writing, signed by the candidate and a witness, no later than %s",
                text);
    moment_people(desk_close_at(site->desk), text);
    notice_fact(out, "Close of poll, if there is a poll", "%s", text);
}

static int
fill_election(const struct site *site, const struct face *face, struct notice *out)
{
    char text[MOMENT_PEOPLE_SIZE];

    if (desk_phase(site->desk) == PHASE_DRAFT) {
        return BULLETIN_EARLY;
    }
    moment_people(face->definition->timetable.at[STEP_NOTICE], text);
    notice_text(out,
                "An election will be held to the council of governors of %s, in the "
                "constituencies and classes below. Published at %s.",
                face->site.trust,
                text);
    put_seats(face, out);
    put_forms(site, face, out);
    bulletin_officer(out, face);
    return 0;
}

static const struct bulletin all[] = {
    {"election", "Notice of election", fill_election},
    {"statement", "Statement of nominated candidates", bulletin_statement},
    {"poll", "Notice of poll", bulletin_poll},
    {"death", "Notice of a candidate’s death", bulletin_death},
    {"result", "Notice of result", bulletin_result},
};

const struct bulletin *bulletin_all(size_t *count)
{
    *count = ARRAY_SIZE(all);
    return all;
}
