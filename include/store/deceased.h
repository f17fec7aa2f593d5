/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Members who have died. Read with the member (store/members, has_died); that their
 * membership ended is kept beside it, and given back with it. */
#ifndef STORE_DECEASED_H
#define STORE_DECEASED_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"
#include "store/roll.h"

struct deceased {
    int64_t now;
    struct sign_key officer;
};

/* The member has died; a membership that lasts ends. ROLL_DUPLICATE, ROLL_NO_ROOM. */
MUST_USE int deceased_add(struct roll *roll,
                          const struct member *member,
                          const struct deceased *deceased);

/* It was a mistake: all is as before. ROLL_UNKNOWN, ROLL_NO_ROOM. */
MUST_USE int deceased_remove(struct roll *roll, int64_t member);

#endif
