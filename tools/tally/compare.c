// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally compare: a count sheet made elsewhere beside ours, up to where they part. */
#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "commands.h"
#include "count/parting.h"
#include "counting.h"
#include "wire/sheet_json.h"
#include "wire/totals_csv.h"
#include "wire/writer.h"

enum {
    TEXT_LIMIT = 1 << 24,
};

struct request {
    struct counting counting;
    const char *sheet;
    bool is_json;
};

/* Both sheets, and where they part. */
struct comparison {
    const struct sheet *ours;
    const struct totals *theirs;
    const struct slate *slate;
    struct parting parting;
};

static const char *const causes[PARTING_CAUSES] = {
    [PARTING_FIRST] = "the first preferences were counted otherwise",
    [PARTING_SURPLUS_INSTEAD] = "a surplus was transferred that ought to wait",
    [PARTING_EXCLUDED_INSTEAD] = "somebody was excluded instead of a surplus moved",
    [PARTING_OTHER_SURPLUS] = "another candidate's surplus was transferred",
    [PARTING_OTHER_EXCLUDED] = "another candidate was excluded",
    [PARTING_MORE_EXCLUDED] = "more candidates were excluded together",
    [PARTING_FEWER_EXCLUDED] = "fewer candidates were excluded together",
    [PARTING_VALUE] = "the surplus was moved at another value",
    [PARTING_ALL_PAPERS] =
        "the surplus was divided by all papers, not transferable ones",
    [PARTING_PAPERS] = "papers went to others than the next available preference",
    [PARTING_SUM] = "what was moved does not add up",
    [PARTING_ENDED] = "the sheet ends here, and ours goes on",
    [PARTING_GOES_ON] = "the sheet goes on, and ours has ended",
    [PARTING_OTHER] = "votes were moved otherwise",
};

static const char *const actions[] = {
    [SHEET_FIRST] = "first preferences",
    [SHEET_SURPLUS] = "surplus of",
    [SHEET_EXCLUSION] = "exclusion of",
    [SHEET_ROUND] = "round",
};

static const char *name_of(const struct comparison *all, size_t candidate)
{
    return candidate == 0 ? "Non-transferable" : all->slate->names[candidate].name;
}

static int64_t ours_at(const struct comparison *all, size_t candidate)
{
    const struct sheet_stage *stage = &all->ours->stages[all->parting.stage - 1];

    return candidate == 0 ? stage->nontransferable : stage->totals[candidate];
}

/* Whether theirs says another number; *theirs is it. */
static bool differs(const struct comparison *all, size_t candidate, int64_t *theirs)
{
    size_t stage = all->parting.stage - 1U;

    if (stage >= all->ours->stage_count || stage >= all->theirs->stages) {
        return false;
    }
    *theirs = totals_at(all->theirs, stage, candidate);
    return *theirs != TOTALS_NONE && *theirs != ours_at(all, candidate);
}

static void print_signed(const struct sheet *sheet, int64_t votes, char *out)
{
    out[0] = votes < 0 ? '-' : '+';
    sheet_print_votes(sheet, votes < 0 ? -votes : votes, out + 1);
}

/* "surplus of Ann Lee", "exclusion of Bob Roe, Cy Poe" */
static void put_names(struct buf *out,
                      const struct comparison *all,
                      const uint8_t *who,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s%s", i == 0 ? " " : ", ", name_of(all, who[i]));
    }
}

static void put_stage(struct buf *out, const struct comparison *all)
{
    const struct sheet_stage *stage;

    buf_printf(out, "The sheets part at stage %u", all->parting.stage);
    if (all->parting.stage <= all->ours->stage_count) {
        stage = &all->ours->stages[all->parting.stage - 1];
        buf_printf(out, "; ours: %s", actions[stage->action]);
        put_names(out, all, stage->from, stage->from_count);
    }
    buf_put_text(out, ".\n");
}

static void put_difference(struct buf *out,
                           const struct comparison *all,
                           size_t candidate,
                           int64_t theirs)
{
    int64_t ours = ours_at(all, candidate);
    char our_text[SHEET_VOTES_SIZE];
    char their_text[SHEET_VOTES_SIZE];
    char change[SHEET_VOTES_SIZE + 1];

    sheet_print_votes(all->ours, ours, our_text);
    sheet_print_votes(all->ours, theirs, their_text);
    print_signed(all->ours, theirs - ours, change);
    buf_printf(out,
               "%-32.32s %15s %15s %15s\n",
               name_of(all, candidate),
               our_text,
               their_text,
               change);
}

static void put_table(struct buf *out, const struct comparison *all)
{
    int64_t theirs = 0;

    if (all->parting.cause == PARTING_ENDED || all->parting.cause == PARTING_GOES_ON) {
        return;
    }
    buf_printf(out, "%-32s %15s %15s %15s\n", "", "ours", "theirs", "difference");
    for (size_t c = 1; c <= all->ours->candidates; c++) {
        if (differs(all, c, &theirs)) {
            put_difference(out, all, c, theirs);
        }
    }
    if (differs(all, 0, &theirs)) {
        put_difference(out, all, 0, theirs);
    }
}

/* Whose votes theirs moved, and at which value. */
static void put_evidence(struct buf *out, const struct comparison *all)
{
    const struct parting *parting = &all->parting;
    char text[SHEET_VOTES_SIZE + 1];

    if (parting->count > 0) {
        buf_put_text(out, "There, votes were taken from");
        put_names(out, all, parting->from, parting->count);
        buf_put_text(out, ".\n");
    }
    if (parting->cause == PARTING_VALUE || parting->cause == PARTING_ALL_PAPERS) {
        sheet_print_votes(all->ours, parting->value, text);
        buf_printf(out, "There, each paper was worth %s;", text);
        sheet_print_votes(
            all->ours, all->ours->stages[parting->stage - 1].parcels[0].value, text);
        buf_printf(out, " in ours %s.\n", text);
    }
    if (parting->excess != 0) {
        print_signed(all->ours, parting->excess, text);
        buf_printf(out,
                   "There, all votes of the stage are not the %" PRIu64
                   " valid ones: %s.\n",
                   all->ours->valid,
                   text);
    }
}

/* Those two had the same votes before: then it is looking back, or the lot. */
static void put_tie(struct buf *out, const struct comparison *all)
{
    const struct parting *parting = &all->parting;
    const struct sheet_stage *before;
    const struct sheet_stage *stage;

    if ((parting->cause != PARTING_OTHER_EXCLUDED
         && parting->cause != PARTING_OTHER_SURPLUS)
        || parting->stage < 2) {
        return;
    }
    stage = &all->ours->stages[parting->stage - 1];
    before = &all->ours->stages[parting->stage - 2];
    if (before->totals[stage->from[0]] == before->totals[parting->from[0]]) {
        buf_put_text(out,
                     "They had the same votes: earlier stages, or the lot, decide.\n");
    }
}

static int print_text(const struct comparison *all)
{
    CLEANUP(buf_deinit) struct buf out;
    int r;

    buf_init(&out, TEXT_LIMIT);
    if (all->parting.cause == PARTING_NONE) {
        buf_printf(
            &out, "The sheets agree at all %zu stages.\n", all->ours->stage_count);
    } else {
        put_stage(&out, all);
        put_table(&out, all);
        buf_printf(&out, "Likely cause: %s.\n", causes[all->parting.cause]);
        put_evidence(&out, all);
        put_tie(&out, all);
    }
    r = buf_status(&out);
    return r != 0 ? FOLD(r) : command_print(buf_span(&out));
}

static void write_differences(struct writer *writer, const struct comparison *all)
{
    int64_t theirs = 0;

    writer_open_list(writer, "differences");
    for (size_t c = 0; c <= all->ours->candidates; c++) {
        if (differs(all, c, &theirs)) {
            writer_open_object(writer, NULL);
            writer_number(writer, "candidate", c);
            sheet_json_votes(writer, "ours", all->ours, ours_at(all, c));
            sheet_json_votes(writer, "theirs", all->ours, theirs);
            writer_close_object(writer);
        }
    }
    writer_close_list(writer);
}

static int print_json(const struct comparison *all)
{
    CLEANUP(buf_deinit) struct buf out;
    const struct parting *parting = &all->parting;
    struct writer writer;
    int r;

    buf_init(&out, TEXT_LIMIT);
    writer_begin(&writer, &out);
    writer_number(&writer, "stages", all->ours->stage_count);
    if (parting->cause != PARTING_NONE) {
        writer_number(&writer, "parts_at", parting->stage);
        writer_text(&writer, "cause", parting_cause_name(parting->cause));
        writer_text(&writer, "words", causes[parting->cause]);
        writer_open_list(&writer, "taken_from");
        for (size_t i = 0; i < parting->count; i++) {
            writer_number(&writer, NULL, parting->from[i]);
        }
        writer_close_list(&writer);
        write_differences(&writer, all);
    }
    writer_end(&writer);
    r = buf_status(&out);
    return r != 0 ? FOLD(r) : command_print(buf_span(&out));
}

static int read_sheet(const char *path,
                      const struct slate *slate,
                      unsigned decimals,
                      struct totals **out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct totals_csv_error error;
    int r;

    buf_init(&text, TOTALS_CSV_BYTES_MAX);
    r = command_load(path, &text);
    if (r != 0) {
        return r;
    }
    r = totals_csv_read(buf_span(&text), slate, decimals, &error, out);
    return r <= 0
               ? r
               : command_fail(
                   COMMAND_REFUSED, "%s: line %zu: %s", path, error.line, error.what);
}

static int compare(const struct request *request)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    CLEANUP(sheet_freep) struct sheet *ours = NULL;
    CLEANUP(totals_freep) struct totals *theirs = NULL;
    struct comparison all = {0};
    int r = counting_read(&request->counting, &blt);

    if (r == 0) {
        r = counting_count(&request->counting, &blt, &ours);
    }
    if (r == 0) {
        r = read_sheet(request->sheet, blt.slate, ours->decimals, &theirs);
    }
    if (r != 0) {
        return r;
    }
    all.ours = ours;
    all.theirs = theirs;
    all.slate = blt.slate;
    parting_find(ours, theirs, &all.parting);
    r = request->is_json ? print_json(&all) : print_text(&all);
    return r == 0 && all.parting.cause != PARTING_NONE ? COMMAND_REFUSED : r;
}

static int run(int argc, char **argv)
{
    struct request request = {0};
    const struct option_value options[] = {
        REQUIRED_TEXT("ballots", &request.counting.ballots),
        REQUIRED_TEXT("rules", &request.counting.rules),
        COUNTING_OPTIONS(&request.counting),
        FLAG("json", &request.is_json),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    int r = command_read(&arguments, argc, argv);

    if (r != 0) {
        return r;
    }
    request.sheet = arguments.words[0];
    return compare(&request);
}

const struct command tally_compare = {
    .name = "compare",
    .arguments = "SHEET.csv --ballots FILE --rules ID " COUNTING_USAGE " [--json]",
    .summary = "shows where a count sheet made elsewhere parts from ours, and why",
    .run = run,
};
