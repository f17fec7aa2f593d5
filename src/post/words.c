// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/words.h"

#include "base/moment.h"
#include "post/pack.h"

static const char *const subjects[PARCEL_KINDS] = {
    [PARCEL_SIGN_IN] = "Your sign-in link",
    [PARCEL_ACKNOWLEDGED] = "We have received your nomination",
    [PARCEL_ACCEPTED] = "Your nomination is valid",
    [PARCEL_REJECTED] = "Your nomination is not valid",
    [PARCEL_WITHDRAWN] = "Your nomination is withdrawn",
    [PARCEL_TOKEN] = "Your voting code",
    [PARCEL_REMINDER] = "You can still vote",
};

void words_subject(const struct parcel *parcel, struct buf *out)
{
    if (parcel->definition->practice) {
        buf_put_text(out, "PRACTICE: ");
    }
    buf_printf(out,
               "%s: election of governors, %s",
               parcel->kind == PARCEL_SIGN_IN && parcel->way == PARCEL_LETTER
                   ? "Your sign-in code"
                   : subjects[parcel->kind],
               parcel->definition->trust);
}

/* "Public – Oxfordshire", with the class where there is one. */
static void put_constituency(const struct parcel *parcel, struct buf *out)
{
    buf_put_text(out, parcel->constituency->name);
    if (parcel->constituency->class_name[0] != 0) {
        buf_printf(out, ", %s", parcel->constituency->class_name);
    }
}

static void put_time(struct buf *out, int64_t time)
{
    char text[MOMENT_PEOPLE_SIZE];

    moment_people(time, text);
    buf_put_text(out, text);
}

static void put_moment(struct buf *out, const struct parcel *parcel, enum step step)
{
    put_time(out, parcel->definition->timetable.at[step]);
}

/* In a letter: a code to be typed. */
static void put_entrance(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_printf(out,
               "You can see your entry on the roll of members, choose how you hear from"
               " us,\nand stand for election, at\n\n%s/sign-in/code\n\n"
               "Enter this code there:\n\n%s\n\n",
               site,
               parcel->token);
    buf_put_text(out,
                 "The code works once and for 60 days. It is not a voting code. Do not"
                 " pass it\non: whoever has it can sign in as you.\n");
}

static void put_sign_in(const struct parcel *parcel, const char *site, struct buf *out)
{
    if (parcel->way == PARCEL_LETTER) {
        put_entrance(parcel, site, out);
        return;
    }
    buf_put_text(out,
                 "You asked for a link to sign in to the election of governors.\n"
                 "Open this page and press the button on it:\n\n");
    buf_printf(out, "%s\n\n", parcel->link);
    buf_put_text(out,
                 "The link works once and for an hour.\n"
                 "If you did not ask for it, you need do nothing.\n");
}

static void
put_acknowledged(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_put_text(out, "We have received your nomination for ");
    put_constituency(parcel, out);
    buf_put_text(out,
                 ".\n\nThe returning officer will check it and write to you with the\n"
                 "decision. You can correct it until ");
    put_moment(out, parcel, STEP_NOMINATIONS_CLOSE);
    buf_printf(out, ", by\nsigning in at %s/sign-in\nYou can withdraw until ", site);
    put_moment(out, parcel, STEP_WITHDRAWAL);
    buf_put_text(out, ".\n");
}

static void put_accepted(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_put_text(out, "Your nomination for ");
    put_constituency(parcel, out);
    buf_put_text(
        out,
        " is valid.\nYou stand in the election.\n\nThe candidates are published at ");
    buf_printf(out, "%s/candidates\nYou can withdraw until ", site);
    put_moment(out, parcel, STEP_WITHDRAWAL);
    buf_put_text(out, ".\n");
}

static void put_rejected(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_put_text(out, "Your nomination for ");
    put_constituency(parcel, out);
    buf_printf(
        out,
        " is not valid.\nYou do not stand in the election.\n\nThe reason: %s\n\n",
        parcel->reason != NULL ? parcel->reason : "");
    if (!parcel->may_correct) {
        buf_put_text(
            out,
            "If you think that this is wrong, ring the returning officer today.\n");
        return;
    }
    buf_put_text(out, "Nominations close at ");
    put_moment(out, parcel, STEP_NOMINATIONS_CLOSE);
    buf_printf(
        out, ".\nUntil then you can put it right by signing in at %s/sign-in\n", site);
}

static void
put_withdrawn(const struct parcel *parcel, const char *site, struct buf *out)
{
    (void)site;
    buf_put_text(out, "Your nomination for ");
    put_constituency(parcel, out);
    buf_put_text(out,
                 " is withdrawn.\nYou do not stand in the election.\n\n"
                 "If you did not ask for this, ring the returning officer today.\n");
}

/* Rules 21 and 24: who stands, and the declaration that some voters have to make. */
static void put_guidance(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_printf(out, "\n\nWho stands, and what they say: %s/candidates\n", site);
    if (parcel->constituency->wording_count > 0) {
        buf_put_text(out,
                     "Before you vote you are asked to declare who you are. Without"
                     " that\ndeclaration, or with a false one, your vote may not"
                     " count.\n");
    }
}

static bool is_open(const struct parcel *parcel, enum channel channel)
{
    return (parcel->constituency->channels & 1U << channel) != 0;
}

/* Rules 20, 24 and 25: the other ways to vote, and that only one of them counts. */
static void put_ways(const struct parcel *parcel, struct buf *out)
{
    const struct contact *contact = &parcel->definition->contact;
    bool has_form = parcel->constituency->wording_count > 0;

    if (pack_is_due(parcel)) {
        buf_printf(
            out,
            "\nOr vote by post. With this letter come a ballot paper, what\n"
            "the candidates say%s and labels for two\nenvelopes. Mark the ballot paper,"
            " seal it alone in the ballot\npaper envelope, put that%s into the\n"
            "covering envelope, and post it. It must be with the returning\nofficer"
            " before the poll closes. If you spoil the paper, ring the number\n"
            "below for another before you post it.\n",
            has_form ? ", a declaration of identity" : "",
            has_form ? " and the signed declaration" : "");
    }
    if (is_open(parcel, CHANNEL_TELEPHONE)) {
        buf_printf(out,
                   "\nOr vote by telephone: ring %s and say your voter ID number.\n",
                   contact->telephone);
    }
    if (is_open(parcel, CHANNEL_TEXT)) {
        buf_printf(out,
                   "\nOr vote by text message: ring %s to be told how.\n",
                   contact->telephone);
    }
    if (pack_is_due(parcel) || is_open(parcel, CHANNEL_TELEPHONE)
        || is_open(parcel, CHANNEL_TEXT)) {
        buf_put_text(out,
                     "\nVote in one way only: the first of your votes that is\n"
                     "received counts.\n");
    }
}

static void put_token(const struct parcel *parcel, const char *site, struct buf *out)
{
    if (parcel->is_replacement) {
        buf_put_text(
            out,
            "This is a new voting code. The one you had before no longer works.\n\n");
    }
    buf_put_text(out, "You can vote for the governors of ");
    put_constituency(parcel, out);
    buf_printf(
        out, ": %u to be elected.\nThe poll closes at ", parcel->constituency->seats);
    put_time(out, parcel->close);
    buf_put_text(out, ".\n\nTo vote, ");
    if (parcel->way == PARCEL_EMAIL) {
        buf_printf(out, "open this page:\n\n%s\n\n", parcel->link);
        buf_printf(out, "Or go to %s/vote and enter:\n\n", site);
    } else {
        buf_printf(out, "go to %s/vote and enter:\n\n", site);
    }
    buf_printf(out, "Voting code:      %s\n", parcel->token);
    buf_printf(out, "Voter ID number:  %u\n", parcel->number);
    buf_put_text(out, "Constituency:     ");
    put_constituency(parcel, out);
    put_guidance(parcel, site, out);
    put_ways(parcel, out);
    buf_put_text(
        out,
        "\nThe code works once. Do not pass it on: whoever has it can vote in your"
        " place.\n"
        "Your vote is secret, and nobody may ask you how you voted.\n");
    if (parcel->definition->trustee_count == 1) {
        buf_put_text(out,
                     "In this election one person alone holds the key to the votes, and"
                     " could read them.\n");
    }
    if (parcel->code != NULL) {
        buf_printf(out, "\nElection code: %s\n", parcel->code);
    }
}

/* No code is in it: whoever has none left has to ring. */
static void put_reminder(const struct parcel *parcel, const char *site, struct buf *out)
{
    buf_put_text(out, "We have not received a vote from you for the governors of ");
    put_constituency(parcel, out);
    buf_put_text(out, ".\nThe poll closes at ");
    put_time(out, parcel->close);
    buf_printf(out,
               ".\n\nTo vote, go to %s/vote and enter the voting code that was sent to"
               " you.\nIf you cannot find it, ring the number below.\n\n"
               "Who stands, and what they say: %s/candidates\n\n"
               "If you have voted by post in the last days, you need do nothing.\n"
               "This was sent without anybody looking at who has voted and who has not."
               "\n",
               site,
               site);
}

typedef void (*put_text)(const struct parcel *parcel,
                         const char *site,
                         struct buf *out);

static const put_text texts[PARCEL_KINDS] = {
    [PARCEL_SIGN_IN] = put_sign_in,
    [PARCEL_ACKNOWLEDGED] = put_acknowledged,
    [PARCEL_ACCEPTED] = put_accepted,
    [PARCEL_REJECTED] = put_rejected,
    [PARCEL_WITHDRAWN] = put_withdrawn,
    [PARCEL_TOKEN] = put_token,
    [PARCEL_REMINDER] = put_reminder,
};

void words_body(const struct parcel *parcel, const char *site, struct buf *out)
{
    const struct definition *definition = parcel->definition;

    if (definition->practice) {
        buf_put_text(out, "THIS IS A PRACTICE ELECTION. It elects nobody.\n\n");
    }
    buf_printf(out, "Dear %s,\n\n", parcel->name);
    texts[parcel->kind](parcel, site, out);
    buf_printf(
        out,
        "\nQuestions, or something is wrong? Ring %s, write to\n%s or to\n%s.\n\n",
        definition->contact.telephone,
        definition->contact.email,
        definition->contact.address);
    buf_printf(out,
               "%s\nReturning officer for %s\n",
               definition->officers[0].name,
               definition->trust);
}
