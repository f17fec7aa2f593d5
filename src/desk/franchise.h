/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who may vote in this election (rule 27.1), for store/memberships. Inside desk/ only.
 */
#ifndef DESK_FRANCHISE_H
#define DESK_FRANCHISE_H

#include <stdint.h>

#include "base/attr.h"
#include "store/memberships.h"

struct desk;

/* As known at a moment, if nominations had closed by then. There is a definition. */
MUST_USE int franchise_at(struct desk *desk, int64_t moment, struct franchise *out);

/* As all that is known. */
MUST_USE int franchise_now(struct desk *desk, struct franchise *out);

#endif
