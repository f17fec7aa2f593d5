/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the server puts away for an officer and cannot read again: crypto_box_seal to
 * the officer's X25519 key (protocol.md §4). keyfile_unseal opens it. A reference says
 * which voter number a member was dealt; letters are any bytes.
 */
#ifndef SEAL_SEALBOX_H
#define SEAL_SEALBOX_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"

enum {
    SEALBOX_EXTRA = 48, /* a box is that much longer than its contents */
    SEALBOX_REFERENCE_MAX = 256,
};

enum sealbox_refusal {
    SEALBOX_MALFORMED = 1, /* no reference; or its text too long */
    SEALBOX_KEY,           /* a key that nothing can be sealed to */
};

/* Appends the sealed bytes to out, whose ceiling must allow them. */
MUST_USE int sealbox_seal(const struct box_key *to, struct span plain, struct buf *out);

/* eid ‖ u16 cid ‖ u32 number ‖ member reference */
struct sealed_reference {
    struct eid eid;
    uint16_t cid;
    uint32_t number;
    struct span member; /* a text, borrowed */
};

MUST_USE int sealbox_seal_reference(const struct box_key *to,
                                    const struct sealed_reference *reference,
                                    struct buf *out);

/* Reads what keyfile_unseal gave; `member` borrows from it. */
MUST_USE int sealbox_read_reference(struct span plain, struct sealed_reference *out);

#endif
