// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally recount: the same papers without somebody, to help fill a casual vacancy. */
#include "base/fault.h"
#include "commands.h"
#include "core/constituency.h"
#include "post/report.h"
#include "post/sentence.h"
#include "subject.h"
#include "wire/sheet_json.h"

#define REPORT_LIMIT ((size_t)1 << 28)

static const char warning[] =
    "NO DECLARATION. This recount passes over those named below, as if they had not "
    "stood.\nIt elects nobody: whether and how a vacancy is filled is for the trust's "
    "constitution.";

struct request {
    struct subject_options options;
    struct option_list without;
    bool is_json;
};

static int pass_over(const struct request *request, struct slate *slate)
{
    for (size_t i = 0; i < request->without.count; i++) {
        uint8_t candidate = subject_find(slate, request->without.texts[i]);

        if (candidate == 0) {
            return COMMAND_REFUSED;
        }
        slate->names[candidate].is_withdrawn = true;
    }
    return 0;
}

static bool has_elected(const struct sheet *sheet, uint8_t candidate)
{
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate) {
            return true;
        }
    }
    return false;
}

/* Those elected in one count and not in the other. */
static void put_others(const struct story *story,
                       const struct sheet *sheet,
                       const struct sheet *other,
                       const char *what,
                       struct buf *out)
{
    uint8_t who[RANKING_CANDIDATES_MAX];
    size_t count = 0;

    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (!has_elected(other, sheet->elected[i].candidate)) {
            who[count++] = sheet->elected[i].candidate;
        }
    }
    buf_put_text(out, what);
    if (count == 0) {
        buf_put_text(out, "nobody");
    }
    sentence_names(story, who, count, out);
    buf_put_u8(out, '\n');
}

static int print_report(const struct subject *before,
                        const struct sheet *sheet,
                        const struct story *story)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct report report = {.story = story, .warning = warning};
    int r;

    buf_init(&text, REPORT_LIMIT);
    report_text(&report, &text);
    buf_put_text(&text, "\nBeside the first count\n----------------------\n");
    put_others(story, before->sheet, sheet, "  elected then, and not now: ", &text);
    put_others(story, sheet, before->sheet, "  elected now, and not then: ", &text);
    r = buf_status(&text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

/* The sheet for programs: whose "withdrawn" are those passed over. */
static int print_json(const struct sheet *sheet, const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, REPORT_LIMIT);
    r = sheet_json_write(sheet, slate, "recount-no-declaration", NULL, &text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int recount(const struct request *request, struct subject *subject)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    CLEANUP(story_freep) struct story *story = NULL;
    struct counting counting = request->options.counting;
    struct blt blt = {subject->slate, subject->rankings};
    int r = pass_over(request, subject->slate);

    if (r != 0) {
        return r;
    }
    if (subject->rankings == NULL) {
        return command_fail(COMMAND_REFUSED, "the sheet holds no papers to recount");
    }
    counting.rules = constituency_rules_name(subject->sheet->rules);
    counting.is_literal = subject->sheet->is_literal;
    r = counting_count(&counting, &blt, &sheet);
    if (r != 0) {
        return r;
    }
    if (request->is_json) {
        return print_json(sheet, subject->slate);
    }
    r = story_new(sheet, subject->slate, &story);
    return r != 0 ? FOLD(r) : print_report(subject, sheet, story);
}

static int run(int argc, char **argv)
{
    struct request request = {.is_json = false};
    const struct option_value options[] = {
        LIST("without", &request.without),
        FLAG("json", &request.is_json),
        SUBJECT_OPTIONS(&request.options),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    CLEANUP(subject_deinit) struct subject subject = {.slate = NULL};
    int r = command_read(&arguments, argc, argv);

    if (r == 0 && request.without.count == 0) {
        r = command_fail(COMMAND_USAGE, "name --without whom to recount");
    }
    if (r == 0) {
        r = subject_open(&request.options, &subject);
    }
    return r != 0 ? r : recount(&request, &subject);
}

const struct command tally_recount = {
    .name = "recount",
    .arguments = "--without NAME|NUMBER… [--json] " SUBJECT_USAGE,
    .summary = "counts again without somebody, for a casual vacancy: no declaration",
    .run = run,
};
