/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What members chose for themselves; read with the member (store/members). */
#ifndef STORE_PREFERENCES_H
#define STORE_PREFERENCES_H

#include "base/attr.h"
#include "store/members.h"
#include "store/roll.h"

/* Keeps the member's way and hears, neither of them unsaid. ROLL_NO_ROOM. */
MUST_USE int preferences_keep(struct roll *roll, const struct member *member);

#endif
