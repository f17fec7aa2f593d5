// SPDX-License-Identifier: AGPL-3.0-or-later
/* The console's pages of the poll, and of what follows it. */
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

static int console_box(struct buf *out)
{
    static const struct part_polled_channels channels[] = {
        {.name = "online", .came = 4322, .accepted = 4321, .disqualified = 1},
        {.name = "by post", .came = 13, .accepted = 12, .late = 1}};
    static const struct part_polled polled = {.place = "Public – Oxfordshire",
                                              .electorate = 9876,
                                              .issued = 9875,
                                              .cancelled = 2,
                                              .replaced = 3,
                                              LIST(channels, channels)};
    static const struct part_polled boxed = {
        .place = "Staff – Hospital", .electorate = 12, .issued = 12};
    static const struct page_console_box_constituencies constituencies[] = {
        {.number = 1,
         .name = "Public – Oxfordshire",
         .is_closed = true,
         .polled = &polled,
         .online = 4321,
         .received = 12,
         .entered = 10,
         .features = 2,
         .has_floor = true,
         .floor = 20,
         .is_waived = true},
        {.number = 2, .name = "Staff – Community"},
        {.number = 3,
         .name = "Staff – Hospital",
         .is_closed = true,
         .is_boxed = true,
         .polled = &boxed,
         .online = 12},
    };
    static const struct page_console_box page = {.site = &sample_site,
                                                 .desk = &sample_desk,
                                                 LIST(constituencies, constituencies)};

    return page_console_box_write(&page, out);
}

static int console_papers(struct buf *out)
{
    static const struct page_console_papers_letters letters[] = {{.number = 1},
                                                                 {.number = 2}};
    static const struct page_console_papers page = {.site = &sample_site,
                                                    .desk = &sample_desk,
                                                    .address =
                                                        "https://vote.haven.example",
                                                    .declared = SAMPLE_CLOSING,
                                                    .questions = SAMPLE_CLOSING,
                                                    .due = SAMPLE_CLOSING,
                                                    .is_due = true,
                                                    LIST(letters, letters)};

    return page_console_papers_write(&page, out);
}

static int console_board(struct buf *out)
{
    static const struct page_console_board_notices notices[] = {
        {.name = "election",
         .title = "Notice of election",
         .is_ready = true,
         .due = SAMPLE_CLOSING,
         .at = SAMPLE_CLOSING,
         .officer = "Rosalind Quill"},
        {.name = "statement",
         .title = "Statement of nominated candidates",
         .is_ready = true,
         .due = SAMPLE_CLOSING,
         .officer = ""},
        {.name = "result", .title = "Notice of result", .officer = ""}};
    static const struct page_console_board page = {
        .site = &sample_site, .desk = &sample_desk, LIST(notices, notices)};

    return page_console_board_write(&page, out);
}

static int console_waiting(struct buf *out)
{
    static const struct page_console_waiting_drafts drafts[] = {
        {.id = 1, .what = "Close the poll at 5pm on Thursday 2 July 2026"},
        {.id = 2, .what = "The box", .signer = "Rosalind Quill"}};
    static const struct page_console_waiting page = {.site = &sample_site,
                                                     .desk = &sample_desk,
                                                     .address =
                                                         "https://vote.haven.example",
                                                     .may_extend = true,
                                                     .may_disqualify = true,
                                                     LIST(drafts, drafts)};

    return page_console_waiting_write(&page, out);
}

static int console_extend(struct buf *out)
{
    static const struct page_console_extend_delays delays[] = {
        {.code = "industrial-action", .words = "industrial action", .is_chosen = true},
        {.code = "post-delayed", .words = "the post is delayed"}};
    static const struct part_errors_problems problems[] = {
        {.field = "close", .text = "The poll can only close later"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_console_extend page = {.site = &sample_site,
                                                    .desk = &sample_desk,
                                                    .closes = SAMPLE_CLOSING,
                                                    .may_extend = true,
                                                    .close = "1 May 2026 17:00",
                                                    .errors = &errors,
                                                    .error_close =
                                                        "The poll can only close later",
                                                    LIST(delays, delays)};

    return page_console_extend_write(&page, out);
}

static int console_disqualify(struct buf *out)
{
    static const struct page_console_disqualify_channels channels[] = {
        {.code = "online", .words = "online"},
        {.code = "post", .words = "by post", .is_chosen = true}};
    static const struct page_console_disqualify_reasons reasons[] = {
        {.code = "later", .words = "It came late"},
        {.code = "ineligible", .words = "Who voted was not entitled to"}};
    static const struct part_errors_problems problems[] = {
        {.field = "reason", .text = "Choose why the vote does not count"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_console_disqualify page = {
        .site = &sample_site,
        .desk = &sample_desk,
        .may_disqualify = true,
        .envelope = "2.417.K7",
        .errors = &errors,
        .error_reason = "Choose why the vote does not count",
        LIST(channels, channels),
        LIST(reasons, reasons)};

    return page_console_disqualify_write(&page, out);
}

static int console_late(struct buf *out)
{
    static const struct page_console_late_kinds kinds[] = {
        {.code = "vote", .words = "Vote that came too late", .is_chosen = true},
        {.code = "returned", .words = "Letter that came back"}};
    static const struct page_console_late_channels channels[] = {
        {.code = "post", .is_chosen = true}, {.code = "telephone"}};
    static const struct page_console_late_arrivals arrivals[] = {
        {.day = "2026-07-02",
         .kind = "Letter that came back",
         .who = "M0000417, Ann Ash",
         .constituency = "Public – Oxfordshire"},
        {.day = "2026-07-03",
         .kind = "Vote that came too late",
         .channel = "post",
         .who = "Voter ID number 417",
         .constituency = "Public – Oxfordshire"}};
    static const struct part_errors_problems problems[] = {
        {.field = "entries", .text = "M99: no member of this election"}};
    static const struct part_errors errors = {LIST(problems, problems)};
    static const struct page_console_late page = {.site = &sample_site,
                                                  .desk = &sample_desk,
                                                  .errors = &errors,
                                                  .error_entries =
                                                      "M99: no member of this election",
                                                  .entries = "M99",
                                                  .count = 2,
                                                  LIST(kinds, kinds),
                                                  LIST(channels, channels),
                                                  LIST(arrivals, arrivals)};

    return page_console_late_write(&page, out);
}

const struct sample sample_polling[] = {
    {"console_board", console_board},
    {"console_box", console_box},
    {"console_disqualify", console_disqualify},
    {"console_extend", console_extend},
    {"console_late", console_late},
    {"console_papers", console_papers},
    {"console_waiting", console_waiting},
    {NULL, NULL},
};
