/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One ballot opened for a determination under Part 11 (protocol.md §8.5): after the
 * result, by a note of the officers that names the ballot and the order. Each of t
 * trustees answers the authority, sealed; the authority alone learns the vote, and no
 * record ever does. Nothing but a ballot that stands is opened.
 */
#ifndef AUDIT_OPEN_ONE_H
#define AUDIT_OPEN_ONE_H

#include <stdint.h>

#include "audit/verify.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "seal/choice.h"
#include "seal/keyfile.h"
#include "wire/mandate.h"

enum open_one_refusal {
    OPEN_ONE_STAGE = 1,  /* the record is not verified to a declared result */
    OPEN_ONE_ORDER,      /* no note of the officers names this order */
    OPEN_ONE_TARGET,     /* not what the note names, or no ballot that stands */
    OPEN_ONE_ROLE,       /* not a trustee's key of this election */
    OPEN_ONE_KEYFILE,    /* the key does not fit the ceremony */
    OPEN_ONE_SEALED,     /* an answer that was not sealed to this key */
    OPEN_ONE_ANSWER,     /* an answer that is none to this order, or proves nothing */
    OPEN_ONE_TOO_FEW,    /* fewer trustees' answers than the threshold */
    OPEN_ONE_UNREADABLE, /* the ballot holds no vote that the constituency allows */
};

/* The ballot that an order names, found in a verified record. */
struct open_one {
    struct mandate mandate;
    struct digest order; /* leaf hash of the note that names it */
    uint32_t number;     /* the voter's */
    int64_t time;        /* of the ballot's entry */
    struct ciphertext vote;
    const struct constituency *constituency; /* both borrowed from the audit */
    const struct nominees *nominees;
};

/* text: the order's bytes. The audit has run to STAGE_RESULT. */
MUST_USE int open_one_find(struct audit *audit, struct span text, struct open_one *out);

/* Appends this trustee's answer, sealed to the authority. */
MUST_USE int open_one_answer(const struct audit *audit,
                             const struct open_one *found,
                             const struct keyfile *trustee,
                             struct buf *out);

struct open_one_answers {
    size_t count;
    const struct span *sealed;
    size_t culprit; /* filled in: the place of one that is refused */
};

/* The vote, from the sealed answers of at least t trustees; the same twice counts once.
 */
MUST_USE int open_one_join(const struct audit *audit,
                           const struct open_one *found,
                           const struct keyfile *authority,
                           struct open_one_answers *answers,
                           struct choice *out);

#endif
