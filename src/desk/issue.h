/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Issuing tokens (protocol.md §4): for each contested constituency a token and a number
 * dealt at random for each member who may vote, the roll object, and the roll document
 * that waits for its signature. Only upon its entry are tokens handed out, then wiped.
 * Inside desk/ only, under the desk's submit_lock.
 */
#ifndef DESK_ISSUE_H
#define DESK_ISSUE_H

#include "base/attr.h"
#include "base/span.h"
#include "desk/committer.h"
#include "desk/desk.h"

struct issue;

enum {
    ISSUE_MARKS_MAX = 4096, /* acts of issuing and replacing in one election */
};

enum issue_refusal {
    ISSUE_NOT_DUE = 1,  /* no statement, nothing contested, or a roll already */
    ISSUE_NOT_PREPARED, /* another document than the one drawn */
    ISSUE_NO_ROOM,
    ISSUE_REFUSED, /* by the committer: see its answer */
};

/* Draws once; again only in another process. ISSUE_NOT_DUE, ISSUE_NO_ROOM. */
MUST_USE int issue_prepare(struct desk *desk);

/* The roll document drawn; empty without one. */
struct span issue_document(const struct issue *issue);

/* The signed roll document: references, entry, tokens out. */
MUST_USE int issue_commit(struct desk *desk,
                          struct span submission,
                          struct span document,
                          struct committed *out);

/* Wipes the tokens. */
void issue_free(struct issue *issue);

#endif
