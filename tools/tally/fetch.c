// SPDX-License-Identifier: AGPL-3.0-or-later
/* fetch: a copy of the record, and the watch that it never changes. */
#include "audit/fetch.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/hex.h"
#include "seal/code.h"
#include "wire/writer.h"

#include "commands.h"
#include "refusing.h"

enum {
    ANSWER_MAX = 1024,
};

struct wish {
    const char *election;
    bool is_json;
};

static int print_json(const struct fetch_report *report, const char *code)
{
    CLEANUP(buf_deinit) struct buf text;
    struct writer writer;

    buf_init(&text, ANSWER_MAX);
    writer_begin(&writer, &text);
    writer_text(&writer, "code", code);
    writer_number(&writer, "before", report->before);
    writer_number(&writer, "size", report->size);
    writer_number(&writer, "entries", report->held);
    writer_number(&writer, "objects", report->objects);
    writer_number(&writer, "objects_withheld", report->objects_withheld);
    writer_number(&writer, "cosigned", report->cosigned);
    writer_end(&writer);
    return command_print(buf_span(&text));
}

static int print_words(const struct fetch_report *report, const char *code)
{
    CLEANUP(buf_deinit) struct buf text;

    buf_init(&text, ANSWER_MAX);
    buf_printf(&text, "election code %s\n", code);
    buf_printf(&text,
               "record: %" PRIu64 " entries (%" PRIu64 " before), %" PRIu64
               " objects\n",
               report->size,
               report->before,
               report->objects);
    if (report->held < report->size) {
        buf_printf(&text,
                   "%" PRIu64 " entries are withheld until the close of poll\n",
                   report->size - report->held);
    }
    if (report->objects_withheld > 0) {
        buf_printf(&text,
                   "%" PRIu64 " rolls are withheld until the close of poll\n",
                   report->objects_withheld);
    }
    if (report->cosigned > 0) {
        buf_printf(&text,
                   "%" PRIu64 " of its checkpoints are signed by witnesses too\n",
                   report->cosigned);
    }
    buf_put_text(&text, "it extends all that this folder held\n");
    return command_print(buf_span(&text));
}

static int run(int argc, char **argv)
{
    struct wish wish = {.is_json = false};
    const struct option_value options[] = {
        TEXT("election", &wish.election),
        FLAG("json", &wish.is_json),
    };
    struct arguments arguments = {
        .options = options, .option_count = ARRAY_SIZE(options), .least = 2, .most = 2};
    struct fetch_order order = {.election = NULL};
    struct fetch_report report;
    char text[CODE_TEXT_SIZE];
    struct code code;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r != 0) {
        return r;
    }
    if (wish.election != NULL) {
        r = refusing_code(wish.election, &code);
        if (r != 0) {
            return r;
        }
        order.election = &code;
    }
    order.url = arguments.words[0];
    order.folder = arguments.words[1];
    r = fetch_record(&order, &report);
    if (r != 0) {
        return r < 0 ? r : refusing_fetch(r, &report);
    }
    code_of_election(&report.eid, &code);
    code_write(&code, text);
    return wish.is_json ? print_json(&report, text) : print_words(&report, text);
}

const struct command tally_fetch = {
    .name = "fetch",
    .arguments = "URL DIR [--election CODE] [--json]",
    .summary = "copy the record to DIR, or extend the copy there; refuses a false one",
    .run = run,
};
