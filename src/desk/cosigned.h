/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The cosigned checkpoints of a desk: DIR/cosigned/SIZE, each the log's note with what
 * witnesses of the definition's policy have signed of it so far. They are files and no
 * rows, because record.db has one writer and a ballot must never wait for a witness.
 * From any thread. Inside desk/ only.
 */
#ifndef DESK_COSIGNED_H
#define DESK_COSIGNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/definition.h"
#include "record/checkpoint.h"

struct cosigned;

enum cosigned_refusal {
    COSIGNED_UNKNOWN = 1, /* no such checkpoint is cosigned */
    COSIGNED_USELESS,     /* nobody of the policy has signed it, or not now */
};

MUST_USE int cosigned_new(const char *dir, struct cosigned **out);
void cosigned_free(struct cosigned *cosigned);

/* Reads the policy and what is on the disk, once there is a definition: again is
 * nothing. The definition is borrowed for the call. */
MUST_USE int cosigned_begin(struct cosigned *cosigned,
                            const struct definition *definition);

/*
 * Keeps what the lines, a witness's answer, add to the note they were given for: each
 * signature of a witness of the policy, if its time is that of now (unix seconds; 0:
 * any). COSIGNED_USELESS.
 */
MUST_USE int cosigned_add(struct cosigned *cosigned,
                          struct span note,
                          struct span lines,
                          int64_t now);

/* Appends the note of this size. COSIGNED_UNKNOWN. */
MUST_USE int cosigned_read(struct cosigned *cosigned, uint64_t size, struct buf *out);

/* The smallest that covers the entry and meets the policy, appended. Where the policy
 * asks for nobody, nothing is witnessed. COSIGNED_UNKNOWN. */
MUST_USE int
cosigned_covering(struct cosigned *cosigned, uint64_t index, struct buf *out);

/* The largest that meets the policy; 0: none. */
uint64_t cosigned_largest(struct cosigned *cosigned);

/* Appends the sizes, a line each: one in a quarter of an hour, and the newest. */
MUST_USE int cosigned_sizes(struct cosigned *cosigned, struct buf *out);

OWNED(cosigned)

#endif
