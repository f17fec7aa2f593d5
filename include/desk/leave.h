/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Candidates who leave before the statement is signed, as an officer records it: a
 * withdrawal that came on paper (rule 17), or a death that was proved (rule 14). What
 * comes later is a note of the record.
 */
#ifndef DESK_LEAVE_H
#define DESK_LEAVE_H

#include <stdint.h>

#include "base/attr.h"
#include "desk/nominate.h"

enum leave_refusal {
    LEAVE_UNKNOWN = 1, /* no such form, or another was sent since */
    LEAVE_CHANGED,     /* somebody has changed it since the version looked at */
    LEAVE_GONE,        /* the candidate does not stand any more */
    LEAVE_TIME,        /* the statement is signed, or nothing has begun */
    LEAVE_GRANT,       /* this officer may not */
    LEAVE_RECEIVED,    /* not received between the notice of election and now */
    LEAVE_LATE,        /* received after the deadline for withdrawals */
    LEAVE_UNATTESTED,  /* a name is missing, or both are one person's */
    LEAVE_PROOF,       /* what proves the death is not said */
    LEAVE_NO_ROOM,
    LEAVE_REFUSALS,
};

struct leave {
    int64_t form;
    int64_t version; /* of the nomination that was looked at */
    struct sign_key officer;
};

/* The candidate is told by email where there is one. */
MUST_USE int desk_leave_withdrawal(struct desk *desk,
                                   const struct leave *leave,
                                   const struct nomination_attested *by,
                                   int64_t received);

/* The proof in words: "death certificate seen". Nobody is told. */
MUST_USE int
desk_leave_death(struct desk *desk, const struct leave *leave, struct span proof);

/* The proof that was kept. Refuses LEAVE_UNKNOWN. */
MUST_USE int
desk_leave_proof(struct desk *desk, int64_t form, char out[static FORM_NAME_SIZE]);

#endif
