/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What became of the tokens sent out, to the day, and never the tokens themselves. */
#ifndef STORE_DELIVERIES_H
#define STORE_DELIVERIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"
#include "store/roll.h"

enum delivery_way {
    DELIVERY_EMAIL = 1,
    DELIVERY_LETTER,
};

enum delivery_state {
    DELIVERY_WAITING = 1, /* the entry is not in the record yet */
    DELIVERY_HANDED,      /* to the mail child, or into a sealed print file */
    DELIVERY_SENT,
    DELIVERY_FAILED, /* replace the token: it is kept nowhere */
    DELIVERY_STATES,
};

struct delivery {
    int64_t id;
    int64_t member;
    enum delivery_way way;
    enum delivery_state state;
    char day[MEMBER_DAY_SIZE];
};

/* Adds a waiting one, with the mark of its entry (store/references); gives its id. */
MUST_USE int deliveries_add(struct roll *roll,
                            const struct delivery *delivery,
                            const struct digest *mark,
                            int64_t *out);
MUST_USE int deliveries_move(struct roll *roll, int64_t id, enum delivery_state state);

/* Moves all that wait with this mark and are to go this way: their entry is in the
 * record, and they are handed over, or could not be. */
MUST_USE int deliveries_hand(struct roll *roll,
                             const struct digest *mark,
                             enum delivery_way way,
                             enum delivery_state state);

/* At start: what was waiting or handed to a mail child that is gone has failed;
 * letters handed over lie in their print file. */
MUST_USE int deliveries_fail_open(struct roll *roll);
MUST_USE int deliveries_undo(struct roll *roll, const struct digest *mark);

MUST_USE int deliveries_count(struct roll *roll,
                              enum delivery_way way,
                              enum delivery_state state,
                              uint64_t *out);

/* Whether the member's last delivery failed. */
MUST_USE int deliveries_has_failed(struct roll *roll, int64_t member, bool *out);

/* Members whose last delivery failed, in order of import. */
typedef int (*deliveries_visit)(void *context, const struct delivery *delivery);
MUST_USE int
deliveries_failed(struct roll *roll, deliveries_visit visit, void *context);

#endif
