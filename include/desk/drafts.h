/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Documents that an officer prepares in the console and officers then sign with their
 * tool, as they do what falls due: an extension of the poll (rule 70), a disqualified
 * vote (rules 37 to 39). And what one of two has signed: either can be taken back.
 */
#ifndef DESK_DRAFTS_H
#define DESK_DRAFTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/document.h"
#include "core/register.h"
#include "desk/desk.h"

enum drafts_refusal {
    DRAFTS_GRANT = 1, /* this officer may not */
    DRAFTS_TIME,      /* not now: see the phase */
    DRAFTS_EARLIER,   /* a close that is not later than the one announced */
    DRAFTS_REASON,    /* no reason of the list */
    DRAFTS_UNKNOWN,   /* no such voter number, or entry */
    DRAFTS_GONE,      /* waits no longer */
    DRAFTS_NO_ROOM,
    DRAFTS_REFUSALS,
};

/* The poll is to close later; `code` is one of core/note's delays. */
MUST_USE int desk_draft_extension(struct desk *desk,
                                  const struct sign_key *officer,
                                  int64_t close,
                                  const char *code);

/* A vote is not to count. Of a number its entry is found here: the vote that stands, if
 * it came the same way and the reason is not that it is later. */
MUST_USE int desk_draft_disqualification(struct desk *desk,
                                         const struct sign_key *officer,
                                         const struct disqualification *what);

/* The officer who signed it takes it back, or one who may sign what nobody has; the
 * returning officer takes back any. */
MUST_USE int
desk_draft_withdraw(struct desk *desk, const struct sign_key *officer, uint64_t id);

/* Everything of the kind, the oldest first, until one is not 0. */
struct draft {
    uint64_t id;
    const struct document *document;
    bool is_signed;
    struct sign_key signer; /* who has */
};
typedef int (*drafts_visit)(void *context, const struct draft *draft);
MUST_USE int desk_drafts(struct desk *desk, drafts_visit visit, void *context);

#endif
