/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tables of the report on the membership, under the lock of the roll. Inside desk/
 * only. */
#ifndef DESK_REPRESENT_PARTS_H
#define DESK_REPRESENT_PARTS_H

#include "base/attr.h"
#include "post/profile.h"
#include "store/census.h"

struct desk;

MUST_USE int represent_membership(struct desk *desk, struct profile *profile);
MUST_USE int
represent_field(struct desk *desk, enum census_field field, struct profile *profile);

/* Turnout once the poll has closed; contested seats, of this election and earlier ones.
 */
MUST_USE int represent_polls(struct desk *desk, struct profile *profile);

#endif
