/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The lists that go into the sealed packets of rules 54 to 56, out of the record: one
 * text a constituency and kind, a line an entry, commas between. */
#ifndef TALLY_PACKING_H
#define TALLY_PACKING_H

#include "base/attr.h"
#include "base/buf.h"
#include "copy.h"
#include "core/constituency.h"

enum packing_kind {
    PACKING_COUNTED,
    PACKING_REJECTED,
    PACKING_DISQUALIFIED,
    PACKING_SPOILT,
    PACKING_LOST,
    PACKING_TENDERED,
    PACKING_OMITTED,
    PACKING_LATE,
    PACKING_KINDS,
};

/* "counted", "rejected", … and what a packet of the kind is endorsed with. */
const char *packing_name(enum packing_kind kind);
const char *packing_contents(enum packing_kind kind);

struct packing;

/* Reads the copy of the record, which is whole. */
MUST_USE int packing_new(const struct copy *copy, struct packing **out);
void packing_free(struct packing *packing);

/* The list of a constituency from 1; its first line names the columns. */
struct span
packing_list(const struct packing *packing, uint16_t cid, enum packing_kind kind);

OWNED(packing)

#endif
