/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One-time sign-in links: only the SHA-256 of a link's code is kept, until it is spent
 * or has expired. */
#ifndef STORE_SIGNINS_H
#define STORE_SIGNINS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/roll.h"

/* Keeps a link, and forgets those expired before `now`. */
MUST_USE int signins_add(struct roll *roll,
                         const struct digest *code,
                         int64_t member,
                         int64_t expires);
MUST_USE int signins_forget(struct roll *roll, int64_t now);

/* Links a member asked for that have not expired: so that mail cannot be flooded. */
MUST_USE int
signins_pending(struct roll *roll, int64_t member, int64_t now, uint64_t *out);

/* Whose link it is; it stays. Refuses ROLL_UNKNOWN: never given, spent or expired. */
MUST_USE int signins_peek(struct roll *roll,
                          const struct digest *code,
                          int64_t now,
                          int64_t *member);

/* As peek, and the link is spent. */
MUST_USE int signins_spend(struct roll *roll,
                           const struct digest *code,
                           int64_t now,
                           int64_t *member);

#endif
