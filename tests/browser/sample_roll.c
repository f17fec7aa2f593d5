// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include <stdio.h>

#include "base/attr.h"
#include "web/asset.h"
#include "web/pages.h"

enum {
    STYLE_PATH = 128,
};

static const struct part_desk_pages menu[] = {
    {.href = "/console", .name = "Overview"},
    {.href = "/console/roll", .name = "Members", .is_here = true}};
static const struct part_desk desk = {.officer = "Rosalind Quill", LIST(pages, menu)};

static int console_roll(struct buf *out)
{
    static const struct page_console_roll_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire", .members = 4321, .voters = 4300},
        {.name = "Staff – Community", .members = 987, .voters = 980}};
    static const struct part_errors_problems problems[] = {
        {.field = "list", .text = "Choose the members’ list"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_console_roll page = {
        .site = &sample_site,
        .desk = &desk,
        .errors = &errors,
        .error_list = "Choose the members’ list",
        .nominations_close = SAMPLE_OPENING,
        .is_frozen = true,
        .today = "2026-06-02",
        .invited = "Letters made: 12.",
        .error_member = "No member has this number",
        .error_died = "No member has this number",
        .mourned = "Recorded.",
        .died = "3",
        LIST(constituencies, constituencies),
    };

    return page_console_roll_write(&page, out);
}

static int console_roll_list(struct buf *out)
{
    static const struct page_console_roll_list_changes_fields fields[] = {
        {.name = "email",
         .before = "a.very.long.address@an.old.example",
         .after = "ann@new.example"},
        {.name = "address_2", .after = "Little Haven"}};
    static const struct page_console_roll_list_changes changes[] = {
        {.number = "M1", .name = "Ann Ash", .what = "Changed", LIST(fields, fields)},
        {.number = "M2", .name = "Bo O’Birch", .what = "Leaves", .is_candidate = true}};
    static const struct page_console_roll_list_kinds kinds[] = {
        {.name = "New members", .count = 0},
        {.name = "Changed entries", .count = 1},
        {.name = "Not on the list: they leave", .count = 1}};
    static const struct page_console_roll_list_warnings warnings[] = {
        {.words = "1 who leave or move stand for election, or have asked to"}};
    static const struct page_console_roll_list_problems problems[] = {
        {.line = 7, .column = "joined", .words = "is not a day written YYYY-MM-DD"},
        {.line = 9, .words = "too few or too many columns"}};
    static const struct page_console_roll_list page = {
        .site = &sample_site,
        .desk = &desk,
        .refusal = "some rows are bad; nothing was imported",
        LIST(warnings, warnings),
        LIST(problems, problems),
        .rows = 4321,
        LIST(kinds, kinds),
        .voteless = "3",
        .is_frozen = true,
        .is_drawn = true,
        LIST(changes, changes),
        .from = 101,
        .to = 102,
        .total = 202,
        .before = "/console/roll/0?from=0",
        .after = "/console/roll/0?from=200",
        .may_confirm = true,
        .list = "0",
        .shown = "0",
    };

    return page_console_roll_list_write(&page, out);
}

static int console_roll_voters(struct buf *out)
{
    static const struct page_console_roll_voters_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire", .voters = 4300},
        {.name = "Staff – Community", .voters = 980}};
    static const struct page_console_roll_voters_voters voters[] = {
        {.number = "M1",
         .name = "Ann Ash",
         .constituency = "Public – Oxfordshire",
         .joined = "2019-04-01"}};
    static const struct page_console_roll_voters page = {
        .site = &sample_site,
        .desk = &desk,
        .as_of = SAMPLE_OPENING,
        .day = "2026-06-01",
        .is_early = true,
        LIST(constituencies, constituencies),
        LIST(voters, voters),
        .from = 201,
        .to = 201,
        .total = 402,
        .before = "/console/roll/voters?day=2026-06-01&from=0",
        .after = "/console/roll/voters?day=2026-06-01&from=400",
    };

    return page_console_roll_voters_write(&page, out);
}

static const struct part_profile_tables_heads heads[] = {
    {.text = "Members"}, {.text = "Share of members"}, {.text = "Population"}};
static const struct part_profile_tables_rows_cells women[] = {
    {.text = "1234"}, {.text = "60.0%"}, {.text = "150000"}};
static const struct part_profile_tables_rows_cells others[] = {
    {.text = "withheld"}, {.text = "withheld"}, {.text = "–"}};
static const struct part_profile_tables_rows rows[] = {
    {.name = "Women", LIST(cells, women)}, {.name = "Not known", LIST(cells, others)}};
static const struct part_profile_tables tables[] = {
    {.heading = "Members and population by sex",
     .first = "Category",
     LIST(heads, heads),
     LIST(rows, rows)}};
static const struct part_profile profile = {
    .note = "As of Monday 1 June 2026. Groups of fewer than 10 are withheld.",
    LIST(tables, tables)};

static int console_representation(struct buf *out)
{
    static const struct page_console_representation_files files[] = {
        {.code = "members",
         .words = "Fields of members, who must be on the roll",
         .header = "number,age_band,sex,ethnicity,area",
         .is_chosen = true},
        {.code = "past",
         .words = "Earlier elections, a row a constituency or class",
         .header = "held,constituency,seats,candidates,electorate,votes"}};
    static const struct page_console_representation_problems problems[] = {
        {.line = 3, .column = "number", .words = "is not on the roll"}};
    static const struct part_errors_problems wrong[] = {
        {.field = "list", .text = "Some rows are bad; nothing was kept"}};
    static const struct part_errors errors = {LIST(problems, wrong)};
    static const struct page_console_representation page = {
        .site = &sample_site,
        .desk = &desk,
        .errors = &errors,
        .error_list = "Some rows are bad; nothing was kept",
        .profile = &profile,
        LIST(files, files),
        LIST(problems, problems),
    };

    return page_console_representation_write(&page, out);
}

/* To download: its style is in it, which the site's own policy would not allow. */
static int document_profile(struct buf *out)
{
    static const struct page_profile page = {.title = "How well the membership "
                                                      "represents people",
                                             .trust = "Little Haven NHS Trust",
                                             .warning = "PRACTICE",
                                             .profile = &profile};
    const struct asset *style = asset_named("site.css");
    struct page_profile styled = page;
    char path[STYLE_PATH];

    (void)snprintf(path, sizeof(path), "/assets/%s/%s", style->hash, style->name);
    styled.style = path;
    return page_profile_write(&styled, out);
}

static int me_choices(struct buf *out)
{
    static const struct page_me_choices_hears hears[] = {
        {.code = "least", .words = "Nothing beyond what the law requires"},
        {.code = "elections", .words = "Elections only", .is_chosen = true},
        {.code = "all", .words = "Everything: elections, news, meetings and surveys"}};
    static const struct part_errors_problems problems[] = {
        {.field = "way", .text = "Choose how your voting code should come"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_me_choices page = {
        .site = &sample_site,
        .errors = &errors,
        .error_way = "Choose how your voting code should come",
        .error_hears = "Choose how much you want to hear",
        .is_sent = true,
        .may_email = true,
        .may_post = true,
        .is_email = true,
        .email = "a.very.long.address.of.a.member@members.example",
        .address = "1 High Street, Little Haven, OX1 1AA",
        .why_one = "A code by post needs an address and a postcode.",
        LIST(hears, hears),
    };

    return page_me_choices_write(&page, out);
}

static int me_leave(struct buf *out)
{
    static const struct part_errors_problems problems[] = {
        {.field = "sure", .text = "Tick the box if you are sure"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_me_leave page = {
        .site = &sample_site,
        .errors = &errors,
        .error_sure = "Tick the box if you are sure",
        .is_staff = true,
        .is_early = true,
        .is_settled = true,
        .nominations_close = SAMPLE_OPENING,
    };

    return page_me_leave_write(&page, out);
}

static int me_leave_candidate(struct buf *out)
{
    static const struct page_me_leave page = {.site = &sample_site,
                                              .is_candidate = true,
                                              .nominations_close = SAMPLE_OPENING};

    return page_me_leave_write(&page, out);
}

static int me_left(struct buf *out)
{
    static const struct page_me_left page = {.site = &sample_site};

    return page_me_left_write(&page, out);
}

static int sign_in_code(struct buf *out)
{
    static const struct part_errors_problems problems[] = {
        {.field = "code",
         .text = "This code is wrong, was used before, or is too old"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_sign_in_code page = {
        .site = &sample_site,
        .errors = &errors,
        .error_code = "This code is wrong, was used before, or is too old"};

    return page_sign_in_code_write(&page, out);
}

const struct sample sample_roll[] = {
    {"console_representation", console_representation},
    {"document_profile", document_profile},
    {"me_choices", me_choices},
    {"me_leave", me_leave},
    {"me_leave_candidate", me_leave_candidate},
    {"me_left", me_left},
    {"sign_in_code", sign_in_code},
    {"console_roll", console_roll},
    {"console_roll_list", console_roll_list},
    {"console_roll_voters", console_roll_voters},
    {NULL, NULL},
};
