/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Inside record: what an entry and a submission have in common, all but the time. */
#ifndef RECORD_ENTRY_BODY_H
#define RECORD_ENTRY_BODY_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/reader.h"
#include "record/entry.h"

/* The type, first; then the body, which takes all that is left. ENTRY_MALFORMED. */
MUST_USE int entry_body_type(struct reader *reader, struct entry *entry);
MUST_USE int entry_body_parse(struct reader *reader, struct entry *entry);

/* A copy that can be written: its signers in order. ENTRY_MALFORMED, ENTRY_TOO_LARGE.
 */
MUST_USE int entry_body_prepare(const struct entry *entry, struct entry *out);
void entry_body_put(const struct entry *entry, struct buf *out);

#endif
