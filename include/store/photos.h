/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Candidates' photographs, one a member, as wire/picture makes them. */
#ifndef STORE_PHOTOS_H
#define STORE_PHOTOS_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "store/roll.h"

/* Keeps (or replaces) the member's. */
MUST_USE int
photos_keep(struct roll *roll, int64_t member, int64_t now, struct span jpeg);

/* There is none afterwards, whether or not there was one. */
MUST_USE int photos_remove(struct roll *roll, int64_t member);

/* Whether the member has one: 0, or ROLL_UNKNOWN. */
MUST_USE int photos_find(struct roll *roll, int64_t member);

/* Appends it. Refuses ROLL_UNKNOWN. */
MUST_USE int photos_get(struct roll *roll, int64_t member, struct buf *out);

#endif
