/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The one table of problems: what the daemon answers when it does not do what was
 * asked, as a slug, a status, a title and what to do. Programs get it as RFC 9457,
 * people as a page; /problems/{slug} shows it to both.
 */
#ifndef DAEMON_PROBLEM_H
#define DAEMON_PROBLEM_H

#include "base/buf.h"
#include "base/span.h"

enum problem {
    PROBLEM_NONE,
    /* the request itself */
    PROBLEM_REQUEST,
    PROBLEM_LENGTH,
    PROBLEM_TARGET,
    PROBLEM_HEADERS,
    PROBLEM_INCOMPLETE,
    PROBLEM_NOT_FOUND,
    PROBLEM_EARLY,
    PROBLEM_METHOD,
    PROBLEM_TOO_LARGE,
    PROBLEM_MEDIA,
    PROBLEM_FORM,
    PROBLEM_JSON,
    PROBLEM_ORIGIN,
    /* the daemon */
    PROBLEM_BUSY,
    PROBLEM_FAULT,
    PROBLEM_STOPPING,
    /* who asks */
    PROBLEM_SIGN_IN,
    PROBLEM_KEYLESS,
    PROBLEM_ENTRANCE,
    PROBLEM_GRANT,
    PROBLEM_UNSWORN,
    PROBLEM_MEMBER,
    PROBLEM_KEY,
    PROBLEM_CHALLENGE,
    PROBLEM_LOGIN,
    PROBLEM_LINK,
    PROBLEM_OFTEN,
    /* ballots */
    PROBLEM_BALLOT,
    PROBLEM_ELECTION,
    PROBLEM_NOT_OPEN,
    PROBLEM_CLOSED,
    PROBLEM_STOPPED,
    PROBLEM_RETAINED,
    PROBLEM_CREDENTIAL,
    PROBLEM_MISPLACED,
    PROBLEM_CANCELLED,
    PROBLEM_SPENT,
    PROBLEM_COPY,
    PROBLEM_SIGNATURE,
    PROBLEM_PROOF,
    PROBLEM_DECLARATION,
    PROBLEM_NO_RECEIPT,
    /* entries and objects */
    PROBLEM_ENTRY,
    PROBLEM_SIGNER,
    PROBLEM_TYPE,
    PROBLEM_PINNED,
    PROBLEM_DEFINITION,
    PROBLEM_TWICE,
    PROBLEM_PHASE,
    PROBLEM_CHANGED,
    PROBLEM_NO_ELECTION,
    PROBLEM_RULE,
    PROBLEM_OBJECT_MISSING,
    PROBLEM_OBJECT_UNEXPECTED,
    PROBLEM_OBJECT,
    PROBLEM_CEREMONY,
    PROBLEM_AGAIN,
    PROBLEM_NUMBER,
    PROBLEM_REPLACEMENT,
    PROBLEM_WITHHELD,
    PROBLEM_ROLL,
    PROBLEMS,
};

struct problem_text {
    const char *slug;
    unsigned status;
    const char *title;
    const char *advice; /* what to do */
};

/* The row of the table; that of PROBLEM_FAULT for a value outside it. */
const struct problem_text *problem_text(enum problem problem);

/* The problem with this slug, or PROBLEM_NONE. */
enum problem problem_find(struct span slug);

/* Appends the RFC 9457 document; detail stands for the advice unless it is NULL. */
void problem_write(enum problem problem, const char *detail, struct buf *out);

#endif
