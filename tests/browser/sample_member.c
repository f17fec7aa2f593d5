// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

static const struct part_errors_problems problem_list[] = {
    {.field = "address", .text = "Enter your address"},
    {.field = "eligible", .text = "Tick the box to make the declaration"},
};
static const struct part_errors nomination_errors = {LIST(problems, problem_list)};
static const struct part_errors_problems number_list[] = {
    {.field = "number", .text = "Enter your membership number"},
};
static const struct part_errors number_errors = {LIST(problems, number_list)};
static const struct part_errors_problems signature_list[] = {
    {.field = "signature", .text = "Type your name"},
};
static const struct part_errors signature_errors = {LIST(problems, signature_list)};

static int sign_in(struct buf *out)
{
    static const struct page_sign_in page = {
        .site = &sample_site,
        .errors = &number_errors,
        .error_number = "Enter your membership number",
        .error_email = "Enter an email address, like name@example.com",
        .number = "",
        .email = "not an address",
    };

    return page_sign_in_write(&page, out);
}

static int sign_in_sent(struct buf *out)
{
    static const struct page_sign_in_sent page = {.site = &sample_site, .minutes = 60};

    return page_sign_in_sent_write(&page, out);
}

static int sign_in_link(struct buf *out)
{
    static const struct page_sign_in_link page = {.site = &sample_site,
                                                  .code = "0f1e2d"};

    return page_sign_in_link_write(&page, out);
}

static int me(struct buf *out)
{
    static const struct page_me page = {
        .site = &sample_site,
        .name = "Ann Ash",
        .number = "M1234",
        .constituency = "Public – Oxfordshire",
        .joined = "2019-04-01",
        .email = "ann@example.com",
        .address = "1 High Street, Little Haven, OX1 1AA",
        .way = "by email",
        .hears = "Elections",
        .has_nomination = true,
        .notice = "Your changes were kept.",
        .may_nominate = true,
        .is_draft = true,
        .is_received = true,
        .is_accepted = true,
        .is_rejected = true,
        .is_withdrawn = true,
        .may_correct = true,
        .may_withdraw = true,
        .received = SAMPLE_OPENING,
        .nominations_close = SAMPLE_CLOSING,
        .withdrawal = SAMPLE_CLOSING,
        .reason = "the form is not signed",
    };

    return page_me_write(&page, out);
}

static const struct page_nomination_confirmations confirmation_list[] = {
    {.name = "confirm_wish", .text = "I wish to stand for election as a governor."},
    {.name = "confirm_age", .text = "I am 16 or over.", .is_ticked = true},
};

static const struct page_nomination empty_form = {
    .site = &sample_site,
    .action = "/me/nomination",
    .number = "",
    .received = "",
    .constituency = "Public – Oxfordshire",
    .name = "Ann Ash",
    .address = "",
    .email = "",
    .words_max = 250,
    .statement = "",
    .interests_text = "",
    .party_text = "",
    .needs_qualification = true,
    .qualification = "",
    LIST(confirmations, confirmation_list),
    .signature = "",
    .day = "",
    .month = "",
    .year = "",
};

static int nomination(struct buf *out)
{
    return page_nomination_write(&empty_form, out);
}

static int nomination_wrong(struct buf *out)
{
    struct page_nomination page = empty_form;

    page.errors = &nomination_errors;
    page.error_address = "Enter your address";
    page.error_email = "Enter an email address, like name@example.com";
    page.error_statement = "Your statement has 12 words too many";
    page.error_interests = "Say whether you have interests to declare (rule 11)";
    page.error_party = "Say whether you are a member of a party";
    page.error_qualification = "Say why you can vote here";
    page.error_eligible = "Tick the box to make the declaration";
    page.error_signature = "Type your name";
    page.error_date = "Enter today’s date";
    page.statement = sample_statement;
    page.interests_some = true;
    page.party_none = true;
    return page_nomination_write(&page, out);
}

static int nomination_check(struct buf *out)
{
    static const struct page_nomination_check_confirmations said[] = {
        {.text = "I wish to stand for election as a governor."},
        {.text = "I am 16 or over."},
    };
    static const struct page_nomination_check page = {
        .site = &sample_site,
        .name = "Ann Ash",
        .constituency = "Public – Oxfordshire",
        .address = "1 High Street\nOxford",
        .email = "ann@example.com",
        .statement = sample_statement,
        .interests = "None",
        .party = "None",
        .qualification = "I live in the county",
        LIST(confirmations, said),
        .signature = "Ann Ash",
        .date = "15 March 2026",
    };

    return page_nomination_check_write(&page, out);
}

static int nomination_done(struct buf *out)
{
    static const struct page_nomination_done page = {
        .site = &sample_site,
        .received = SAMPLE_OPENING,
        .nominations_close = SAMPLE_CLOSING,
        .withdrawal = SAMPLE_CLOSING,
    };

    return page_nomination_done_write(&page, out);
}

static int withdraw(struct buf *out)
{
    static const struct page_withdraw page = {
        .site = &sample_site,
        .errors = &signature_errors,
        .constituency = "Public – Oxfordshire",
        .error_signature = "Type your name",
        .error_witness = "Enter the name of a witness",
        .signature = "",
        .witness = "",
    };

    return page_withdraw_write(&page, out);
}

const struct sample sample_member[] = {
    {"sign_in", sign_in},
    {"sign_in_sent", sign_in_sent},
    {"sign_in_link", sign_in_link},
    {"me", me},
    {"nomination", nomination},
    {"nomination_wrong", nomination_wrong},
    {"nomination_check", nomination_check},
    {"nomination_done", nomination_done},
    {"withdraw", withdraw},
    {NULL, NULL},
};
