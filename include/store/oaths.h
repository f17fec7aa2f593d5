/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers' declarations of rule 69, appended and never changed: the last of an officer
 * counts. Whether its email address is on the roll is asked anew each time. */
#ifndef STORE_OATHS_H
#define STORE_OATHS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"
#include "store/roll.h"

struct oath {
    int64_t made;
    char email[MEMBER_EMAIL_SIZE];
};

MUST_USE int
oaths_add(struct roll *roll, const struct sign_key *officer, const struct oath *oath);

/* Refuses ROLL_UNKNOWN. */
MUST_USE int
oaths_find(struct roll *roll, const struct sign_key *officer, struct oath *out);

/* Whether a member of today has this email address, in capitals or not. */
MUST_USE int oaths_is_member(struct roll *roll, const char *email, bool *out);

#endif
