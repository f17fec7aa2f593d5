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
         .unfilled = 1}};
    static const struct page_results page = {
        .site = &sample_site,
        .declared = SAMPLE_CLOSING,
        .questions = SAMPLE_CLOSING,
        .origin = "vote.haven.example",
        .code = "0123-4567-89AB-CDEF",
        LIST(constituencies, constituencies),
    };

    return page_results_write(&page, out);
}

static const struct page_results_one_elected one_elected[] = {{.name = "Ann Ash"}};
static const struct page_results_one_channels one_channels[] = {
    {.name = "Online", .votes = 1234}, {.name = "By post", .votes = 56}};
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
        .state = "First past the post.",
        .seats = 1,
        .counted = true,
        .electorate = 9876,
        .turnout = "13.1%",
        .valid = 1287,
        LIST(elected, one_elected),
        LIST(channels, one_channels),
        LIST(rejected, one_rejected),
        LIST(shares, shares),
    };

    return page_results_one_write(&page, out);
}

static int results_stv(struct buf *out)
{
    static const struct page_results_one_stages stages[] = {
        {.number = 1, .what = "First preferences. Ann Ash is elected."},
        {.number = 2, .what = "Transfer of the surplus of Ann Ash, 156.00 votes."},
    };
    static const struct page_results_one_rows_cells ash[] = {
        {.change = "", .votes = "800.00"}, {.change = "−156.00", .votes = "644.00"}};
    static const struct page_results_one_rows_cells birch[] = {
        {.change = "", .votes = "487.00"}, {.change = "+155.80", .votes = "642.80"}};
    static const struct page_results_one_rows_cells lost[] = {
        {.change = "", .votes = "0.00"}, {.change = "+0.20", .votes = "0.20"}};
    static const struct page_results_one_rows rows[] = {
        {.name = "Ann Ash", LIST(cells, ash), .result = "Elected at stage 1"},
        {.name = "Bo <Birch>", LIST(cells, birch), .result = "Not elected"},
        {.name = "Not transferable", LIST(cells, lost), .result = ""},
    };
    static const struct page_results_one_lots lots[] = {
        {.what = "Stage 2: between Ann Ash and Bo <Birch>; Ann Ash was preferred."}};
    static const struct page_results_one page = {
        .site = &sample_site,
        .number = 1,
        .name = "Public – Oxfordshire",
        .state = "Single transferable vote.",
        .seats = 1,
        .quota = "644",
        .counted = true,
        .electorate = 9876,
        .turnout = "13.1%",
        .valid = 1287,
        .unfilled = 1,
        LIST(elected, one_elected),
        LIST(channels, one_channels),
        LIST(stages, stages),
        LIST(rows, rows),
        LIST(lots, lots),
    };

    return page_results_one_write(&page, out);
}

const struct sample sample_results[] = {
    {"results", results},
    {"results_fpp", results_fpp},
    {"results_stv", results_stv},
    {NULL, NULL},
};
