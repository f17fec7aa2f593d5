// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include "base/attr.h"
#include "web/pages.h"

static const struct part_desk_pages desk_pages[] = {
    {.href = "/console", .name = "Overview", .is_here = true},
    {.href = "/console/nominations", .name = "Nominations"}};
const struct part_desk sample_desk = {.officer = "Rosalind Quill",
                                      LIST(pages, desk_pages)};

static const struct part_errors_problems decision_list[] = {
    {.field = "decision", .text = "Choose a decision"},
};
static const struct part_errors decision_errors = {LIST(problems, decision_list)};
static const struct part_errors_problems member_list[] = {
    {.field = "member", .text = "There is no such member"},
};
static const struct part_errors member_errors = {LIST(problems, member_list)};

static const struct page_console_tools console_tools[] = {
    {.href = "/console/nominations",
     .name = "Nominations",
     .hint = "Examine nomination forms and decide"}};

static int console(struct buf *out)
{
    static const struct page_console_alerts alerts[] = {
        {.what = "The poll cannot open: the roll is not signed"}};
    static const struct page_console_duties duties[] = {
        {.number = 1,
         .href = "/console/nominations",
         .what = "3 nominations to decide",
         .due = "was due yesterday, 5pm (rule 14)",
         .is_late = true,
         .status = "Late"},
        {.number = 2,
         .href = "#sign",
         .what = "Statement of candidates to sign",
         .due = "due tomorrow, 5pm (rules 15, 18)",
         .status = "To do"},
    };
    static const struct page_console_steps steps[] = {
        {.name = "Notice of election",
         .at = SAMPLE_OPENING,
         .is_done = true,
         .rules = "rules 2.1, 8"},
        {.is_now = true, .at = SAMPLE_OPENING + 60},
        {.name = "Voting closes",
         .at = SAMPLE_CLOSING,
         .extended_from = SAMPLE_CLOSING - 86400,
         .rules = "rule 2.1"},
    };
    static const struct page_console_constituencies constituencies[] = {
        {.name = "Public – Oxfordshire",
         .state = "Contested",
         .standing = "5 candidates",
         .seats = 2,
         .seats_word = "seats"}};
    static const struct page_console_acts acts[] = {
        {.at = SAMPLE_OPENING, .what = "Nomination accepted", .who = "Rosalind Quill"}};
    static const struct page_console page = {
        .site = &sample_site,
        .desk = &sample_desk,
        .phase = "nominations are open",
        .deadline = "Nominations close",
        .deadline_near = "tomorrow, 5pm",
        .has_witnesses = true,
        .witnesses = 3,
        .answering = 2,
        .entries = 412,
        .witnessed = 410,
        .must_sign = true,
        .address = "https://vote.haven.example",
        LIST(alerts, alerts),
        LIST(duties, duties),
        LIST(steps, steps),
        LIST(constituencies, constituencies),
        LIST(tools, console_tools),
        LIST(acts, acts),
    };

    return page_console_write(&page, out);
}

static int console_confirm(struct buf *out)
{
    static const struct page_console_confirm_points points[] = {
        {.text = "The candidate is told at once."}, {.text = "It can be changed."}};
    static const struct page_console_confirm_fields fields[] = {
        {.name = "decision", .value = "valid"}};
    static const struct page_console_confirm page = {.site = &sample_site,
                                                     .desk = &sample_desk,
                                                     .title = "Refuse this nomination?",
                                                     .action = "/console/nominations/7",
                                                     .button = "Record my decision",
                                                     .back = "/console/nominations",
                                                     LIST(points, points),
                                                     LIST(fields, fields)};

    return page_console_confirm_write(&page, out);
}

static int console_declaration(struct buf *out)
{
    static const struct part_desk nobody = {.officer = "Dee Deputy"};
    static const struct page_console_declaration page = {
        .site = &sample_site,
        .desk = &nobody,
        .rule = "rule 69",
        .officer = "Dee Deputy",
        .email = "dee@",
    };

    return page_console_declaration_write(&page, out);
}

static int console_declaration_wrong(struct buf *out)
{
    static const struct part_errors_problems list[] = {
        {.field = "declared", .text = "Tick the box to make the declaration"}};
    static const struct part_errors errors = {LIST(problems, list)};
    static const struct part_desk nobody = {.officer = "Dee Deputy"};
    static const struct page_console_declaration page = {
        .site = &sample_site,
        .desk = &nobody,
        .errors = &errors,
        .rule = "rule 69",
        .officer = "Dee Deputy",
        .email = "dee@",
        .error_email = "Enter an email address like name@example.com",
        .error_declared = "Tick the box to make the declaration",
    };

    return page_console_declaration_write(&page, out);
}

static int console_exports(struct buf *out)
{
    static const struct page_console_exports_registers registers[] = {
        {.href = "/console/exports/acts.csv",
         .title = "Officers’ acts",
         .hint = "Every act"},
        {.href = "/console/exports/nominations.csv",
         .title = "Nominations",
         .hint = "Every form"}};
    static const struct page_console_exports page = {
        .site = &sample_site, .desk = &sample_desk, LIST(registers, registers)};

    return page_console_exports_write(&page, out);
}

static int console_log(struct buf *out)
{
    static const struct page_console_log_acts acts[] = {
        {.at = SAMPLE_OPENING, .what = "Nomination accepted", .who = "Rosalind Quill"}};
    static const struct page_console_log page = {.site = &sample_site,
                                                 .desk = &sample_desk,
                                                 .newer = 1,
                                                 .older = 3,
                                                 .has_older = true,
                                                 LIST(acts, acts)};

    return page_console_log_write(&page, out);
}

static int console_nominations(struct buf *out)
{
    static const struct page_console_nominations_nominations nominations[] = {
        {.id = 7,
         .name = "Ann Ash",
         .constituency = "Public – Oxfordshire",
         .received = SAMPLE_OPENING,
         .state = "To decide"}};
    static const struct page_console_nominations_so_far so_far[] = {
        {.name = "Public – Oxfordshire",
         .seats = 4,
         .received = 6,
         .standing = 5,
         .valid = 3}};
    static const struct page_console_nominations page = {
        LIST(so_far, so_far),
        .site = &sample_site,
        .desk = &sample_desk,
        LIST(nominations, nominations)};

    return page_console_nominations_write(&page, out);
}

static int console_nomination(struct buf *out)
{
    static const struct page_console_nomination_grounds grounds[] = {
        {.code = "late", .words = "Invalid: the form was late"},
        {.code = "ineligible", .words = "The candidate is not eligible"},
    };
    static const struct page_console_nomination_lacks lacks[] = {
        {.text = "It was received after nominations closed"}};
    static const struct page_console_nomination_declared declared[] = {
        {.text = "I wish to stand for election as a governor."}};
    static const struct page_console_nomination_undeclared undeclared[] = {
        {.text = "I am 16 or over."}};
    static const struct part_said said = {
        .interests = "None", .party = "None", .qualification = "I live in the county"};
    static const struct page_console_nomination page = {
        .site = &sample_site,
        .desk = &sample_desk,
        .errors = &decision_errors,
        .error_decision = "Choose a decision",
        .id = 7,
        .name = "Ann Ash",
        .state = "To decide",
        .number = "M1234",
        .constituency = "Public – Oxfordshire",
        .joined = "1 May 2019",
        .received = SAMPLE_OPENING,
        .address = "1 High Street\nOxford",
        .email = "ann@example.com",
        .words = 30,
        .statement = sample_statement,
        .said = &said,
        .signature = "Ann Ash",
        .date = "15 March 2026",
        .withdrawer = "Ann Ash",
        .withdrawn = SAMPLE_CLOSING,
        .witness = "Ben Baker",
        .may_decide = true,
        .may_leave = true,
        .proof = "death certificate seen",
        .keyer = "Bo Birch",
        .keyed = SAMPLE_CLOSING,
        LIST(lacks, lacks),
        LIST(grounds, grounds),
        .conflict = "While you looked at this nomination, Bo Birch changed it.",
        .officer = "Bo Birch",
        .decided = SAMPLE_CLOSING,
        .ground = "The form is not signed and dated by the candidate as prescribed.",
        .twin = "This may be a second nomination of one person.",
        LIST(declared, declared),
        LIST(undeclared, undeclared),
    };

    return page_console_nomination_write(&page, out);
}

static int console_replacements(struct buf *out)
{
    static const struct page_console_replacements_registers registers[] = {
        {.code = "lost", .words = "Lost: not received, or mislaid", .is_chosen = true},
        {.code = "spoilt", .words = "Spoilt"},
    };
    static const struct page_console_replacements_gates gates[] = {
        {.code = "identity", .words = "I am satisfied of the identity of who asks"},
        {.code = "voted", .words = "The member has not voted", .is_ticked = true},
    };
    static const struct page_console_replacements_replacements replacements[] = {
        {.at = SAMPLE_OPENING,
         .constituency = "Public – Oxfordshire",
         .kept_in = "Lost",
         .is_recorded = true,
         .state = "In the record"},
        {.constituency = "Public – Oxfordshire",
         .kept_in = "Lost",
         .state = "Waits for a signature"}};
    static const struct page_console_replacements_failures failures[] = {
        {.number = "M7", .name = "Gus Gorse", .day = "2026-06-09"}};
    static const struct page_console_replacements page = {
        .site = &sample_site,
        .desk = &sample_desk,
        .errors = &member_errors,
        .notice = "The replacement waits for your signature.",
        .may_replace = true,
        .member = "M9",
        .error_member = "There is no such member",
        .error_register = "Choose a register",
        .error_gates = "Rule 30: you must be satisfied of the identity of who asks",
        LIST(gates, gates),
        LIST(registers, registers),
        LIST(replacements, replacements),
        LIST(failures, failures),
    };

    return page_console_replacements_write(&page, out);
}

const struct sample sample_console[] = {
    {"console", console},
    {"console_confirm", console_confirm},
    {"console_declaration", console_declaration},
    {"console_declaration_wrong", console_declaration_wrong},
    {"console_exports", console_exports},
    {"console_log", console_log},
    {"console_nominations", console_nominations},
    {"console_nomination", console_nomination},
    {"console_replacements", console_replacements},
    {NULL, NULL},
};
