// SPDX-License-Identifier: AGPL-3.0-or-later
/* definition check: explains every breach, with the rule it breaks. */
#include <string.h>

#include "commands.h"
#include "draft.h"

enum {
    REPORT_MAX = 1 << 17,
};

/* The lines of a report on stderr, each behind a word. */
static void say_lines(const char *word, struct span lines)
{
    const uint8_t *end;

    while (lines.size > 0 && (end = memchr(lines.data, '\n', lines.size)) != NULL) {
        size_t size = (size_t)(end - lines.data);

        command_say("%s: %.*s", word, (int)size, (const char *)lines.data);
        lines.data += size + 1;
        lines.size -= size + 1;
    }
}

int draft_require(const struct draft *draft, const char *ceremony)
{
    CLEANUP(buf_deinit) struct buf faults;
    CLEANUP(buf_deinit) struct buf notes;
    int r;

    buf_init(&faults, REPORT_MAX);
    buf_init(&notes, REPORT_MAX);
    r = draft_judge(draft, ceremony, &faults, &notes);
    if (r != 0) {
        return r;
    }
    say_lines("note", buf_span(&notes));
    say_lines("breach", buf_span(&faults));
    if (faults.size > 0) {
        return command_fail(COMMAND_REFUSED,
                            "%s: not a definition to hold an election by",
                            draft->path);
    }
    return 0;
}

static int run(int argc, char **argv)
{
    const char *ceremony = NULL;
    struct option_list holidays = {.count = 0};
    const struct option_value options[] = {
        TEXT("ceremony", &ceremony),
        LIST("holiday", &holidays),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(draft_deinit) struct draft draft = {0};
    CLEANUP(buf_deinit) struct buf words;
    int r;

    buf_init(&words, REPORT_MAX);
    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = draft_load(arguments.words[0], &draft);
    }
    if (r == 0) {
        r = option_holidays(&holidays, &draft.holidays);
    }
    if (r == 0) {
        r = draft_require(&draft, ceremony);
    }
    if (r != 0) {
        return r;
    }
    draft_describe(&draft, &words);
    return command_print(buf_span(&words));
}

const struct command tally_definition_check = {
    .name = "definition check",
    .arguments = "FILE [--ceremony OBJECT] [--holiday DAY …]",
    .summary = "explain every breach of the rules in a definition",
    .run = run,
};
