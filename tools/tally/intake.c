// SPDX-License-Identifier: AGPL-3.0-or-later
#include "intake.h"

#include <string.h>

#include "base/text.h"

#include "typed.h"

/* The document of this channel disqualified for this reason, or because it stood once.
 */
static const struct inquiry_struck *find(const struct inquiry *inquiry,
                                         enum channel channel,
                                         enum disqualify_reason reason,
                                         bool has_stood)
{
    size_t i;

    for (i = 0; i < inquiry->struck_count; i++) {
        const struct inquiry_struck *struck = &inquiry->struck[i];

        if (struck->channel == channel && struck->has_stood == has_stood
            && (has_stood || struck->reason == reason)) {
            return struck;
        }
    }
    return NULL;
}

static struct judgment turn_down(const struct intake *intake,
                                 const struct inquiry *inquiry,
                                 enum disqualify_reason reason)
{
    struct judgment judgment = {.verdict = VERDICT_DISQUALIFY, .reason = reason};

    judgment.struck = find(inquiry, intake->channel, reason, false);
    if (judgment.struck != NULL) {
        judgment.verdict = VERDICT_STRUCK;
    }
    return judgment;
}

/* Of a number that there is, while the box may still be changed. */
static struct judgment judge(const struct intake *intake, const struct inquiry *inquiry)
{
    struct judgment judgment = {.verdict = VERDICT_RECEIVE};

    if (inquiry->is_cancelled) {
        return turn_down(intake, inquiry, REASON_INELIGIBLE);
    }
    if (inquiry->is_spent && inquiry->spent_by == intake->channel) {
        judgment.verdict = VERDICT_RECEIVED;
        return judgment;
    }
    if (inquiry->is_spent || (inquiry->is_closed && !intake->is_in_time)) {
        return turn_down(intake, inquiry, REASON_LATER);
    }
    if (!intake->is_declared) {
        return turn_down(intake, inquiry, REASON_DECLARATION);
    }
    judgment.struck = find(inquiry, intake->channel, REASON_LATER, true);
    if (judgment.struck != NULL && !intake->is_another) {
        judgment.verdict = VERDICT_DOUBTFUL;
    }
    return judgment;
}

struct judgment intake_judge(const struct intake *intake, const struct inquiry *inquiry)
{
    struct judgment judgment = {.verdict = VERDICT_UNKNOWN};

    if (!inquiry->is_known) {
        return judgment;
    }
    judgment = judge(intake, inquiry);
    if (inquiry->is_boxed
        && (judgment.verdict == VERDICT_RECEIVE
            || judgment.verdict == VERDICT_DISQUALIFY)) {
        judgment.verdict = VERDICT_LATE;
    }
    return judgment;
}

/* "2.417.K7", or the number alone where --constituency says the rest. */
static int
read_envelope(const struct intake_place *place, struct span word, struct envelope *out)
{
    uint64_t number = 0;

    if (place->cid != 0 && text_number(word, UINT32_MAX, &number) == 0) {
        *out = (struct envelope){.cid = place->cid, .number = (uint32_t)number};
        return 0;
    }
    return envelope_read(place->eid, word, out);
}

static const char *read_words(const struct intake_place *place,
                              struct span line,
                              struct intake *out,
                              bool *is_answered)
{
    struct span word = typed_word(&line);
    int r = read_envelope(place, word, &out->envelope);

    if (r != 0) {
        return r == ENVELOPE_MISTYPED
                   ? "mistyped, or an envelope of another election"
                   : "not understood: 2.417.K7 y, as on the envelope, and y or n for "
                     "the declaration";
    }
    *is_answered = false;
    for (word = typed_word(&line); word.size > 0; word = typed_word(&line)) {
        if (typed_is(word, "y") || typed_is(word, "n")) {
            out->is_declared = typed_is(word, "y");
            *is_answered = true;
        } else if (typed_is(word, "another")) {
            out->is_another = true;
        } else {
            return "not understood: behind the envelope stand y or n, or another";
        }
    }
    return NULL;
}

/* Asks only where a declaration is made at all (rule 21: not by staff). */
static const char *ask_declaration(struct intake *intake)
{
    struct typed typed;
    int r;

    do {
        r = typed_next("  Is the declaration of identity there, complete, signed and "
                       "dated? y or n: ",
                       &typed);
        if (r == TYPED_END) {
            return "not recorded: whether the declaration is there was not said";
        }
    } while (r != 0 || (strcmp(typed.line, "y") != 0 && strcmp(typed.line, "n") != 0));
    intake->is_declared = strcmp(typed.line, "y") == 0;
    return NULL;
}

const char *
intake_read(const struct intake_place *place, struct span line, struct intake *out)
{
    const struct constituency *constituency;
    bool is_answered = false;
    const char *wrong;

    wrong = read_words(place, line, out, &is_answered);
    if (wrong != NULL) {
        return wrong;
    }
    constituency = definition_constituency(place->definition, out->envelope.cid);
    if (constituency == NULL) {
        return "not on the roll: there is no such constituency";
    }
    if ((constituency->channels & 1U << out->channel) == 0) {
        return "not recorded: this constituency does not vote that way";
    }
    if (constituency->wording_count == 0) {
        out->is_declared = true;
        return NULL;
    }
    return is_answered ? NULL : ask_declaration(out);
}
