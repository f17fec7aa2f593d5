// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

/* Nominations on paper, for members and for the officers who handle them. */

static const struct part_desk_pages desk_pages[] = {
    {.href = "/console", .name = "Overview"},
    {.href = "/console/forms", .name = "Forms on paper"},
};
static const struct part_desk desk = {.officer = "Rosalind Quill",
                                      LIST(pages, desk_pages)};
static const struct page_form_print_confirmations ticks[] = {
    {.text = "I wish to stand for election as a governor."},
    {.text = "I am 16 or over."},
};

static int console_forms(struct buf *out)
{
    static const struct part_errors_problems list[] = {
        {.field = "member", .text = "No member has this number"},
        {.field = "what", .text = "Say what you want to do"},
    };
    static const struct part_errors errors = {LIST(problems, list)};
    static const struct page_console_forms_requests requests[] = {
        {.id = 3,
         .member = 17,
         .name = "Ann Ash",
         .number = "M1234",
         .asked = SAMPLE_OPENING}};
    static const struct page_console_forms page = {
        .site = &sample_site,
        .desk = &desk,
        .errors = &errors,
        .error_member = "No member has this number",
        .error_what = "Say what you want to do",
        .member = "M12",
        LIST(requests, requests),
    };

    return page_console_forms_write(&page, out);
}

static int form_print(struct buf *out)
{
    static const struct page_form_print page = {
        .site = &sample_site,
        .name = "Ann Ash",
        .number = "M1234",
        .constituency = "Public – Oxfordshire",
        .address = "1 High Street\nOxford",
        .nominations_close = SAMPLE_CLOSING,
        .needs_qualification = true,
        .words_max = 250,
        LIST(confirmations, ticks),
    };

    return page_form_print_write(&page, out);
}

static int me_form(struct buf *out)
{
    static const struct page_me_form page = {
        .site = &sample_site,
        .nominations_close = SAMPLE_CLOSING,
        .address = "1 High Street, Oxford",
    };

    return page_me_form_write(&page, out);
}

static int me_form_asked(struct buf *out)
{
    static const struct page_me_form page = {
        .site = &sample_site,
        .nominations_close = SAMPLE_CLOSING,
        .address = "1 High Street, Oxford",
        .is_asked = true,
        .asked = SAMPLE_OPENING,
    };

    return page_me_form_write(&page, out);
}

static int nomination_paper(struct buf *out)
{
    static const struct part_errors_problems list[] = {
        {.field = "received", .text = "Enter when the form was received"},
    };
    static const struct part_errors errors = {LIST(problems, list)};
    static const struct page_nomination_confirmations said[] = {
        {.name = "confirm_wish", .text = "I wish to stand.", .is_ticked = true}};
    static const struct page_nomination page = {
        .site = &sample_site,
        .desk = &desk,
        .errors = &errors,
        .error_received = "Enter when the form was received",
        .action = "/console/forms/17/paper",
        .received = "yesterday",
        .number = "M1234",
        .may_lack = true,
        .constituency = "Public – Oxfordshire",
        .name = "Ann Ash",
        .address = "1 High Street\nOxford",
        .email = "",
        .words_max = 250,
        .statement = sample_statement,
        .interests_text = "",
        .party_text = "",
        .qualification = "",
        LIST(confirmations, said),
        .signature = "Ann Ash",
        .day = "2",
        .month = "6",
        .year = "2026",
    };

    return page_nomination_write(&page, out);
}

static int photo(struct buf *out)
{
    static const struct part_errors_problems list[] = {
        {.field = "photo", .text = "We cannot open this photograph"},
    };
    static const struct part_errors errors = {LIST(problems, list)};
    static const struct page_photo page = {
        .site = &sample_site,
        .errors = &errors,
        .error_photo = "We cannot open this photograph",
        .action = "/me/nomination/photo",
        .picture = "/me/nomination/picture",
        .name = "Ann Ash",
    };

    return page_photo_write(&page, out);
}

static int console_photo(struct buf *out)
{
    static const struct page_photo page = {
        .site = &sample_site,
        .desk = &desk,
        .id = 7,
        .action = "/console/nominations/7/photo",
        .name = "Ann Ash",
    };

    return page_photo_write(&page, out);
}

static int me_forms(struct buf *out)
{
    static const struct part_said said = {
        .interests = "None", .party = "None", .qualification = "I live in the county"};
    static const struct page_me_forms_forms forms[] = {
        {.number = 1,
         .name = "Ann Ash",
         .received = SAMPLE_OPENING,
         .address = "1 High Street\nOxford",
         .said = &said,
         .declaration = "I wish to stand for election as a governor.\nI am 16 or over.",
         .signature = "Ann Ash",
         .date = "2026-06-01"}};
    static const struct page_me_forms page = {.site = &sample_site,
                                              .number = 1,
                                              .constituency = "Public – Oxfordshire",
                                              LIST(forms, forms)};

    return page_me_forms_write(&page, out);
}

static int console_leave(struct buf *out)
{
    static const struct part_errors_problems list[] = {
        {.field = "signature", .text = "Enter two names, of two people"},
    };
    static const struct part_errors errors = {LIST(problems, list)};
    static const struct page_console_leave page = {
        .site = &sample_site,
        .desk = &desk,
        .errors = &errors,
        .error_signature = "Enter two names, of two people",
        .error_received = "Enter when it was received",
        .error_proof = "Say what proves the death",
        .id = 7,
        .version = 3,
        .name = "Ann Ash",
        .constituency = "Public – Oxfordshire",
        .withdrawal = SAMPLE_CLOSING,
        .signature = "Ann Ash",
        .witness = "",
        .received = "",
        .proof = "",
    };

    return page_console_leave_write(&page, out);
}

static int console_letter(struct buf *out)
{
    static const struct page_console_letter page = {
        .site = &sample_site,
        .desk = &desk,
        .id = 7,
        .name = "Ann Ash",
        .address = "1 High Street\nOxford",
        .today = SAMPLE_OPENING,
        .text = "Dear Ann Ash,\n\nYour nomination is valid.\n",
    };

    return page_console_letter_write(&page, out);
}

const struct sample sample_forms[] = {
    {"console_forms", console_forms},
    {"console_leave", console_leave},
    {"console_letter", console_letter},
    {"console_photo", console_photo},
    {"photo", photo},
    {"form_print", form_print},
    {"me_form", me_form},
    {"me_form_asked", me_form_asked},
    {"me_forms", me_forms},
    {"nomination_paper", nomination_paper},
    {NULL, NULL},
};
