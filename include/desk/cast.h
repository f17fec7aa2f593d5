/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Casting: a ballot's bytes are checked, cheapest check first (protocol.md §5), on the
 * caller's thread, and then handed to the committer with the time its last byte
 * arrived. The daemon can accept a ballot and never open one.
 */
#ifndef DESK_CAST_H
#define DESK_CAST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "desk/desk.h"

enum cast_refusal {
    CAST_MALFORMED = 1,  /* length, magic, points or scalars */
    CAST_OTHER_ELECTION, /* another election's id */
    CAST_NOT_OPEN,       /* the poll has not opened */
    CAST_CLOSED,         /* arrived after the close */
    CAST_UNKNOWN,        /* no such number in that constituency */
    CAST_CANCELLED,      /* the number was replaced by another */
    CAST_SPENT,          /* another vote stands: `spent_at`, `spent_by` */
    CAST_STRUCK,         /* its vote was disqualified: ask the returning officer */
    CAST_OTHER_KEY,      /* the credential is not that number's */
    CAST_MISPLACED,      /* it is of another number or constituency than the ballot's */
    CAST_DECLARATION,    /* a declaration of identity is missing or not offered */
    CAST_COPIED,         /* the encryption is on an earlier entry */
    CAST_SIGNATURE,
    CAST_PROOF,
    CAST_STOPPED, /* the poll of that constituency was stopped by a note */
    CAST_BUSY,    /* try again: queue or disk is full */
    CAST_REFUSALS,
};

/* What became of it; borrowed during the call. */
struct cast_answer {
    int result;    /* 0, an enum cast_refusal, or a fault */
    bool is_again; /* the same bytes were recorded before: 200, not 201 */
    uint64_t index;
    int64_t spent_at; /* CAST_SPENT: when, to the minute, and by which channel */
    enum channel spent_by;
    struct span receipt; /* the receipt's text when result is 0 */
};

typedef void (*cast_done)(void *context, const struct cast_answer *answer);

struct cast {
    struct span ballot; /* borrowed during desk_cast only */
    int64_t arrived;    /* desk_now when the last byte had arrived */
    cast_done done;     /* on another thread, perhaps before desk_cast returns */
    void *context;
};

/*
 * 0: `done` will be called once. Otherwise a refusal or fault and `done` is never
 * called; for CAST_SPENT `spent` says when and how (may be NULL).
 */
MUST_USE int
desk_cast(struct desk *desk, const struct cast *cast, struct cast_answer *spent);

/* "Did my vote count?": the receipt of the ballot of a credential, under a checkpoint
 * that is witnessed as soon as there is one. CAST_UNKNOWN. */
MUST_USE int
desk_receipt(struct desk *desk, const struct sign_key *credential, struct buf *out);

#endif
