/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ballot made again from what its device gave out for a test (protocol.md §6): the
 * head, r and the choice. If alpha, beta and the code come out the same, the device
 * encrypted what it showed. The head is public; r and the choice are the tester's.
 */
#ifndef SEAL_RETRACE_H
#define SEAL_RETRACE_H

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "seal/choice.h"
#include "seal/code.h"

enum retrace_refusal {
    RETRACE_MALFORMED = 1, /* no head, or values in it that do not decode */
    RETRACE_CHOICE,        /* a choice the constituency does not allow */
    RETRACE_OTHER,         /* it holds another vote than the one shown */
    RETRACE_PROOF,         /* its proof does not hold: it could not have been cast */
};

/* What the head says in the clear, and its code. */
struct retraced {
    struct eid eid;
    uint16_t cid;
    uint32_t number;
    struct code code;
};

/* RETRACE_MALFORMED of anything but 203 bytes that begin as a ballot does. */
MUST_USE int retrace_read(struct span head, struct retraced *out);

/* Whether the head holds the choice, encrypted to the election key with r. */
MUST_USE int retrace_check(struct span head,
                           const struct scalar *r,
                           const struct choice *choice,
                           const struct choice_rules *rules,
                           const struct point *election_key);

#endif
