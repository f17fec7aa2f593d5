/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A signed submission being read and checked, before it goes to the committer. Inside
 * desk/ only, under the desk's submit_lock. */
#ifndef DESK_POSTING_H
#define DESK_POSTING_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/document.h"
#include "desk/submit.h"
#include "record/entry.h"

/* As received, or with the other hand's signature added. Borrows from what was read. */
struct posting {
    struct entry entry;
    struct document *document; /* NULL of an entered paper */
    struct buf bytes;
};

/* The caller has made an empty one and its buf. SUBMIT_MALFORMED, SUBMIT_TYPE. */
MUST_USE int posting_read(struct span bytes, struct posting *out);

/* All that can be said before it is committed, as an enum submit_refusal. */
MUST_USE int
posting_check(struct desk *desk, struct posting *posting, struct submitted *out);

/* A rule of the record as an enum submit_refusal. */
MUST_USE int posting_answer(int rule, struct submitted *out);

#endif
