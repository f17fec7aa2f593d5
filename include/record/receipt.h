/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Receipts (protocol.md §7): a C2SP tlog-proof whose extra data is the entry itself. A
 * receipt is good iff the entry's leaf is included under a checkpoint that the
 * definition's log key signed, and the entry's ballot is byte for byte one's own.
 */
#ifndef RECORD_RECEIPT_H
#define RECORD_RECEIPT_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "record/checkpoint.h"
#include "record/proof.h"

enum {
    RECEIPT_SIZE_MAX = 262144,
};

enum receipt_refusal {
    RECEIPT_MALFORMED = 1, /* not such a proof, or its extra data is no entry */
    RECEIPT_CHECKPOINT,    /* not of this log, or not signed by it */
    RECEIPT_PROOF,         /* the entry is not included */
    RECEIPT_OTHER_BALLOT,  /* a good receipt, of something else */
};

struct receipt {
    uint64_t index;
    struct proof proof;
    struct span entry;
    struct span checkpoint; /* the signed note */
};

/* Appends the text. */
MUST_USE int receipt_write(const struct receipt *receipt, struct buf *out);

/* What a good receipt shows. */
struct receipt_fact {
    uint64_t index;
    int64_t time; /* of the entry */
    struct tree_head head;
};

/* That the receipt is good and of this ballot (its 267 bytes). */
MUST_USE int receipt_check(struct span text,
                           const struct vkey *log,
                           struct span ballot,
                           struct receipt_fact *out);

/* That the receipt is good, whatever its entry is: its bytes are appended. */
MUST_USE int receipt_open(struct span text,
                          const struct vkey *log,
                          struct receipt_fact *out,
                          struct buf *entry);

#endif
