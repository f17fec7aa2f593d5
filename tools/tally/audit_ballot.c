// SPDX-License-Identifier: AGPL-3.0-or-later
/* audit-ballot: works a tested ballot out again, and names whom it is for. */
#include <string.h>

#include "audit/published.h"
#include "base/fault.h"
#include "seal/retrace.h"
#include "wire/trial.h"

#include "commands.h"
#include "opened.h"

static const char *const words[] = {
    [RETRACE_MALFORMED] = "it is no ballot",
    [RETRACE_CHOICE] = "the choice is none that the constituency allows",
    [RETRACE_OTHER] = "it holds ANOTHER VOTE than the one shown",
    [RETRACE_PROOF] = "its proof is wrong: it could never have been cast",
};

static int load_trial(const char *path, struct trial *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct node_complaint why;
    int r;

    buf_init(&text, TRIAL_SIZE_MAX);
    r = command_load(path, &text);
    if (r == 0) {
        r = trial_parse(buf_span(&text), &why, out);
        if (r > 0) {
            return command_fail(COMMAND_REFUSED, "%s: %s", path, why.text);
        }
    }
    return r;
}

static int print(const struct published *published,
                 const struct retraced *ballot,
                 const struct choice *choice)
{
    const struct definition *definition = published_definition(published);
    const struct nominees *nominees =
        &published_statement(published)->lists[ballot->cid - 1];
    CLEANUP(buf_deinit) struct buf out;
    char text[CODE_TEXT_SIZE];
    struct code code;
    size_t i;
    int r;

    buf_init(&out, 1 << 16);
    code_of_election(published_eid(published), &code);
    code_write(&code, text);
    buf_printf(&out, "election code %s\n", text);
    code_write(&ballot->code, text);
    buf_printf(&out, "vote code     %s\n", text);
    buf_printf(&out, "%s\n", definition->constituencies[ballot->cid - 1].name);
    for (i = 0; i < choice->count; i++) {
        buf_printf(&out,
                   "  %zu. %s\n",
                   i + 1,
                   nominees->candidates[choice->numbers[i] - 1].name);
    }
    buf_put_text(
        &out,
        "The device encrypted what is shown here. If that is what you chose, "
        "and you\nhad noted this vote code before, it passed the test. A tested "
        "vote is not cast.\n");
    r = FOLD(buf_status(&out));
    return r == 0 ? command_print(buf_span(&out)) : r;
}

static int retrace(const struct trial *trial, const struct published *published)
{
    const struct definition *definition = published_definition(published);
    struct choice choice = {.count = trial->count};
    struct choice_rules rules;
    struct retraced ballot;
    int r;

    memcpy(choice.numbers, trial->choice, sizeof(choice.numbers));
    if (retrace_read(SPAN(trial->head), &ballot) != 0) {
        return command_fail(COMMAND_REFUSED, "%s", words[RETRACE_MALFORMED]);
    }
    if (!span_is_equal(SPAN(ballot.eid), SPAN(*published_eid(published)))
        || ballot.cid < 1 || ballot.cid > definition->constituency_count) {
        return command_fail(COMMAND_REFUSED, "it is a ballot of another election");
    }
    rules.method = definition->constituencies[ballot.cid - 1].method;
    rules.candidates =
        (unsigned)published_statement(published)->lists[ballot.cid - 1].count;
    rules.marks = constituency_marks_max(&definition->constituencies[ballot.cid - 1],
                                         rules.candidates);
    r = retrace_check(
        SPAN(trial->head), &trial->r, &choice, &rules, &definition->election_key);
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s", words[r]);
    }
    return r == 0 ? print(published, &ballot, &choice) : r;
}

/* What the device should have encrypted to: of a record under the code, if one is
 * given. */
static int read_published(const struct opened *opened, struct published **out)
{
    struct code code;
    int r;

    r = published_read(opened->input.source, out);
    if (r == PUBLISHED_ABSENT) {
        return command_fail(COMMAND_REFUSED, "the record has no candidates yet");
    }
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "the record breaks its own rules");
    }
    if (r < 0) {
        return r;
    }
    code_of_election(published_eid(*out), &code);
    if (opened->input.election != NULL
        && !span_is_equal(SPAN(code), SPAN(*opened->input.election))) {
        return command_fail(COMMAND_REFUSED, "this is not the election of that code");
    }
    return 0;
}

static int run(int argc, char **argv)
{
    const char *record = "";
    const char *election = NULL;
    const struct option_value options[] = {
        REQUIRED_TEXT("record", &record),
        TEXT("election", &election),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    CLEANUP(published_freep) struct published *published = NULL;
    struct trial trial;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = load_trial(word, &trial);
    }
    if (r == 0) {
        r = opened_read(&opened, record, election);
    }
    if (r == 0) {
        r = read_published(&opened, &published);
    }
    return r == 0 ? retrace(&trial, published) : r;
}

const struct command tally_audit_ballot = {
    .name = "audit-ballot",
    .arguments = "FILE --record DIR|URL [--election CODE]",
    .summary = "work out again what a device encrypted when a voter tested it",
    .run = run,
};
