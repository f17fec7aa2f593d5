/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A members' list that an officer has sent and not yet confirmed. It is kept in memory
 * only, under a name that is its hash, until it is done, another takes its place, or
 * the daemon ends. Refusals are desk/import's.
 */
#ifndef DESK_LISTING_H
#define DESK_LISTING_H

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/import.h"

enum {
    LISTING_SIZE_MAX = 16 << 20,
};

/* Keeps the order's list and scope; gives the list's name. */
MUST_USE int desk_listing_put(struct desk *desk,
                              const struct import_order *order,
                              struct digest *name);

/* What the list of this name would do, or, of step IMPORT_CONFIRMED, does: the order is
 * completed by it. Refuses IMPORT_GONE. */
MUST_USE int desk_listing(struct desk *desk,
                          const struct digest *name,
                          const struct import_order *order,
                          struct imported *out);

#endif
