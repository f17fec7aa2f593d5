/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Signed entries and the objects they name, as officers, trustees and mixers send them:
 * u8 type ‖ body (record/entry, submission_*). Signatures, signers' rights, the rules
 * of the record and, where the daemon prepared the document, its very bytes are checked
 * before the committer appends it. Ballots do not come this way.
 */
#ifndef DESK_SUBMIT_H
#define DESK_SUBMIT_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "desk/desk.h"

enum submit_refusal {
    SUBMIT_MALFORMED = 1,  /* the bytes, or the document within */
    SUBMIT_TYPE,           /* ballots, open and close are not submitted */
    SUBMIT_SIGNATURE,      /* a signature is not right */
    SUBMIT_SIGNER,         /* not signed by those who must, or by somebody else too */
    SUBMIT_PINNED,         /* definition: not by the officer this daemon was made for */
    SUBMIT_DEFINITION,     /* definition: log key, page or practice do not fit */
    SUBMIT_EXISTS,         /* there is one already, or the same document */
    SUBMIT_RULES,          /* the record's rules refuse it now: `rule` */
    SUBMIT_RETAINED,       /* destruction before its time: rule 57 */
    SUBMIT_NOT_PREPARED,   /* not what the daemon prepared: ask for it again */
    SUBMIT_OBJECT_MISSING, /* PUT `object` first, then post again */
    SUBMIT_OTHER_HAND,     /* kept: it waits for a second officer's signature */
    SUBMIT_CLOSING,        /* the poll is just being closed: again in a few seconds */
    SUBMIT_BUSY,
    SUBMIT_REFUSALS,
};

struct submitted {
    uint64_t index;           /* when 0 is returned */
    int rule;                 /* SUBMIT_RULES: enum ledger_refusal */
    struct object_ref object; /* SUBMIT_OBJECT_MISSING */
};

/* `out` is filled as far as the result says. */
MUST_USE int
desk_submit(struct desk *desk, struct span submission, struct submitted *out);

enum desk_put_refusal {
    DESK_PUT_UNEXPECTED = 1, /* no validated submission names it */
    DESK_PUT_SIZE,           /* not of the size named */
    DESK_PUT_HASH,           /* not these bytes */
};

/* The exact size of an expected object, so that a request can be refused early. */
MUST_USE int
desk_object_expected(struct desk *desk, const struct digest *digest, uint64_t *out);

/* Keeps an expected object: written aside, synced, renamed. Held already: 0. */
MUST_USE int
desk_object_put(struct desk *desk, const struct digest *digest, struct span bytes);

#endif
