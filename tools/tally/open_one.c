// SPDX-License-Identifier: AGPL-3.0-or-later
/* open-one, open-one join: one ballot, for a determination under
 * Part 11. The vote is shown to the authority alone and written nowhere. */
#include <inttypes.h>

#include "audit/open_one.h"
#include "base/fault.h"
#include "base/moment.h"

#include "commands.h"
#include "confirm.h"
#include "opened.h"
#include "passphrase.h"

enum {
    ANSWER_MAX = 4096,
    WORDS_MAX = 1 << 16,
};

struct wish {
    const char *record;
    const char *election;
    const char *order;
    const char *key;
    const char *passphrase_file;
    const char *out;
    bool is_sure;
};

/* An order's file, and what it names in the record. */
struct case_file {
    struct opened opened;
    struct buf text;
    struct open_one found;
};

static void case_file_deinit(struct case_file *file)
{
    opened_deinit(&file->opened);
    buf_deinit(&file->text);
}

static const char *const refusals[] = {
    [OPEN_ONE_STAGE] = "no result is declared yet: one vote is opened after it only",
    [OPEN_ONE_ORDER] = "no note of the officers in the record names this order",
    [OPEN_ONE_TARGET] = "it names no ballot that stands, or another than the note does",
    [OPEN_ONE_ROLE] = "this key is no trustee's of this election",
    [OPEN_ONE_KEYFILE] = "this key does not fit the ceremony of this election",
    [OPEN_ONE_SEALED] = "it was not sealed to this key",
    [OPEN_ONE_ANSWER] = "it is no trustee's answer to this order",
    [OPEN_ONE_TOO_FEW] = "there are fewer trustees' answers than this election needs",
    [OPEN_ONE_UNREADABLE] = "the ballot holds no vote that its constituency allows",
};

static int refuse(const char *what, int r)
{
    return r < 0 ? r : command_fail(COMMAND_REFUSED, "%s: %s", what, refusals[r]);
}

static int open_case(const struct wish *wish, struct case_file *file)
{
    int r;

    buf_init(&file->text, MANDATE_SIZE_MAX);
    r = command_load(wish->order, &file->text);
    if (r == 0) {
        r = opened_for_act(&file->opened, wish->record, wish->election, STAGE_RESULT);
    }
    if (r != 0) {
        return r;
    }
    r = open_one_find(file->opened.audit, buf_span(&file->text), &file->found);
    return r != 0 ? refuse(wish->order, r) : 0;
}

static int show(const struct case_file *file)
{
    CLEANUP(buf_deinit) struct buf words;
    const struct definition *definition = verify_definition(file->opened.audit);
    const struct mandate *mandate = &file->found.mandate;
    char when[MOMENT_PEOPLE_SIZE];
    int r;

    moment_people(file->found.time, when);
    buf_init(&words, WORDS_MAX);
    buf_printf(&words,
               "%sONE VOTE IS TO BE OPENED\n  %u. %s\n  voter number %" PRIu32
               ", cast at %s, entry %" PRIu64 "\n  for: %s\n",
               definition->practice ? "PRACTICE: " : "",
               (unsigned)mandate->cid,
               file->found.constituency->name,
               file->found.number,
               when,
               mandate->entry,
               mandate->authority);
    buf_put_text(
        &words,
        "  The officers' note in the record names this order. With the answers "
        "of enough\n  trustees, and with nothing else, they will read how this "
        "member voted.\n  Rule 58 allows it only if a vote was given and has "
        "been declared invalid.\n");
    r = FOLD(buf_status(&words));
    return r == 0 ? command_print(buf_span(&words)) : r;
}

static int answer(const struct wish *wish, const struct case_file *file)
{
    CLEANUP(keyfile_freep) struct keyfile *trustee = NULL;
    CLEANUP(buf_deinit) struct buf sealed;
    int r;

    buf_init(&sealed, ANSWER_MAX);
    r = show(file);
    if (r == 0) {
        r = confirm(wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK,
                    "Give the authority your part of opening this vote?");
    }
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_TRUSTEE, &trustee);
    }
    if (r != 0) {
        return r;
    }
    r = open_one_answer(file->opened.audit, &file->found, trustee, &sealed);
    if (r != 0) {
        return refuse(wish->key, r);
    }
    r = command_save_private(wish->out, buf_span(&sealed));
    if (r == 0) {
        command_say("sealed to %s: send them %s, and show it to nobody else",
                    file->found.mandate.authority,
                    wish->out);
    }
    return r;
}

#define CASE_OPTIONS(wish)                                                             \
    REQUIRED_TEXT("order", &(wish)->order), REQUIRED_TEXT("key", &(wish)->key),        \
        TEXT("passphrase-file", &(wish)->passphrase_file),                             \
        TEXT("election", &(wish)->election)

static int run_answer(int argc, char **argv)
{
    CLEANUP(case_file_deinit) struct case_file file = {.opened.reading = NULL};
    struct wish wish = {.order = "", .key = "", .out = ""};
    const struct option_value options[] = {
        CASE_OPTIONS(&wish),
        REQUIRED_TEXT("out", &wish.out),
        FLAG("yes", &wish.is_sure),
    };
    const char *word = NULL;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        wish.record = word;
        r = open_case(&wish, &file);
    }
    return r == 0 ? answer(&wish, &file) : r;
}

static int print(const struct case_file *file, const struct choice *choice)
{
    CLEANUP(buf_deinit) struct buf words = {.data = NULL};
    size_t i;
    int r;

    r = show(file);
    if (r != 0) {
        return r;
    }
    buf_init(&words, WORDS_MAX);
    buf_put_text(&words, "The vote:\n");
    for (i = 0; i < choice->count; i++) {
        buf_printf(&words,
                   "  %zu. %s\n",
                   i + 1,
                   file->found.nominees->candidates[choice->numbers[i] - 1].name);
    }
    r = FOLD(buf_status(&words));
    return r == 0 ? command_print(buf_span(&words)) : r;
}

/* The files that trustees sent. */
struct sent {
    size_t count;
    struct buf bytes[TRUSTEES_MAX];
    struct span spans[TRUSTEES_MAX];
};

static void sent_deinit(struct sent *sent)
{
    size_t i;

    for (i = 0; i < sent->count; i++) {
        buf_deinit(&sent->bytes[i]);
    }
}

static int load(char **paths, size_t count, struct sent *out)
{
    int r = 0;

    while (r == 0 && out->count < count) {
        struct buf *bytes = &out->bytes[out->count];

        buf_init(bytes, ANSWER_MAX);
        r = command_load(paths[out->count], bytes);
        out->spans[out->count] = buf_span(bytes);
        out->count++;
    }
    return r;
}

static int
join(const struct wish *wish, const struct case_file *file, char **paths, size_t count)
{
    CLEANUP(keyfile_freep) struct keyfile *authority = NULL;
    CLEANUP(sent_deinit) struct sent sent = {.count = 0};
    struct open_one_answers answers = {.sealed = sent.spans};
    struct choice choice;
    int r;

    r = load(paths, count, &sent);
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_OFFICER, &authority);
    }
    if (r != 0) {
        return r;
    }
    answers.count = sent.count;
    r = open_one_join(file->opened.audit, &file->found, authority, &answers, &choice);
    if (r != 0) {
        return refuse(r == OPEN_ONE_SEALED || r == OPEN_ONE_ANSWER
                          ? paths[answers.culprit]
                          : wish->order,
                      r);
    }
    return print(file, &choice);
}

static int run_join(int argc, char **argv)
{
    CLEANUP(case_file_deinit) struct case_file file = {.opened.reading = NULL};
    struct wish wish = {.order = "", .key = ""};
    const struct option_value options[] = {CASE_OPTIONS(&wish)};
    struct arguments arguments = {.options = options,
                                  .option_count = ARRAY_SIZE(options),
                                  .least = 2,
                                  .most = 1 + TRUSTEES_MAX};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        wish.record = arguments.words[0];
        r = open_case(&wish, &file);
    }
    return r == 0 ? join(&wish, &file, arguments.words + 1, arguments.word_count - 1)
                  : r;
}

const struct command tally_open_one = {
    .name = "open-one",
    .arguments = "DIR|URL --order FILE --key FILE --out FILE [--yes] "
                 "[--passphrase-file FILE] [--election CODE]",
    .summary = "a trustee's part of opening one ballot, sealed to the authority",
    .run = run_answer,
};

const struct command tally_open_one_join = {
    .name = "open-one join",
    .arguments = "DIR|URL ANSWER… --order FILE --key FILE [--passphrase-file FILE] "
                 "[--election CODE]",
    .summary = "the authority reads the one vote from the trustees' answers",
    .run = run_join,
};
