// SPDX-License-Identifier: AGPL-3.0-or-later
/* The form by which a definition is made: every kind of field, with and without errors.
 */
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

#define WRONG                                                                          \
    "rule 2.1, 8 (4.2 in the trust’s constitution): notice of election, midday on "  \
    "Thursday 30 July 2020, must be at least 40 working days before the close and is " \
    "39; not counted (rule 3): Monday 31 August 2020 (summer bank holiday); the last " \
    "day allowed is Wednesday 29 July 2020"

static const struct page_definition_sections_fields trust[] = {
    {.name = "trust",
     .label = "Name of the trust",
     .hint = "In full.",
     .text = "Little Haven NHS Foundation Trust"},
    {.name = "practice",
     .label = "This is a practice election",
     .is_tick = true,
     .is_ticked = true},
};

static const struct page_definition_sections_fields dates[] = {
    {.name = "notice",
     .label = "Notice of election",
     .hint = "At least 40 working days before the close.",
     .error = WRONG,
     .text = "30 July 2020 12:00"},
    {.name = "officers",
     .label = "Officers",
     .hint = "The contents of each .pub file.",
     .error = "Officers: card 1 is not the contents of a .pub file",
     .text = "{\"document\": \"card\"}",
     .is_area = true},
    {.name = "labels",
     .label = "Rule numbers",
     .hint = "One on a line.",
     .text = "",
     .is_area = true},
};

static const struct page_definition_sections sections[] = {
    {.title = "The trust", LIST(fields, trust)},
    {.title = "Dates",
     .intro = "Type UK time.",
     .has_dates = true,
     .holidays = "Monday 10 May 2027 (Coronation, proclaimed later)",
     LIST(fields, dates)},
};

static const struct page_definition_constituencies_fields names[] = {
    {.name = "name_1", .label = "Name", .text = "Public – Oxfordshire"},
    {.name = "seats_1",
     .label = "Governors to elect",
     .error = "Type how many governors are elected, 1 to 37",
     .text = "many"},
};

static const struct page_definition_constituencies_choices_options kinds[] = {
    {.code = "public", .words = "Public members", .is_chosen = true},
    {.code = "staff", .words = "Staff"},
};

static const struct page_definition_constituencies_choices_options rules[] = {
    {.code = "nhs-2014-stv", .words = "Single transferable vote", .is_chosen = true},
    {.code = "nhs-2014-fpp", .words = "First past the post"},
};

static const struct page_definition_constituencies_choices choices[] = {
    {.name = "kind_1", .label = "Whose it is", LIST(options, kinds)},
    {.name = "rules_1",
     .label = "How votes are counted",
     .error = "rule 18: method and rule set disagree, constituency 1",
     LIST(options, rules)},
};

static const struct page_definition_constituencies_ticks ticks[] = {
    {.name = "post_1", .label = "Votes by post too", .is_ticked = true},
    {.name = "text_1", .label = "Votes by text message too"},
};

static const struct page_definition_constituencies constituencies[] = {
    {.number = 1, LIST(fields, names), LIST(choices, choices), LIST(ticks, ticks)},
};

static const struct page_definition_deputies_grants grants[] = {
    {.name = "may_00112233_nominations",
     .label = "Decide nominations",
     .is_ticked = true},
    {.name = "may_00112233_papers", .label = "Receive and enter votes by post"},
};

static const struct page_definition_deputies deputies[] = {
    {.name = "Dee Deputy",
     .id = "00112233",
     .asked = "may_00112233_asked",
     .error = "Deputies: tick what Dee Deputy may do",
     LIST(grants, grants)},
};

static int filled(struct buf *out)
{
    static const struct part_errors_problems problems[] = {
        {.field = "notice", .text = WRONG},
        {.field = "may_00112233_nominations",
         .text = "Deputies: tick what Dee Deputy may do"},
        {.field = "seats_1", .text = "Type how many governors are elected, 1 to 37"},
    };
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_definition_notes notes[] = {
        {.text = "protocol 3: Y is no key; hold the ceremony"},
    };
    static const struct page_definition page = {
        .site = &sample_site,
        .errors = &errors,
        .is_good = true,
        .rows = 1,
        .next = 2,
        .may_add = true,
        LIST(notes, notes),
        LIST(sections, sections),
        .has_deputies = true,
        LIST(deputies, deputies),
        LIST(constituencies, constituencies),
    };

    return page_definition_write(&page, out);
}

const struct sample sample_definition[] = {
    {"definition", filled},
    {NULL, NULL},
};
