// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

static int results(struct buf *out)
{
    static const struct page_results_constituencies_elected elected[] = {
        {.name = "Ann Ash"}, {.name = "Bo <Birch>"}};
    static const struct page_results_constituencies constituencies[] = {
        {.number = 1,
         .name = "Public – Oxfordshire",
         .state = "Elected by single transferable vote.",
         LIST(elected, elected),
         .new_election = SAMPLE_CLOSING,
         .unfilled = 1}};
    static const struct page_results page = {
        .site = &sample_site,
        .declared = SAMPLE_CLOSING,
        .questions = SAMPLE_CLOSING,
        .address = "https://vote.haven.example",
        .code = "0123-4567-89AB-CDEF",
        LIST(constituencies, constituencies),
    };

    return page_results_write(&page, out);
}

static const struct page_results_one_elected one_elected[] = {{.name = "Ann Ash"}};
static const struct part_polled_channels one_channels[] = {
    {.name = "online", .came = 1235, .accepted = 1234, .tendered = 1},
    {.name = "by post", .came = 59, .accepted = 56, .disqualified = 2, .late = 1}};
static const struct part_polled one_polled = {.place = "Public – Oxfordshire",
                                              .electorate = 9876,
                                              .issued = 9875,
                                              .cancelled = 1,
                                              .replaced = 2,
                                              LIST(channels, one_channels)};
static const struct page_results_one_replaced one_replaced[] = {
    {.name = "Lost, or never arrived", .made = 3}};
static const struct page_results_one_rejected one_rejected[] = {
    {.heading = "unmarked or uncertain", .votes = 3}};

static int results_fpp(struct buf *out)
{
    static const struct page_results_one_shares shares[] = {
        {.name = "Ann Ash", .votes = 800, .is_elected = true},
        {.name = "Bo <Birch>", .votes = 487},
    };
    static const struct page_results_one page = {
        .site = &sample_site,
        .number = 1,
        .name = "Public – Oxfordshire",
        .new_election = SAMPLE_CLOSING,
        .state = "First past the post.",
        .counted = true,
        .turnout = "13.1%",
        .valid = 1287,
        LIST(elected, one_elected),
        .polled = &one_polled,
        LIST(rejected, one_rejected),
        LIST(replaced, one_replaced),
        LIST(shares, shares),
    };

    return page_results_one_write(&page, out);
}

static const struct part_report_sections_facts before_facts[] = {
    {.text = "1287 valid ballots were counted for 1 seat.", .rule = "rule STV45.3"},
    {.text = "Cy Cole has withdrawn or died."},
};
static const struct part_report_sections_facts first_facts[] = {
    {.text = "Each ballot counts as 1 vote for its first preference.",
     .rule = "rules STV45.1-45.2"}};
static const struct part_report_sections sections[] = {
    {.number = 0, .title = "Before the count", LIST(facts, before_facts)},
    {.number = 1, .title = "Stage 1: First preferences", LIST(facts, first_facts)},
};
static const struct part_report_stages stages[] = {
    {.number = 1, .title = "First preferences"},
    {.number = 2, .title = "Surplus of Ann Ash"},
};
static const struct part_report_rows_cells ash[] = {
    {.change = "", .votes = "800.00"}, {.change = "-156.00", .votes = "644.00"}};
static const struct part_report_rows_cells birch[] = {
    {.change = "", .votes = "487.00"}, {.change = "+155.80", .votes = "642.80"}};
static const struct part_report_rows_cells lost[] = {
    {.change = "", .votes = "0.00"}, {.change = "+0.20", .votes = "0.20"}};
static const struct part_report_rows rows[] = {
    {.name = "Ann Ash", LIST(cells, ash), .result = "Elected at stage 1"},
    {.name = "Bo <Birch>", LIST(cells, birch), .result = "Not elected"},
    {.name = "Non-transferable", LIST(cells, lost), .result = ""},
};
static const struct part_report_columns columns[] = {{.number = 1, .x = 1300},
                                                     {.number = 2, .x = 2400}};
static const struct part_report_shapes shapes[] = {
    {.path = "M1200 200H1330V2700H1200Z",
     .colour = "#005eb8",
     .opacity = "1",
     .tip = "Ann Ash, stage 1: 800.00"},
    {.path = "M1330 200H2300V2200H1330Z", .colour = "#005eb8", .opacity = "0.35"},
};
static const struct part_report_before labels[] = {
    {.x = 1100, .y = 1450, .name = "Ann Ash"}};
static const struct part_report_after last_labels[] = {
    {.x = 2500, .y = 1200, .name = "Ann Ash"}};
static const struct part_report part_stv = {
    .rules = "NHS Model Election Rules 2014, single transferable vote",
    .width = 3600,
    .height = 4500,
    .shown_width = 450,
    .shown_height = 562,
    .last = 2,
    .flow_words = "Stage 1: First preferences; Stage 2: Surplus of Ann Ash.",
    LIST(columns, columns),
    LIST(shapes, shapes),
    LIST(before, labels),
    LIST(after, last_labels),
    LIST(sections, sections),
    LIST(stages, stages),
    LIST(rows, rows),
    .seed = "Lots were drawn from the published seed.",
};

static int results_stv(struct buf *out)
{
    static const struct page_results_one page = {
        .site = &sample_site,
        .number = 1,
        .name = "Public – Oxfordshire",
        .state = "Single transferable vote.",
        .counted = true,
        .turnout = "13.1%",
        .valid = 1287,
        .unfilled = 1,
        LIST(elected, one_elected),
        .polled = &one_polled,
        .report = &part_stv,
    };

    return page_results_one_write(&page, out);
}

const struct sample sample_results[] = {
    {"results", results},
    {"results_fpp", results_fpp},
    {"results_stv", results_stv},
    {NULL, NULL},
};
