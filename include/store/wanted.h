/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Members who asked for a nomination form on paper (rule 9), until one is posted. */
#ifndef STORE_WANTED_H
#define STORE_WANTED_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/roll.h"

struct wanted {
    int64_t id;
    int64_t member;
    int64_t asked;
};

/* One open request a member: asking again changes nothing. */
MUST_USE int wanted_add(struct roll *roll, int64_t member, int64_t now);

/* When the member asked for what was not posted yet. Refuses ROLL_UNKNOWN. */
MUST_USE int wanted_find(struct roll *roll, int64_t member, int64_t *out);

/* The form is posted. Refuses ROLL_UNKNOWN: no such request is open. */
MUST_USE int
wanted_send(struct roll *roll, int64_t id, int64_t now, const struct sign_key *officer);

/* Every open request, the oldest first. */
typedef int (*wanted_visit)(void *context, const struct wanted *wanted);
MUST_USE int wanted_each(struct roll *roll, wanted_visit visit, void *context);

#endif
