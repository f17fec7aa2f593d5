// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally report, tally explain: a count in words, whole or one candidate's part. */
#include "post/report.h"

#include "base/fault.h"
#include "commands.h"
#include "subject.h"

#define REPORT_LIMIT ((size_t)1 << 28)

struct request {
    struct subject_options options;
    const char *candidate;
};

static int report(const struct request *request, const struct subject *subject)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct report whole = {.story = subject->story};
    uint8_t candidate = 0;
    int r;

    if (request->candidate != NULL) {
        candidate = subject_find(subject->slate, request->candidate);
        if (candidate == 0) {
            return COMMAND_REFUSED;
        }
    }
    buf_init(&text, REPORT_LIMIT);
    if (candidate != 0) {
        report_candidate(&whole, candidate, &text);
    } else {
        report_text(&whole, &text);
    }
    r = buf_status(&text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int open_and_report(const struct request *request)
{
    CLEANUP(subject_deinit) struct subject subject;
    int r = subject_open(&request->options, &subject);

    return r != 0 ? r : report(request, &subject);
}

static int run_report(int argc, char **argv)
{
    struct request request = {.candidate = NULL};
    const struct option_value options[] = {
        SUBJECT_OPTIONS(&request.options),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    int r = command_read(&arguments, argc, argv);

    return r != 0 ? r : open_and_report(&request);
}

static int run_explain(int argc, char **argv)
{
    struct request request = {.candidate = NULL};
    const struct option_value options[] = {
        REQUIRED_TEXT("candidate", &request.candidate),
        SUBJECT_OPTIONS(&request.options),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    int r = command_read(&arguments, argc, argv);

    return r != 0 ? r : open_and_report(&request);
}

const struct command tally_report = {
    .name = "report",
    .arguments = SUBJECT_USAGE,
    .summary = "tells a count stage by stage, with the rule of each step",
    .run = run_report,
};

const struct command tally_explain = {
    .name = "explain",
    .arguments = "--candidate NAME|NUMBER " SUBJECT_USAGE,
    .summary = "tells what happened to one candidate in a count",
    .run = run_explain,
};
