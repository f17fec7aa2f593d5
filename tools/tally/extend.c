// SPDX-License-Identifier: AGPL-3.0-or-later
/* extend: the poll closes later than was announced, and the record says why (r. 70). */
#include <string.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/breach.h"
#include "core/holidays.h"
#include "core/label.h"
#include "core/note.h"

#include "commands.h"
#include "propose.h"

enum {
    BREACHES_MAX = 16,
    WORDS_MAX = 4096,
};

struct wish {
    struct propose_wish propose;
    int64_t close;
    const char *reason;
    struct holidays holidays;
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

static const char *own_rule(const struct remote_election *election)
{
    return label_own(election->definition->of.definition, "70");
}

/* Never earlier: whoever relied on the close as it was announced must still be right.
 */
static int check_close(const struct remote_election *election, int64_t close)
{
    char now[MOMENT_PEOPLE_SIZE];

    moment_people(election->close, now);
    if (close <= election->close) {
        return command_fail(COMMAND_REFUSED,
                            "rule %s: the poll closes at %s, and it can be moved to a "
                            "later time only",
                            own_rule(election),
                            now);
    }
    if (election->time >= election->close) {
        return command_fail(
            COMMAND_REFUSED, "the poll closed at %s, and nothing opens it again", now);
    }
    command_say("the poll was to close at %s", now);
    return 0;
}

/* Rule 70 lengthens what lies between the notice of poll and the close. */
static int check_time(const struct remote_election *election)
{
    const struct definition *definition = election->definition->of.definition;
    char notice[MOMENT_PEOPLE_SIZE];

    if (election->time >= definition->timetable.at[STEP_NOTICE_OF_POLL]) {
        return 0;
    }
    moment_people(definition->timetable.at[STEP_NOTICE_OF_POLL], notice);
    return command_fail(COMMAND_REFUSED,
                        "rule %s: a poll is extended once its notice is published, at "
                        "%s",
                        own_rule(election),
                        notice);
}

/* A close on no working day, or after 5pm, is the officer's to answer for. */
static int say_breaches(const struct remote_election *election, const struct wish *wish)
{
    CLEANUP(definition_freep) struct definition *later = definition_new();
    CLEANUP(buf_deinit) struct buf words = {.data = NULL};
    struct breach found[BREACHES_MAX];
    size_t count;
    size_t i;

    if (later == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *later = *election->definition->of.definition;
    later->timetable.at[STEP_CLOSE] = wish->close;
    buf_init(&words, WORDS_MAX);
    count = timetable_check(&later->timetable, &wish->holidays, found, BREACHES_MAX);
    for (i = 0; i < count && i < BREACHES_MAX; i++) {
        if (found[i].step == STEP_CLOSE) {
            buf_reset(&words);
            breach_put(later, &wish->holidays, &found[i], &words);
            command_say("note: %s", buf_text(&words));
        }
    }
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
        r = check_time(&propose.election);
    }
    if (r == 0) {
        r = check_close(&propose.election, wish->close);
    }
    if (r == 0) {
        r = say_breaches(&propose.election, wish);
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
    struct option_list holidays = {.count = 0};
    struct wish wish = {.reason = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("close", &close),
        REQUIRED_TEXT("reason", &wish.reason),
        LIST("holiday", &holidays),
        PROPOSE_OPTIONS(&wish.propose),
    };
    const char *word = NULL;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = option_time("close", close, &wish.close);
    }
    if (r == 0) {
        r = option_holidays(&holidays, &wish.holidays);
    }
    if (r == 0) {
        r = check_reason(wish.reason);
    }
    wish.propose.url = word;
    return r == 0 ? extend(&wish) : r;
}

const struct command tally_extend = {
    .name = "extend",
    .arguments = "URL --close TIME --reason CODE [--holiday DAY …] " PROPOSE_USAGE,
    .summary = "close the poll later than announced, with the reason in the record",
    .run = run,
};
