// SPDX-License-Identifier: AGPL-3.0-or-later
#include "problem.h"

#include <string.h>

static const struct problem_text texts[PROBLEMS] = {
    [PROBLEM_REQUEST] =
        {"malformed-request",
         400,
         "The request is not well formed",
         "Send the request again from an up-to-date browser or program."},
    [PROBLEM_LENGTH] = {"length-required",
                        411,
                        "The request does not say how long it is",
                        "Send a Content-Length and no Transfer-Encoding."},
    [PROBLEM_TARGET] = {"address-too-long",
                        414,
                        "The address is too long",
                        "Follow the links from the front page."},
    [PROBLEM_HEADERS] = {"headers-too-large",
                         431,
                         "The request carries too many headers",
                         "Delete the cookies of this site, then try again."},
    [PROBLEM_INCOMPLETE] = {"request-incomplete",
                            408,
                            "The request did not arrive whole in time",
                            "Nothing was stored. Check your connection and send it "
                            "again."},
    [PROBLEM_NOT_FOUND] = {"not-found",
                           404,
                           "There is nothing at this address",
                           "Check the address, or start from the front page."},
    [PROBLEM_EARLY] = {"not-yet",
                       404,
                       "This is not published yet",
                       "See the dates on the front page."},
    [PROBLEM_METHOD] = {"method-not-allowed",
                        405,
                        "This address does not take that kind of request",
                        "Use one of the methods named in Allow."},
    [PROBLEM_TOO_LARGE] = {"too-large",
                           413,
                           "The request is too large",
                           "Nothing was stored. Send less than the limit of this "
                           "address."},
    [PROBLEM_MEDIA] = {"wrong-type",
                       415,
                       "The request is of a type this address does not take",
                       "Send the Content-Type that this address asks for."},
    [PROBLEM_FORM] = {"malformed-form",
                      400,
                      "The form is not well formed",
                      "Go back, reload the page and fill in the form again."},
    [PROBLEM_JSON] = {"malformed-document",
                      400,
                      "The document is not well formed",
                      "Send a JSON object with exactly the members asked for."},
    [PROBLEM_ORIGIN] = {"other-origin",
                        403,
                        "The form was not sent from this site",
                        "Open the page on this site and send its form again."},
    [PROBLEM_BUSY] = {"busy",
                      503,
                      "The service is busy",
                      "Wait a few seconds, then send the same again. A vote sent "
                      "again is never counted twice."},
    [PROBLEM_FAULT] = {"fault",
                       500,
                       "Something went wrong here",
                       "Try again later. If it happens again, tell the returning "
                       "officer."},
    [PROBLEM_STOPPING] = {"stopping",
                          503,
                          "The service is about to restart",
                          "Wait a few seconds, then send the same again. A vote sent "
                          "again is never counted twice."},
    [PROBLEM_SIGN_IN] = {"sign-in-needed",
                         401,
                         "You are not signed in",
                         "Sign in, then try again."},
    [PROBLEM_KEYLESS] = {"console-closed",
                         401,
                         "The console is not open in this browser",
                         "Run tally console with your key file; it opens the console."},
    [PROBLEM_ENTRANCE] = {"entrance-unknown",
                          404,
                          "The address of the console is unknown, spent or too old",
                          "Run tally console again; the address serves once, for a "
                          "minute."},
    [PROBLEM_GRANT] = {"not-granted",
                       403,
                       "Your key may not do this",
                       "Ask an officer to whom the definition grants it."},
    [PROBLEM_UNSWORN] = {"declaration-needed",
                         403,
                         "You have not made the declaration of officers",
                         "Declare in the console, or by tally console --declare, that "
                         "you are not a member, director or employee of the trust, nor "
                         "employed by or for a candidate."},
    [PROBLEM_MEMBER] = {"officer-is-member",
                        403,
                        "The rules do not let you act as an officer",
                        "The email address you declared is on the roll of members. If "
                        "it is yours, another officer must act; if it was mistyped, "
                        "make the declaration again."},
    [PROBLEM_KEY] = {"key-unknown",
                     403,
                     "The definition names no officer with this key",
                     "Use the key file named in the definition."},
    [PROBLEM_CHALLENGE] = {"challenge-unknown",
                           404,
                           "The challenge is unknown, spent or too old",
                           "Ask for a new challenge and answer it within a minute."},
    [PROBLEM_LOGIN] = {"login-signature",
                       403,
                       "The answer to the challenge is not right",
                       "Ask for a new challenge and sign it with the key you named."},
    [PROBLEM_LINK] = {"link-unknown",
                      404,
                      "The link is unknown, spent or too old",
                      "Ask for a new link."},
    [PROBLEM_OFTEN] = {"too-often",
                       429,
                       "This was asked for too often",
                       "Wait some minutes, then try again."},
    [PROBLEM_BALLOT] = {"ballot-malformed",
                        400,
                        "The vote is not well formed",
                        "Nothing was stored. Reload the voting page and vote again."},
    [PROBLEM_ELECTION] = {"ballot-elsewhere",
                          409,
                          "The vote belongs to another election or constituency",
                          "Nothing was stored. Use the link or code sent to you for "
                          "this election."},
    [PROBLEM_NOT_OPEN] =
        {"poll-not-open",
         409,
         "The poll is not open yet",
         "Nothing was stored. Vote after the opening time shown on the "
         "front page."},
    [PROBLEM_CLOSED] = {"poll-closed",
                        409,
                        "The poll has closed",
                        "Nothing was stored. A vote counts only if it arrived before "
                        "the close."},
    [PROBLEM_STOPPED] = {"poll-stopped",
                         409,
                         "The poll in this constituency was stopped",
                         "Nothing was stored. See the front page: a poll is stopped "
                         "when a candidate has died, or is abandoned."},
    [PROBLEM_RETAINED] =
        {"retention-not-over",
         409,
         "Personal data are kept for a year after the declaration",
         "Nothing was stored or destroyed. See the day in the console; if "
         "the board directs otherwise, note that first."},
    [PROBLEM_CREDENTIAL] =
        {"credential-unknown",
         403,
         "The voting code is not on the list of eligible voters",
         "Nothing was stored. Check the voting code; if it is right, "
         "ring the returning officer."},
    [PROBLEM_MISPLACED] =
        {"credential-elsewhere",
         403,
         "The voting code is of another voter ID number or constituency",
         "Nothing was stored. Use the code together with the number and "
         "constituency it was sent with."},
    [PROBLEM_CANCELLED] =
        {"credential-cancelled",
         403,
         "The voting code was replaced",
         "Nothing was stored. Use the newer voting code sent to you."},
    [PROBLEM_SPENT] = {"credential-spent",
                       409,
                       "A vote was already received for this voter ID number",
                       "The first vote stands. If it was not yours, ring the returning "
                       "officer."},
    [PROBLEM_COPY] = {"ballot-copied",
                      409,
                      "The vote copies another one",
                      "Nothing was stored. Reload the voting page and vote again."},
    [PROBLEM_SIGNATURE] =
        {"ballot-signature",
         422,
         "The vote's signature is not right",
         "Nothing was stored. Reload the voting page and vote again."},
    [PROBLEM_PROOF] = {"ballot-proof",
                       422,
                       "The vote's proof is not right",
                       "Nothing was stored. Reload the voting page and vote again."},
    [PROBLEM_DECLARATION] = {"ballot-declaration",
                             422,
                             "The vote lacks the declaration of identity asked for",
                             "Nothing was stored. Reload the voting page and make the "
                             "declaration."},
    [PROBLEM_NO_RECEIPT] = {"no-ballot",
                            404,
                            "No vote with this voting code is recorded",
                            "Cast your vote, or send the same vote again."},
    [PROBLEM_ENTRY] = {"entry-malformed",
                       400,
                       "The entry is not well formed",
                       "Nothing was stored. Send it with tally submit."},
    [PROBLEM_SIGNER] = {"entry-signature",
                        403,
                        "A signature is missing, wrong, or of a key that may not sign "
                        "this",
                        "Nothing was stored. Have it signed by those the definition "
                        "names."},
    [PROBLEM_TYPE] = {"entry-type",
                      400,
                      "Entries of this type are not submitted",
                      "Nothing was stored. Votes go to /api/ballots; the daemon opens "
                      "and closes the poll itself."},
    [PROBLEM_PINNED] = {"officer-other",
                        403,
                        "The definition is not signed by the officer this daemon was "
                        "made for",
                        "Nothing was stored. Sign it with the key that electiond init "
                        "was given, or make a new folder."},
    [PROBLEM_DEFINITION] = {"definition-other",
                            409,
                            "The definition names another daemon's key or page",
                            "Nothing was stored. Put in it what electiond init "
                            "printed."},
    [PROBLEM_TWICE] = {"entry-twice",
                       409,
                       "The document is in the record already",
                       "Nothing more was stored. Nothing needs to be done."},
    [PROBLEM_PHASE] = {"not-now",
                       409,
                       "This is not possible in the present phase",
                       "Nothing was stored. See the timetable on the front page."},
    [PROBLEM_CHANGED] =
        {"changed-meanwhile",
         409,
         "Somebody changed this meanwhile",
         "Nothing was stored. Open the page again, look at what it says "
         "now, then decide."},
    [PROBLEM_NO_ELECTION] = {"no-election",
                             404,
                             "The election is not defined yet",
                             "Come back when the notice of election is published."},
    [PROBLEM_RULE] = {"entry-refused",
                      409,
                      "The record's rules do not allow this entry",
                      "Nothing was stored. Fetch the record, then make the document "
                      "again from it."},
    [PROBLEM_OBJECT_MISSING] = {"object-missing",
                                409,
                                "The object that the document names is not here",
                                "PUT it to /api/objects/{sha256}, then send the entry "
                                "again."},
    [PROBLEM_OBJECT_UNEXPECTED] = {"object-unexpected",
                                   403,
                                   "No signed document waits for this object",
                                   "Send the entry that names it first."},
    [PROBLEM_OBJECT] =
        {"object-wrong",
         422,
         "The object is not the one that was named",
         "Nothing was stored. Send exactly the bytes whose hash and size "
         "the document names."},
    [PROBLEM_CEREMONY] = {"ceremony-taken",
                          409,
                          "Another file of this name lies there",
                          "Ask the other trustees: one of them, or somebody else who "
                          "knows the word, left it. Go on with files by mail or USB."},
    [PROBLEM_AGAIN] = {"ask-again",
                       409,
                       "The daemon no longer holds what this entry needs",
                       "Ask for the replacement again."},
    [PROBLEM_NUMBER] = {"number-unknown",
                        404,
                        "There is no such voter ID number",
                        "Check the constituency and the number on the letter or "
                        "envelope."},
    [PROBLEM_ROLL] = {"roll-unchanged",
                      409,
                      "The roll was not changed",
                      "Look at what the list would change again."},
    [PROBLEM_REPLACEMENT] = {"replacement-refused",
                             409,
                             "This replacement cannot be made",
                             "Choose the register that fits, or ring the "
                             "member."},
    [PROBLEM_WITHHELD] =
        {"withheld",
         404,
         "This part of the record is published at the close of poll",
         "Ask again after the close. Its hashes are published already, "
         "so it cannot change."},
};

const struct problem_text *problem_text(enum problem problem)
{
    if (problem <= PROBLEM_NONE || problem >= PROBLEMS) {
        return &texts[PROBLEM_FAULT];
    }
    return &texts[problem];
}

enum problem problem_find(struct span slug)
{
    enum problem problem;

    for (problem = PROBLEM_NONE + 1; problem < PROBLEMS; problem++) {
        if (span_is_equal(slug, span_of_text(texts[problem].slug))) {
            return problem;
        }
    }
    return PROBLEM_NONE;
}

/* Our own words are plain ASCII, but a detail may quote a name. */
static void put_text(struct buf *out, const char *text)
{
    const char *at;

    buf_put_u8(out, '"');
    for (at = text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            buf_put_u8(out, '\\');
        }
        if ((unsigned char)*at < ' ') {
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*at);
        } else {
            buf_put_u8(out, (uint8_t)*at);
        }
    }
    buf_put_u8(out, '"');
}

void problem_write(enum problem problem, const char *detail, struct buf *out)
{
    const struct problem_text *text = problem_text(problem);

    buf_printf(out, "{\"type\":\"/problems/%s\",\"title\":", text->slug);
    put_text(out, text->title);
    buf_printf(out, ",\"status\":%u,\"detail\":", text->status);
    put_text(out, detail != NULL ? detail : text->advice);
    buf_put_text(out, "}\n");
}
