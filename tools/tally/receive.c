// SPDX-License-Identifier: AGPL-3.0-or-later
/* receive: votes by post, telephone or text: a line each, answered at once. */
#include <inttypes.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/label.h"

#include "commands.h"
#include "errand.h"
#include "form.h"
#include "intake.h"
#include "typed.h"

enum {
    ANSWER_SIZE = 2048,
    TRIES = 3, /* a vote of the same number may come online between look and act */
};

struct wish {
    const char *channel;
    const char *record;
    uint32_t cid; /* 0: envelopes say it */
    bool is_in_time;
};

struct reception {
    struct errand errand;
    const struct wish *wish;
    enum channel channel;
    size_t received;
    size_t disqualified;
    size_t late;
    size_t others; /* not understood, unknown, doubtful, refused */
};

/* What there is to say of a line, beside its envelope. */
struct saying {
    struct buf text;
};

static void saying_deinit(struct saying *saying)
{
    buf_deinit(&saying->text);
}

static int find_channel(const char *name, enum channel *out)
{
    *out = (enum channel)text_choice(span_of_text(name), constituency_channel_name);
    if (*out > CHANNEL_ONLINE) {
        return 0;
    }
    return command_fail(COMMAND_USAGE, "the channels are post, telephone and text");
}

static int check_grant(const struct errand *errand)
{
    return (errand_officer(errand)->may & GRANT_PAPERS) != 0
               ? 0
               : command_fail(COMMAND_REFUSED,
                              "the definition does not grant this key \"papers\"");
}

/* Why, with the trust's own number of the rule; a number that was cancelled has none.
 */
static void put_reason(const struct reception *reception,
                       enum disqualify_reason reason,
                       const struct inquiry *inquiry,
                       struct buf *out)
{
    const char *rules = inquiry->is_spent ? "39" : "36, 37, 38";
    char label[LABEL_RULES_SIZE];
    char when[MOMENT_PEOPLE_SIZE];

    if (inquiry->is_cancelled) {
        buf_put_text(out, "this number was cancelled, a newer one was given out");
        return;
    }
    if (inquiry->is_spent) {
        moment_people(inquiry->at, when);
        buf_printf(out,
                   "this number has voted already, %s%s, at %s",
                   inquiry->spent_by == CHANNEL_ONLINE ? "" : "by ",
                   constituency_channel_name(inquiry->spent_by),
                   when);
    } else if (reason == REASON_LATER) {
        buf_put_text(out, "late: it came after the close");
    } else {
        buf_put_text(out, "the declaration of identity is missing or not right");
    }
    label_rules(errand_definition(&reception->errand), rules, label);
    buf_printf(out, " (%s)", label);
}

static int receive(struct reception *reception,
                   const struct intake *intake,
                   struct errand_answer *answer,
                   struct buf *out)
{
    struct document document = {.type = ENTRY_RECEIVED,
                                .of.received = {intake->envelope.cid,
                                                intake->envelope.number,
                                                intake->channel}};
    int r = errand_sign(&reception->errand, &document, answer);

    if (r == 0 && answer->end == ERRAND_RECORDED) {
        buf_printf(out, "recorded: entry %" PRIu64, answer->entry);
        reception->received++;
    }
    return r;
}

static int disqualify(struct reception *reception,
                      const struct intake *intake,
                      enum disqualify_reason reason,
                      struct errand_answer *answer)
{
    struct document document = {
        .type = ENTRY_DISQUALIFY,
        .of.disqualification = {.cid = intake->envelope.cid,
                                .number = intake->envelope.number,
                                .channel = intake->channel,
                                .reason = reason}};

    if ((errand_officer(&reception->errand)->may & GRANT_DISQUALIFY) == 0) {
        *answer = (struct errand_answer){
            .end = ERRAND_REFUSED,
            .words = "this key may not disqualify: hand it to an officer who may"};
        return 0;
    }
    return errand_sign(&reception->errand, &document, answer);
}

static int turn_down(struct reception *reception,
                     const struct intake *intake,
                     const struct inquiry *inquiry,
                     const struct judgment *judgment,
                     struct buf *out)
{
    struct errand_answer answer = {.end = ERRAND_REFUSED};
    int r = disqualify(reception, intake, judgment->reason, &answer);

    if (r != 0) {
        return r;
    }
    buf_put_text(out, "NOT COUNTED, ");
    put_reason(reception, judgment->reason, inquiry, out);
    if (answer.end == ERRAND_RECORDED) {
        buf_printf(out, "; disqualified: entry %" PRIu64, answer.entry);
    } else if (answer.end == ERRAND_WAITING) {
        buf_put_text(out, "; a second officer must sign that it is disqualified");
    } else {
        buf_printf(out, "; the register does not have it: %s", answer.words);
    }
    if (answer.end == ERRAND_RECORDED || answer.end == ERRAND_WAITING) {
        reception->disqualified++;
    } else {
        reception->others++;
    }
    return 0;
}

/* What was so already, or cannot be. */
static void put_standing(struct reception *reception,
                         const struct inquiry *inquiry,
                         const struct judgment *judgment,
                         struct buf *out)
{
    switch (judgment->verdict) {
    case VERDICT_RECEIVED:
        buf_printf(out, "recorded: entry %" PRIu64, inquiry->entry);
        return;
    case VERDICT_STRUCK:
        buf_put_text(out, "NOT COUNTED, ");
        put_reason(reception, judgment->reason, inquiry, out);
        if (judgment->struck->is_recorded) {
            buf_printf(out, "; disqualified: entry %" PRIu64, judgment->struck->act);
        } else {
            buf_put_text(out, "; a second officer must sign that it is disqualified");
        }
        return;
    case VERDICT_DOUBTFUL:
        buf_printf(out,
                   "NOT RECORDED: the vote of entry %" PRIu64
                   " was disqualified. If this is another one, write another behind it",
                   judgment->struck->stood);
        break;
    case VERDICT_UNKNOWN:
    case VERDICT_LATE:
    case VERDICT_RECEIVE:
    case VERDICT_DISQUALIFY:
        buf_put_text(out, "NOT RECORDED, not on the roll: there is no such number");
        break;
    }
    reception->others++;
}

/* The box is made: it is written down under rule 56, and stays unopened. */
static int
write_down(struct reception *reception, const struct intake *intake, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf form;
    int r;

    buf_init(&form, FORM_MAX);
    buf_printf(&form,
               "kind=%s&channel=%s&entries=%u.%" PRIu32,
               register_arrival_name(ARRIVAL_VOTE),
               constituency_channel_name(intake->channel),
               (unsigned)intake->envelope.cid,
               intake->envelope.number);
    r = form_post(
        reception->errand.login.remote, "/console/late", &form, "not written down");
    if (r == 0) {
        buf_put_text(out,
                     "NOT COUNTED, late: the ballot box is made; it is in the register "
                     "of late arrivals");
        reception->late++;
    }
    return r;
}

/* One look and one act. `again`: the number changed in between. */
static int try(struct reception *reception,
               const struct intake *intake,
               struct buf *out,
               bool *again)
{
    struct errand_answer answer = {.end = ERRAND_RECORDED};
    struct inquiry inquiry;
    struct judgment judgment;
    int r = inquiry_ask(reception->errand.login.remote, &intake->envelope, &inquiry);

    *again = false;
    if (r != 0) {
        return r;
    }
    judgment = intake_judge(intake, &inquiry);
    if (judgment.verdict == VERDICT_DISQUALIFY) {
        return turn_down(reception, intake, &inquiry, &judgment, out);
    }
    if (judgment.verdict == VERDICT_LATE) {
        return write_down(reception, intake, out);
    }
    if (judgment.verdict != VERDICT_RECEIVE) {
        put_standing(reception, &inquiry, &judgment, out);
        return 0;
    }
    r = receive(reception, intake, &answer, out);
    if (r == 0 && answer.end != ERRAND_RECORDED) {
        *again = true;
        buf_printf(out, "NOT RECORDED: %s", answer.words);
    }
    return r;
}

static int
take(struct reception *reception, const struct intake *intake, struct buf *out)
{
    size_t start = out->size;
    bool again = true;
    int tries;
    int r = 0;

    for (tries = 0; r == 0 && again && tries < TRIES; tries++) {
        out->size = start;
        r = try(reception, intake, out, &again);
    }
    if (again) {
        reception->others++;
    }
    return r;
}

static int answer_line(struct reception *reception, struct span line)
{
    CLEANUP(saying_deinit) struct saying saying;
    struct intake intake = {.channel = reception->channel,
                            .is_in_time = reception->wish->is_in_time};
    const struct intake_place place = {.definition =
                                           errand_definition(&reception->errand),
                                       .eid = &reception->errand.login.election.eid,
                                       .cid = (uint16_t)reception->wish->cid};
    struct span rest = line;
    const char *wrong;
    int r = 0;

    buf_init(&saying.text, ANSWER_SIZE);
    buf_put_span(&saying.text, typed_word(&rest));
    buf_put_text(&saying.text, "\t");
    wrong = intake_read(&place, line, &intake);
    if (wrong != NULL) {
        buf_put_text(&saying.text, wrong);
        reception->others++;
    } else {
        r = take(reception, &intake, &saying.text);
    }
    buf_put_text(&saying.text, "\n");
    if (r == 0) {
        r = FOLD(buf_status(&saying.text));
    }
    return r == 0 ? command_print(buf_span(&saying.text)) : r;
}

static int answer_all(struct reception *reception)
{
    struct typed typed;
    int r = 0;

    while (r == 0) {
        int end = typed_next("Envelope (Ctrl-D ends): ", &typed);

        if (end == TYPED_END) {
            break;
        }
        if (end == TYPED_LONG) {
            command_say("a line is too long and was left out");
            reception->others++;
        } else if (typed.line[0] != 0) {
            r = answer_line(reception, span_of_text(typed.line));
        }
    }
    command_say("%zu recorded, %zu disqualified, %zu late, %zu left",
                reception->received,
                reception->disqualified,
                reception->late,
                reception->others);
    return r == 0 && reception->others > 0 ? COMMAND_REFUSED : r;
}

static void reception_deinit(struct reception *reception)
{
    errand_deinit(&reception->errand);
}

static int run(int argc, char **argv)
{
    CLEANUP(reception_deinit) struct reception reception = {.received = 0};
    struct wish wish = {.channel = ""};
    struct login_wish who = {.key = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("channel", &wish.channel),
        REQUIRED_TEXT("key", &who.key),
        TEXT("passphrase-file", &who.passphrase_file),
        TEXT("record", &wish.record),
        NUMBER("constituency", &wish.cid),
        FLAG("before-close", &wish.is_in_time),
    };
    const char *word = NULL;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = find_channel(wish.channel, &reception.channel);
    }
    if (r != 0) {
        return r;
    }
    if (wish.cid > CONSTITUENCIES_MAX) {
        return command_fail(COMMAND_USAGE, "there is no such constituency");
    }
    who.url = word;
    reception.wish = &wish;
    r = errand_open(&who, wish.record, &reception.errand);
    if (r == 0) {
        r = check_grant(&reception.errand);
    }
    return r == 0 ? answer_all(&reception) : r;
}

const struct command tally_receive = {
    .name = "receive",
    .arguments = "URL --channel post|telephone|text --key FILE [--constituency N] "
                 "[--before-close] [--record DIR] [--passphrase-file FILE]",
    .summary = "take in votes that do not come online: a line each, such as 2.417.K7 y",
    .run = run,
};
