// SPDX-License-Identifier: AGPL-3.0-or-later
/* disqualify: a vote that must not count, whether it stood or never did (rules 37-39).
 */

#include "base/fault.h"
#include "base/text.h"

#include "commands.h"
#include "inquiry.h"
#include "intake.h"
#include "login.h"
#include "propose.h"

struct wish {
    struct propose_wish propose;
    const char *envelope;
    const char *channel;
    const char *reason;
    uint32_t cid;
    uint32_t entry; /* of a miskeyed paper, or of what breaks a rule */
};

static int find_reason(const char *name, enum disqualify_reason *out)
{
    *out =
        (enum disqualify_reason)text_choice(span_of_text(name), register_reason_name);
    if (*out != 0) {
        return 0;
    }
    return command_fail(COMMAND_USAGE,
                        "--reason: later, declaration, ineligible, impersonated, "
                        "miskeyed or invalid");
}

static bool is_by_entry(enum disqualify_reason reason)
{
    return reason == REASON_MISKEYED || reason == REASON_INVALID;
}

static int read_what(const struct wish *wish, struct disqualification *out)
{
    int r = find_reason(wish->reason, &out->reason);

    if (r != 0) {
        return r;
    }
    out->channel = (enum channel)text_choice(span_of_text(wish->channel),
                                             constituency_channel_name);
    if (out->channel == 0) {
        return command_fail(COMMAND_USAGE,
                            "--channel: online, post, telephone or text");
    }
    if (is_by_entry(out->reason) != (wish->entry != 0 && wish->cid != 0)
        || is_by_entry(out->reason) == (wish->envelope != NULL)) {
        return command_fail(COMMAND_USAGE,
                            "miskeyed and invalid need --constituency and --entry, all "
                            "else --envelope");
    }
    if (is_by_entry(out->reason)) {
        out->cid = (uint16_t)wish->cid;
        out->has_entry = true;
        out->entry = wish->entry;
    }
    return 0;
}

/* A later document never stood; for any other reason it is the vote that stands, if it
 * came the same way. */
static int find_vote(struct propose *propose,
                     const struct wish *wish,
                     struct disqualification *what)
{
    struct login login = {.remote = propose->remote,
                          .keyfile = propose->hands[0],
                          .election = propose->election};
    struct envelope envelope;
    struct inquiry inquiry;
    int r;

    if (wish->envelope == NULL
        || envelope_read(
               &propose->election.eid, span_of_text(wish->envelope), &envelope)
               != 0) {
        return command_fail(COMMAND_USAGE,
                            "--envelope: mistyped; 2.417.K7, as on the envelope");
    }
    what->cid = envelope.cid;
    what->number = envelope.number;
    r = login_enter(&login);
    if (r == 0) {
        r = inquiry_ask(propose->remote, &envelope, &inquiry);
    }
    if (r != 0) {
        return r;
    }
    if (!inquiry.is_known) {
        return command_fail(COMMAND_REFUSED, "there is no such voter ID number");
    }
    what->has_entry = what->reason != REASON_LATER && inquiry.is_spent
                      && inquiry.spent_by == what->channel;
    what->entry = what->has_entry ? inquiry.entry : 0;
    return 0;
}

static int disqualify(const struct wish *wish)
{
    CLEANUP(propose_deinit) struct propose propose = {.remote = NULL};
    struct document document = {.type = ENTRY_DISQUALIFY};
    struct disqualification *what = &document.of.disqualification;
    int r = read_what(wish, what);

    if (r == 0) {
        r = propose_open(&wish->propose, &propose);
    }
    if (r == 0) {
        r = propose_require(&propose, GRANT_DISQUALIFY);
    }
    if (r == 0 && !is_by_entry(what->reason)) {
        r = find_vote(&propose, wish, what);
    }
    return r == 0 ? propose_send(&propose, &document) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.channel = "", .reason = ""};
    const struct option_value options[] = {
        TEXT("envelope", &wish.envelope),
        REQUIRED_TEXT("channel", &wish.channel),
        REQUIRED_TEXT("reason", &wish.reason),
        NUMBER("constituency", &wish.cid),
        NUMBER("entry", &wish.entry),
        PROPOSE_OPTIONS(&wish.propose),
    };
    const char *word = NULL;
    int r = command_read_one(OPTIONS(options), argc, argv, &word);

    if (r != 0) {
        return r;
    }
    if (wish.cid > CONSTITUENCIES_MAX) {
        return command_fail(COMMAND_USAGE, "there is no such constituency");
    }
    wish.propose.url = word;
    return disqualify(&wish);
}

const struct command tally_disqualify = {
    .name = "disqualify",
    .arguments =
        "URL --reason later|declaration|ineligible|impersonated --channel NAME "
        "--envelope 2.417.K7 " PROPOSE_USAGE
        "\n      URL --reason miskeyed|invalid --channel NAME --constituency N "
        "--entry N …",
    .summary = "enter a vote in the list of disqualified documents",
    .run = run,
};
