// SPDX-License-Identifier: AGPL-3.0-or-later
#include "face.h"

#include "base/fault.h"
#include "base/text.h"
#include "core/day.h"
#include "core/definition.h"
#include "core/label.h"
#include "core/note.h"
#include "desk/privacy.h"

#include "routes.h"

enum {
    NEW_ELECTION_DAYS = 40, /* counted as rule 3 says */
};

/* What can be said while nobody has submitted a definition. */
static const struct part_site nobody = {
    .officer = "to be announced",
    .telephone = "to be announced",
    .email = "to be announced",
    .address = "to be announced",
    .trust = "the trust",
};

void face_fill(const struct site *site, struct face *out)
{
    const struct definition *definition = desk_definition(site->desk);
    struct facts facts;
    struct eid eid;
    struct code code;

    *out = (struct face){.site = nobody,
                         .definition = definition,
                         .is_town_only = desk_privacy(site->desk) == PRIVACY_TOWN};
    if (definition == NULL) {
        return;
    }
    out->site = (struct part_site){
        .officer = definition->officers[0].name,
        .telephone = definition->contact.telephone,
        .email = definition->contact.email,
        .address = definition->contact.address,
        .trust = definition->trust,
        .practice = definition->practice,
        .has_one_trustee = definition->trustee_count == 1,
        .has_one_mixer = definition->mixes == 1,
    };
    facts = desk_facts(site->desk);
    if (facts.extended_for[0] != '\0' && !facts.has_result) {
        const char *words = note_delay_words(facts.extended_for);

        out->site.extended = facts.close_at;
        out->site.extended_for = words != NULL ? words : "an unforeseen event";
    }
    eid = desk_eid(site->desk);
    code_of_election(&eid, &code);
    code_write(&code, out->code);
}

struct buf *face_page(struct reply *reply)
{
    return reply_begin(reply, 200, FACE_HTML);
}

/* Where to go on from a problem; none: the front page. And the model's rule that makes
 * it one. */
static const struct {
    enum problem problem;
    const char *href;
    const char *link;
    const char *rule;
} ways[] = {
    {PROBLEM_SIGN_IN, "/sign-in", "Sign in", NULL},
    {PROBLEM_UNSWORN, ROUTES_OATH_PATH, "Make the declaration", "69"},
    {PROBLEM_MEMBER, ROUTES_OATH_PATH, "Make the declaration again", "69"},
    {PROBLEM_LINK, "/sign-in", "Ask for a new link", NULL},
};

static void show_way(const struct definition *definition,
                     enum problem problem,
                     struct page_problem *page,
                     char rules[static LABEL_RULES_SIZE])
{
    size_t i = 0;

    while (i < ARRAY_SIZE(ways) && ways[i].problem != problem) {
        i++;
    }
    if (i == ARRAY_SIZE(ways)) {
        return;
    }
    page->href = ways[i].href;
    page->link = ways[i].link;
    if (ways[i].rule != NULL) {
        label_rules(definition, ways[i].rule, rules);
        page->rules = rules;
    }
}

int face_problem(const struct site *site,
                 enum problem problem,
                 const char *detail,
                 struct buf *out)
{
    const struct problem_text *text = problem_text(problem);
    char rules[LABEL_RULES_SIZE];
    struct face face;
    struct page_problem page;

    face_fill(site, &face);
    page = (struct page_problem){
        .title = text->title,
        .site = &face.site,
        .detail = detail != NULL ? detail : text->advice,
        .href = "/",
        .link = "Go to the front page",
    };
    show_way(face.definition, problem, &page, rules);
    return page_problem_write(&page, out);
}

const char *face_state(enum desk_state state)
{
    switch (state) {
    case DESK_UNSETTLED:
        return "Who stands is not settled yet";
    case DESK_CONTESTED:
        return "There is a poll";
    case DESK_UNOPPOSED:
        return "No poll is needed: every candidate is elected";
    case DESK_SHORT:
        return "No poll is needed: every candidate is elected, and seats stay empty";
    case DESK_COUNTERMANDED:
        return "The poll is stopped because a candidate has died";
    case DESK_ABANDONED:
        return "The poll is abandoned: no vote in it is counted";
    case DESK_DECLARED:
        return "The result is declared";
    }
    return "Who stands is not settled yet";
}

int64_t face_new_election(const struct site *site, uint16_t cid)
{
    return desk_state(site->desk, cid) == DESK_COUNTERMANDED
               ? day_midday(day_working_after(day_of(desk_stopped_at(site->desk, cid)),
                                              NEW_ELECTION_DAYS,
                                              desk_holidays(site->desk)))
               : 0;
}

int face_number(const struct face *face, struct span text, uint16_t *out)
{
    uint64_t number = 0;

    if (face->definition == NULL
        || text_number(text, face->definition->constituency_count, &number) != 0) {
        return FACE_NO_SUCH;
    }
    *out = (uint16_t)number;
    return 0;
}
