// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

static int front(struct buf *out)
{
    static const struct page_front_constituencies constituencies[] = {
        {.number = 1, .name = "Public – Oxfordshire", .seats = 4, .state = "Contested"},
        {.number = 2, .name = "Patient – Carers", .seats = 2, .state = "Unopposed"},
    };
    static const struct page_front_dates dates[] = {
        {.what = "Voting opens", .when = SAMPLE_OPENING},
        {.what = "Voting closes", .when = SAMPLE_CLOSING},
    };
    static const struct page_front page = {
        .site = &sample_site,
        .is_draft = true,
        .may_define = true,
        .is_nominations = true,
        .is_statement = true,
        .is_settled = true,
        .is_late = true,
        .notice = SAMPLE_OPENING,
        .is_poll = true,
        .is_stopped = true,
        .is_closed = true,
        .is_declared = true,
        .nominations_close = SAMPLE_OPENING,
        .withdrawal = SAMPLE_OPENING,
        .open = SAMPLE_OPENING,
        .close = SAMPLE_CLOSING,
        .code = "0123-4567-89AB-CDEF",
        .has_poll_notice = true,
        .has_result_notice = true,
        LIST(constituencies, constituencies),
        LIST(dates, dates),
    };

    return page_front_write(&page, out);
}

static int notice_election(struct buf *out)
{
    static const struct page_notice_election_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire", .seats = 4}};
    static const struct page_notice_election page = {
        .site = &sample_site,
        .notice = SAMPLE_OPENING,
        .nominations_close = SAMPLE_OPENING,
        .withdrawal = SAMPLE_OPENING,
        .close = SAMPLE_CLOSING,
        LIST(constituencies, constituencies),
    };

    return page_notice_election_write(&page, out);
}

static int notice_poll(struct buf *out)
{
    static const struct page_notice_poll_constituencies_candidates candidates[] = {
        {.name = "Ann Ash",
         .address = "1 High Street, Oxford",
         .interests = "None",
         .party = "None"}};
    static const struct page_notice_poll_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire",
         .seats = 4,
         .method = "Single transferable vote.",
         .channels = "online",
         LIST(candidates, candidates)}};
    static const struct page_notice_poll_unopposed unopposed[] = {
        {.name = "Patient – Carers", .outcome = "elected unopposed"}};
    static const struct page_notice_poll page = {
        .site = &sample_site,
        .open = SAMPLE_OPENING,
        .close = SAMPLE_CLOSING,
        .address = "https://vote.haven.example",
        .code = "0123-4567-89AB-CDEF",
        LIST(constituencies, constituencies),
        LIST(unopposed, unopposed),
    };

    return page_notice_poll_write(&page, out);
}

static int notice_result(struct buf *out)
{
    static const struct page_notice_result_constituencies_elected elected[] = {
        {.name = "Ann Ash"}};
    static const struct page_notice_result_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire", LIST(elected, elected)},
        {.name = "Staff", .uncontested = true, LIST(elected, elected), .unfilled = 1},
        {.name = "Patient", .waiting = true},
        {.name = "Carers",
         .stopped = "The poll is stopped because a candidate has died",
         .new_election = SAMPLE_CLOSING},
    };
    static const struct page_notice_result page = {
        .site = &sample_site,
        .declared = SAMPLE_CLOSING,
        LIST(constituencies, constituencies)};

    return page_notice_result_write(&page, out);
}

static int candidates(struct buf *out)
{
    static const struct page_candidates_constituencies constituencies[] = {
        {.number = 1,
         .name = "Public – Oxfordshire",
         .candidates = 6,
         .seats = 4,
         .state = "there will be a vote"}};
    static const struct page_candidates page = {.site = &sample_site,
                                                LIST(constituencies, constituencies)};

    return page_candidates_write(&page, out);
}

static int candidates_one(struct buf *out)
{
    static const struct page_candidates_one_candidates list[] = {
        {.number = 1,
         .name = "Ann Ash",
         .statement = sample_statement,
         .address = "1 High Street\nOxford",
         .interests = "None",
         .party = "None"},
        {.number = 2,
         .name = "Bo <Birch>",
         .is_dead = true,
         .statement = sample_statement,
         .address = "2 High Street\nOxford",
         .interests = "My wife works for a supplier of the trust",
         .party = "None"},
    };
    static const struct page_candidates_one page = {
        .site = &sample_site,
        .name = "Public – Oxfordshire",
        .seats = 4,
        .state = "There will be a vote.",
        LIST(candidates, list),
    };

    return page_candidates_one_write(&page, out);
}

static int vote(struct buf *out)
{
    static const struct page_vote page = {.site = &sample_site};

    return page_vote_write(&page, out);
}

static int check(struct buf *out)
{
    static const struct page_check page = {.site = &sample_site};

    return page_check_write(&page, out);
}

static int receipt(struct buf *out)
{
    static const struct page_receipt page = {.site = &sample_site};

    return page_receipt_write(&page, out);
}

static int problem(struct buf *out)
{
    static const struct page_problem page = {
        .site = &sample_site,
        .title = "Page not found",
        .detail = "There is nothing at this address.",
        .href = "/",
        .link = "Go to the first page",
    };

    return page_problem_write(&page, out);
}

const struct sample sample_public[] = {
    {"front", front},
    {"notice_election", notice_election},
    {"notice_poll", notice_poll},
    {"notice_result", notice_result},
    {"candidates", candidates},
    {"candidates_one", candidates_one},
    {"vote", vote},
    {"receipt", receipt},
    {"check", check},
    {"problem", problem},
    {NULL, NULL},
};
