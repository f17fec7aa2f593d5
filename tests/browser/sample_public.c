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
        .has_statement_notice = true,
        .has_poll_notice = true,
        .has_death_notice = true,
        .has_result_notice = true,
        LIST(constituencies, constituencies),
        LIST(dates, dates),
    };

    return page_front_write(&page, out);
}

static int notice(struct buf *out)
{
    static const struct page_notice_sections_texts texts[] = {
        {.text = "A poll will be held."}, {.text = "Members can vote: online."}};
    static const struct page_notice_sections_facts facts[] = {
        {.name = "Contact address", .text = "1 High Street\nOxford"},
        {.name = "Polling website", .text = "https://vote.haven.example/vote"}};
    static const struct page_notice_sections_items items[] = {
        {.text = "Staff – Community: no poll is needed"}};
    static const struct page_notice_sections sections[] = {
        {LIST(texts, texts)},
        {.heading = "How to vote (rules 19, 23.1)", LIST(facts, facts)},
        {.heading = "Public – Oxfordshire", LIST(texts, texts)},
        {.heading = "Ann Ash", .is_part = true, LIST(facts, facts)},
        {.heading = "No poll is needed for", LIST(items, items)}};
    static const struct page_notice page = {.site = &sample_site,
                                            .title = "Notice of poll",
                                            .name = "poll",
                                            LIST(sections, sections)};

    return page_notice_write(&page, out);
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

static int candidates_early(struct buf *out)
{
    static const struct page_candidates_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire",
         .seats = 4,
         .received = 6,
         .valid = 3,
         .state = ""}};
    static const struct page_candidates page = {.site = &sample_site,
                                                .is_early = true,
                                                .statement = SAMPLE_CLOSING,
                                                LIST(constituencies, constituencies)};

    return page_candidates_write(&page, out);
}

static int notice_vacancies(struct buf *out)
{
    static const struct page_notice_vacancies_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire", .unfilled = 2, .candidates = 2, .seats = 4}};
    static const struct page_notice_vacancies page = {
        .site = &sample_site,
        .withdrawal = SAMPLE_CLOSING,
        .rule = "18.3",
        LIST(constituencies, constituencies)};

    return page_notice_vacancies_write(&page, out);
}

static int candidates_one(struct buf *out)
{
    static const struct page_candidates_one_candidates list[] = {
        {.number = 1,
         .name = "Ann Ash",
         .photo = "/candidates/1/photos/1",
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
        .cid = 1,
        .is_short = true,
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
    {"notice", notice},
    {"candidates", candidates},
    {"candidates_early", candidates_early},
    {"candidates_one", candidates_one},
    {"notice_vacancies", notice_vacancies},
    {"vote", vote},
    {"receipt", receipt},
    {"check", check},
    {"problem", problem},
    {NULL, NULL},
};
