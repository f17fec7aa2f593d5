// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally report, tally explain: a count in words, whole or one candidate's part. */
#include "post/report.h"

#include <string.h>

#include "base/fault.h"
#include "commands.h"
#include "post/report_page.h"
#include "post/report_print.h"
#include "subject.h"

#define REPORT_LIMIT ((size_t)1 << 28)

struct request {
    struct subject_options options;
    const char *candidate;
    const char *form;
    const char *out;
};

static int write_text(const struct report *report, struct buf *out)
{
    report_text(report, out);
    return buf_status(out);
}

static const struct {
    const char *name;
    int (*write)(const struct report *report, struct buf *out);
} forms[] = {
    {"text", write_text},
    {"html", report_page_write},
    {"pdf", report_print},
};

/* The report in the form asked for, or the candidate's part as text. */
static int write_report(const struct request *request,
                        const struct subject *subject,
                        struct buf *out)
{
    const struct report report = {
        .story = subject->story,
        .warning = subject->warning,
        .seed = subject->seed[0] == 0 ? NULL : subject->seed,
    };
    uint8_t candidate;

    if (request->candidate != NULL) {
        candidate = subject_find(subject->slate, request->candidate);
        if (candidate == 0) {
            return COMMAND_REFUSED;
        }
        report_candidate(&report, candidate, out);
        return FOLD(buf_status(out));
    }
    for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
        if (strcmp(request->form, forms[i].name) == 0) {
            return FOLD(forms[i].write(&report, out));
        }
    }
    return command_fail(COMMAND_USAGE, "--as takes text, html or pdf");
}

static int report(const struct request *request, const struct subject *subject)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, REPORT_LIMIT);
    r = write_report(request, subject, &text);
    if (r != 0) {
        return r;
    }
    return request->out == NULL ? command_print(buf_span(&text))
                                : command_save_public(request->out, buf_span(&text));
}

static int open_and_report(const struct request *request)
{
    CLEANUP(subject_deinit) struct subject subject;
    int r = subject_open(&request->options, &subject);

    return r != 0 ? r : report(request, &subject);
}

static int run_report(int argc, char **argv)
{
    struct request request = {.form = "text"};
    const struct option_value options[] = {
        TEXT("as", &request.form),
        TEXT("out", &request.out),
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
    struct request request = {.form = "text"};
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
    .arguments = "[--as text|html|pdf] [--out FILE] " SUBJECT_USAGE,
    .summary = "tells a count stage by stage, with the rule of each step",
    .run = run_report,
};

const struct command tally_explain = {
    .name = "explain",
    .arguments = "--candidate NAME|NUMBER " SUBJECT_USAGE,
    .summary = "tells what happened to one candidate in a count",
    .run = run_explain,
};
