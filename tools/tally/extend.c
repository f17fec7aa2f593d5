// SPDX-License-Identifier: AGPL-3.0-or-later
/* extend: the poll closes later than was announced, and the record says why (r. 70). */
#include <string.h>

#include "base/moment.h"
#include "core/note.h"

#include "commands.h"
#include "propose.h"

struct wish {
    struct propose_wish propose;
    int64_t close;
    const char *reason;
};

static int check_reason(const char *reason)
{
    size_t i;

    if (note_delay_words(reason) != NULL) {
        return 0;
    }
    for (i = 0; i < NOTE_DELAYS; i++) {
        command_say("--reason %s: %s", note_delay(i), note_delay_words(note_delay(i)));
    }
    return command_fail(COMMAND_USAGE, "--reason takes one of these");
}

/* Never earlier: whoever relied on the close as it was announced must still be right.
 */
static int check_close(const struct remote_election *election, int64_t close)
{
    char now[MOMENT_PEOPLE_SIZE];

    moment_people(election->close, now);
    if (close <= election->close) {
        return command_fail(COMMAND_REFUSED,
                            "the poll closes at %s: it can be moved to a later time "
                            "only",
                            now);
    }
    if (election->time >= election->close) {
        return command_fail(
            COMMAND_REFUSED, "the poll closed at %s, and nothing opens it again", now);
    }
    command_say("the poll was to close at %s", now);
    return 0;
}

static int extend(const struct wish *wish)
{
    CLEANUP(propose_deinit) struct propose propose = {.remote = NULL};
    struct document document = {
        .type = ENTRY_NOTE,
        .of.note = {.kind = NOTE_EXTEND, .close = wish->close},
    };
    int r;

    r = propose_open(&wish->propose, &propose);
    if (r == 0) {
        r = propose_require(&propose, GRANT_NOTE);
    }
    if (r == 0) {
        r = check_close(&propose.election, wish->close);
    }
    if (r != 0) {
        return r;
    }
    memcpy(document.of.note.code, wish->reason, strlen(wish->reason) + 1);
    return propose_send(&propose, &document);
}

static int run(int argc, char **argv)
{
    const char *close = "";
    struct wish wish = {.reason = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("close", &close),
        REQUIRED_TEXT("reason", &wish.reason),
        PROPOSE_OPTIONS(&wish.propose),
    };
    struct arguments arguments = {
        .options = options, .option_count = ARRAY_SIZE(options), .least = 1, .most = 1};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = option_time("close", close, &wish.close);
    }
    if (r == 0) {
        r = check_reason(wish.reason);
    }
    wish.propose.url = arguments.words[0];
    return r == 0 ? extend(&wish) : r;
}

const struct command tally_extend = {
    .name = "extend",
    .arguments = "URL --close TIME --reason CODE " PROPOSE_USAGE,
    .summary = "close the poll later than announced, with the reason in the record",
    .run = run,
};
