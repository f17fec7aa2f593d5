/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What remains of issuing: for each member crypto_box_seal(eid ‖ u16 cid ‖ u32 number ‖
 * member's number) to the officer, and nothing else. Written before the entry that
 * makes it true, marked with the SHA-256 of that entry's document; marks without an
 * entry are undone at start.
 */
#ifndef STORE_REFERENCES_H
#define STORE_REFERENCES_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "store/roll.h"

/* Adds one; a member may have several over time, the last is in force. */
MUST_USE int references_add(struct roll *roll,
                            int64_t member,
                            struct span sealed,
                            const struct digest *mark);

/* The one in force. Refuses ROLL_UNKNOWN: this member was issued nothing. */
MUST_USE int references_find(struct roll *roll, int64_t member, struct buf *out);

/* Each member's that is in force, in no order that says anything. Until one is not 0.
 */
typedef int (*references_take)(void *context, struct span sealed);
MUST_USE int references_each(struct roll *roll, references_take take, void *context);

/* Each mark in use, and undoing all that carry one. */
typedef int (*references_visit)(void *context, const struct digest *mark);
MUST_USE int references_marks(struct roll *roll, references_visit visit, void *context);
MUST_USE int references_undo(struct roll *roll, const struct digest *mark);

MUST_USE int references_count(struct roll *roll, uint64_t *out);

#endif
