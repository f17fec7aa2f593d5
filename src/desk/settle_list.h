/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who stands, for other acts of the desk: under the roll's lock, whatever the phase.
 * Inside desk/ only. */
#ifndef DESK_SETTLE_LIST_H
#define DESK_SETTLE_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "desk/settle.h"

/* As desk_standings, with the outcome also while withdrawals are possible. */
MUST_USE int settle_list(struct desk *desk, uint16_t cid, struct standings **out);

/* Nominations nobody has decided. */
MUST_USE int settle_undecided(struct desk *desk, size_t *out);

#endif
