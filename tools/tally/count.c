// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally count: counts a ballot file, without any record. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/moment.h"
#include "commands.h"
#include "counting.h"
#include "wire/ballot_file.h"
#include "wire/nist.h"
#include "wire/sheet_csv.h"
#include "wire/sheet_json.h"

enum {
    ID_SIZE = 256, /* with the NUL */
};

#define SHEET_LIMIT ((size_t)1 << 28)

struct request {
    struct counting counting;
    bool is_json;
    bool is_csv;
    bool is_nist;
    const char *issuer; /* of NIST's report: who publishes the result */
    const char *date;   /* and when the poll was, "2026-06-18"; NULL: today */
};

/* The file's name without its folder; *stem is how long it is without ".blt" …. */
static const char *name_of(const char *path, size_t *stem)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;

    *stem = ballot_file_stem(name);
    return name;
}

static int print_json(const struct request *request,
                      const struct sheet *sheet,
                      const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf text;
    char id[ID_SIZE];
    size_t stem;
    const char *file = name_of(request->counting.ballots, &stem);
    int r;

    (void)snprintf(id, sizeof(id), "%.*s", (int)stem, file);
    buf_init(&text, SHEET_LIMIT);
    r = sheet_json_write(sheet, slate, id, file, &text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int print_csv(const struct sheet *sheet, const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, SHEET_LIMIT);
    r = sheet_csv_write(sheet, slate, &text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

/* What NIST's report says of the poll. */
static int find_facts(const struct request *request, struct nist_facts *out)
{
    CLEANUP(clock_freep) struct clock *clock = NULL;
    char noon[MOMENT_SIZE];
    int r = clock_new_system(&clock);

    if (r != 0) {
        return FOLD(r);
    }
    out->issuer = request->issuer == NULL ? "unknown" : request->issuer;
    out->made = clock_now(clock);
    out->opened = out->made;
    if (request->date != NULL) {
        (void)snprintf(noon, sizeof(noon), "%.10sT12:00:00Z", request->date);
        r = strlen(request->date) == strlen("2026-06-18")
                ? moment_parse(span_of_text(noon), &out->opened)
                : MOMENT_MALFORMED;
    }
    out->closed = out->opened;
    return r <= 0 ? r : command_fail(COMMAND_USAGE, "--date takes a day: 2026-06-18");
}

static int print_nist(const struct request *request,
                      const struct sheet *sheet,
                      const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    struct nist_facts facts;
    int r = find_facts(request, &facts);

    if (r != 0) {
        return r;
    }
    buf_init(&text, SHEET_LIMIT);
    r = nist_write(sheet, slate, &facts, &text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

/* A line a candidate: the votes at each stage. */
static int print_text(const struct sheet *sheet, const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf text;
    char votes[SHEET_VOTES_SIZE];
    int r;

    buf_init(&text, SHEET_LIMIT);
    buf_printf(&text, "%s\n", slate->title);
    sheet_print_quota(sheet, votes);
    buf_printf(&text, "valid ballots %" PRIu64 ", quota %s\n", sheet->valid, votes);
    for (size_t c = 1; c <= sheet->candidates; c++) {
        buf_printf(&text, "%-32.32s", slate->names[c].name);
        for (size_t i = 0; i < sheet->stage_count; i++) {
            sheet_print_votes(sheet, sheet->stages[i].totals[c], votes);
            buf_printf(&text, " %12s", votes);
        }
        buf_put_text(&text, "\n");
    }
    for (size_t i = 0; i < sheet->elected_count; i++) {
        buf_printf(&text,
                   "elected %s (stage %u)\n",
                   slate->names[sheet->elected[i].candidate].name,
                   sheet->elected[i].stage);
    }
    r = buf_status(&text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int count(const struct request *request, struct blt *blt)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    int r = counting_count(&request->counting, blt, &sheet);

    if (r != 0) {
        return r;
    }
    if (request->is_json) {
        return print_json(request, sheet, blt->slate);
    }
    if (request->is_nist) {
        return print_nist(request, sheet, blt->slate);
    }
    return request->is_csv ? print_csv(sheet, blt->slate)
                           : print_text(sheet, blt->slate);
}

static int run(int argc, char **argv)
{
    struct request request = {0};
    const struct option_value options[] = {
        REQUIRED_TEXT("ballots", &request.counting.ballots),
        REQUIRED_TEXT("rules", &request.counting.rules),
        COUNTING_OPTIONS(&request.counting),
        FLAG("json", &request.is_json),
        FLAG("csv", &request.is_csv),
        FLAG("nist", &request.is_nist),
        TEXT("issuer", &request.issuer),
        TEXT("date", &request.date),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    CLEANUP(blt_deinit) struct blt blt = {0};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0 && request.is_json + request.is_csv + request.is_nist > 1) {
        r = command_fail(COMMAND_USAGE, "one of --json, --csv and --nist");
    }
    if (r == 0) {
        r = counting_read(&request.counting, &blt);
    }
    return r != 0 ? r : count(&request, &blt);
}

const struct command tally_count = {
    .name = "count",
    .arguments = "--ballots FILE --rules ID " COUNTING_USAGE
                 " [--json|--csv|--nist [--issuer NAME] [--date 2026-06-18]]",
    .summary = "counts a ballot file by a rule set",
    .run = run,
};
