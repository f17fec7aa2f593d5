// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acting.h"

#include <stdio.h>

static const char *const acts[ACTED_END] = {
    [ACTED_SIGN_IN] = "opened the console",
    [ACTED_ACCEPT] = "accepted a nomination",
    [ACTED_REJECT] = "did not accept a nomination",
    [ACTED_REPLACE] = "asked for a replacement",
    [ACTED_PAPERS] = "gave figures for the box",
    [ACTED_LETTERS] = "collected letters",
    [ACTED_SUBMIT] = "signed",
    [ACTED_IMPORT] = "imported members",
    [ACTED_OATH] = "declared that nothing disqualifies them as an officer",
    [ACTED_EXPORT] = "took away",
    [ACTED_CENSUS] = "sent figures for the report on the membership",
    [ACTED_INVITE] = "made letters with sign-in codes",
    [ACTED_PAPER] = "entered a nomination on paper",
    [ACTED_WITHDRAW] = "entered a withdrawal on paper",
    [ACTED_DEATH] = "recorded a candidate's death",
    [ACTED_FORM] = "posted a nomination form",
    [ACTED_PHOTO] = "changed a candidate's photograph",
    [ACTED_DIED] = "recorded that a member has died",
    [ACTED_DIED_NOT] = "took back that a member has died",
    [ACTED_ADDRESSES] = "publishes addresses of candidates",
    [ACTED_PREPARE] = "prepared a document to sign",
    [ACTED_TAKE_BACK] = "took back a document that waited",
    [ACTED_NOTICE] = "published the notice",
    [ACTED_LATE] = "registered what came late or came back",
};

void acting_describe(const struct acted *acted, char out[static ACTING_SIZE])
{
    const char *what =
        acted->kind > 0 && acted->kind < ACTED_END ? acts[acted->kind] : "acted";

    (void)snprintf(out,
                   ACTING_SIZE,
                   "%s%s%s",
                   what,
                   acted->subject[0] != '\0' ? ": " : "",
                   acted->subject);
}
