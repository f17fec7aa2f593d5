// SPDX-License-Identifier: AGPL-3.0-or-later
/* verify: the whole record, stage by stage; ends with 10 + the stage that failed. */
#include "audit/verify.h"

#include "base/fault.h"

#include "commands.h"
#include "opened.h"
#include "options.h"

enum {
    TEXT_MAX = 1 << 24,
};

static int print(const struct findings *findings, bool is_json)
{
    CLEANUP(buf_deinit) struct buf text;
    enum stage failed = finding_failed(findings);
    enum stage waiting = finding_waiting(findings);
    int r;

    buf_init(&text, TEXT_MAX);
    if (is_json) {
        finding_write(findings, &text);
    } else {
        finding_print(findings, &text);
        if (failed != 0) {
            buf_printf(
                &text, "the record fails at stage %s\n", finding_stage_name(failed));
        } else if (waiting != 0) {
            buf_printf(&text,
                       "the record is good as far as it goes: to stage %s\n",
                       finding_stage_name(waiting));
        } else {
            buf_put_text(&text, "the record is good, to the declared result\n");
        }
    }
    r = buf_status(&text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int run(int argc, char **argv)
{
    const char *election = NULL;
    bool is_json = false;
    const struct option_value options[] = {
        TEXT("election", &election),
        FLAG("json", &is_json),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    enum stage failed;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = opened_verify(&opened, word, election, STAGE_RESULT);
    }
    if (r == 0) {
        r = print(verify_findings(opened.audit), is_json);
    }
    if (r != 0) {
        return r;
    }
    failed = finding_failed(verify_findings(opened.audit));
    return failed == 0 ? 0 : COMMAND_VERIFY + (int)failed;
}

const struct command tally_verify = {
    .name = "verify",
    .arguments = "DIR|URL [--election CODE] [--json]",
    .summary = "check the whole record, from the log's signature to the result",
    .run = run,
};
