/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The record, fetched before anything is signed: so that what a daemon lays before an
 * officer is held against the record itself. While the poll lasts, ballots and rolls
 * are withheld, and only the hashes can be looked at.
 */
#ifndef TALLY_COPY_H
#define TALLY_COPY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/document.h"
#include "record/ledger_view.h"
#include "signatures.h"

struct copy;

/* folder: kept there, and held against what it saw before; NULL: a temporary one. The
 * record must be of this election. COMMAND_REFUSED, said on stderr. */
MUST_USE int copy_open(const char *url,
                       const char *folder,
                       const struct eid *eid,
                       struct copy **out);
void copy_free(struct copy *copy);

/*
 * Whether the signed document could be the next entry at this time; says what was not
 * looked at. COMMAND_REFUSED, said, when it could not.
 */
MUST_USE int
copy_check(const struct copy *copy, const struct signatures *document, int64_t now);

/* The record's newest state, for the `base` of what is about to be signed. */
MUST_USE int copy_base(const struct copy *copy, struct base *out);

/* Where its files lie, and its entries and objects. */
const char *copy_folder(const struct copy *copy);
const struct record_source *copy_source(const struct copy *copy);

/* What was replayed: all of it, or while the poll lasts all before the roll. */
const struct ledger *copy_ledger(const struct copy *copy);

/* Whether that was all of it. */
bool copy_is_whole(const struct copy *copy);

OWNED(copy)

#endif
