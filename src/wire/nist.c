// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/nist.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/moment.h"
#include "core/constituency.h"
#include "wire/writer.h"

#define UNIT_ID "unit-1"

enum {
    ID_SIZE = 32,
    DAY_SIZE = 11, /* 2026-06-18 */
};

/* An object of the class, in a list or as a member. */
static void open_class(struct writer *writer, const char *name, const char *type)
{
    char full[64];

    (void)snprintf(full, sizeof(full), "ElectionResults.%s", type);
    writer_open_object(writer, name);
    writer_text(writer, "@type", full);
}

static void
write_id(struct writer *writer, const char *name, const char *of, size_t number)
{
    char id[ID_SIZE];

    (void)snprintf(id, sizeof(id), "%s-%zu", of, number);
    writer_text(writer, name, id);
}

static void write_day(struct writer *writer, const char *name, int64_t moment)
{
    char text[MOMENT_SIZE];

    moment_write(moment, text);
    writer_span(writer, name, span_of(text, DAY_SIZE - 1));
}

static void write_english(struct writer *writer, const char *name, const char *text)
{
    open_class(writer, name, "InternationalizedText");
    writer_open_list(writer, "Text");
    open_class(writer, NULL, "LanguageString");
    writer_text(writer, "Content", text);
    writer_text(writer, "Language", "en");
    writer_close_object(writer);
    writer_close_list(writer);
    writer_close_object(writer);
}

static bool is_elected(const struct sheet *sheet, size_t candidate)
{
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate) {
            return true;
        }
    }
    return false;
}

static const char *
status_of(const struct sheet *sheet, const struct slate *slate, size_t candidate)
{
    if (slate->names[candidate].is_withdrawn) {
        return "withdrawn";
    }
    return is_elected(sheet, candidate) ? "winner" : "defeated";
}

static void write_candidates(struct writer *writer,
                             const struct sheet *sheet,
                             const struct slate *slate)
{
    writer_open_list(writer, "Candidate");
    for (size_t c = 1; c <= slate->candidates; c++) {
        open_class(writer, NULL, "Candidate");
        write_id(writer, "@id", "candidate", c);
        write_english(writer, "BallotName", slate->names[c].name);
        writer_text(writer, "PostElectionStatus", status_of(sheet, slate, c));
        writer_close_object(writer);
    }
    writer_close_list(writer);
}

/* One candidate's votes at the end of each stage. */
static void
write_counts(struct writer *writer, const struct sheet *sheet, size_t candidate)
{
    char votes[SHEET_VOTES_SIZE];

    writer_open_list(writer, "VoteCounts");
    for (size_t i = 0; i < sheet->stage_count; i++) {
        sheet_print_votes(sheet, sheet->stages[i].totals[candidate], votes);
        open_class(writer, NULL, "VoteCounts");
        writer_text(writer, "GpUnitId", UNIT_ID);
        writer_text(writer, "Type", "total");
        writer_decimal(writer, "Count", votes);
        writer_number(writer, "Round", i + 1);
        writer_close_object(writer);
    }
    writer_close_list(writer);
}

static void write_selections(struct writer *writer, const struct sheet *sheet)
{
    writer_open_list(writer, "ContestSelection");
    for (size_t c = 1; c <= sheet->candidates; c++) {
        open_class(writer, NULL, "CandidateSelection");
        write_id(writer, "@id", "selection", c);
        writer_open_list(writer, "CandidateIds");
        write_id(writer, NULL, "candidate", c);
        writer_close_list(writer);
        writer_number(writer, "SequenceOrder", c);
        write_counts(writer, sheet, c);
        writer_close_object(writer);
    }
    writer_close_list(writer);
}

/* Papers that count for nobody. */
static void write_other_counts(struct writer *writer, const struct sheet *sheet)
{
    writer_open_list(writer, "OtherCounts");
    open_class(writer, NULL, "OtherCounts");
    writer_text(writer, "GpUnitId", UNIT_ID);
    writer_number(writer, "Overvotes", sheet->rejected);
    writer_number(writer, "Undervotes", sheet->blank);
    writer_close_object(writer);
    writer_close_list(writer);
}

static void write_contest(struct writer *writer,
                          const struct sheet *sheet,
                          const struct slate *slate)
{
    bool has_crosses = sheet->rules == RULES_NHS_2014_FPP;

    writer_open_list(writer, "Contest");
    open_class(writer, NULL, "CandidateContest");
    writer_text(writer, "@id", "contest-1");
    writer_text(writer, "Name", slate->title == NULL ? "" : slate->title);
    writer_text(writer, "ElectionDistrictId", UNIT_ID);
    writer_number(writer, "NumberElected", sheet->seats);
    writer_number(
        writer, "VotesAllowed", has_crosses ? sheet->seats : sheet->candidates);
    writer_text(writer, "VoteVariation", has_crosses ? "n-of-m" : "rcv");
    writer_text(writer, "OtherVoteVariation", constituency_rules_name(sheet->rules));
    write_selections(writer, sheet);
    write_other_counts(writer, sheet);
    writer_close_object(writer);
    writer_close_list(writer);
}

static void write_units(struct writer *writer, const struct slate *slate)
{
    writer_open_list(writer, "GpUnit");
    open_class(writer, NULL, "ReportingUnit");
    writer_text(writer, "@id", UNIT_ID);
    write_english(writer, "Name", slate->title == NULL ? "" : slate->title);
    writer_text(writer, "Type", "other");
    writer_text(writer, "OtherType", "constituency");
    writer_close_object(writer);
    writer_close_list(writer);
}

static void write_election(struct writer *writer,
                           const struct sheet *sheet,
                           const struct slate *slate,
                           const struct nist_facts *facts)
{
    writer_open_list(writer, "Election");
    open_class(writer, NULL, "Election");
    write_english(writer, "Name", slate->title == NULL ? "" : slate->title);
    writer_text(writer, "Type", "general");
    writer_text(writer, "ElectionScopeId", UNIT_ID);
    write_day(writer, "StartDate", facts->opened);
    write_day(writer, "EndDate", facts->closed);
    write_candidates(writer, sheet, slate);
    write_contest(writer, sheet, slate);
    writer_close_object(writer);
    writer_close_list(writer);
}

int nist_write(const struct sheet *sheet,
               const struct slate *slate,
               const struct nist_facts *facts,
               struct buf *out)
{
    struct writer writer;

    writer_begin(&writer, out);
    writer_text(&writer, "@type", "ElectionResults.ElectionReport");
    writer_text(&writer, "Format", "summary-contest");
    writer_moment(&writer, "GeneratedDate", facts->made);
    writer_text(&writer, "Issuer", facts->issuer);
    writer_text(&writer, "IssuerAbbreviation", facts->issuer);
    writer_number(&writer, "SequenceStart", 1);
    writer_number(&writer, "SequenceEnd", 1);
    writer_text(&writer, "Status", "unofficial-complete");
    writer_text(&writer, "VendorApplicationId", "governor-ballot");
    write_units(&writer, slate);
    write_election(&writer, sheet, slate, facts);
    writer_end(&writer);
    return buf_status(out);
}
