/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The guards under which a desk reads its roll and changes it. Inside desk/ only. */
#ifndef DESK_ACT_H
#define DESK_ACT_H

#include "base/attr.h"
#include "core/bytes.h"
#include "store/acts.h"
#include "store/db.h"

struct desk;

/* An act on the roll: the lock and one transaction, undone unless committed. */
struct act_guard {
    struct desk *desk;
    struct db_guard transaction;
};

enum act_refusal {
    ACT_NO_ROOM = 1, /* the disk is full; nothing was changed */
};

MUST_USE int act_begin(struct desk *desk, struct act_guard *out);
MUST_USE int act_commit(struct act_guard *guard);

/* For CLEANUP. */
void act_end(struct act_guard *guard);

/* The lock alone, for reading several things as one. */
struct hold {
    struct desk *desk;
};
struct hold hold_begin(struct desk *desk);
void hold_take(struct hold *hold, struct desk *desk);
void hold_end(struct hold *hold);

/* Appends to the officers' acts within an act. ACT_NO_ROOM. */
MUST_USE int act_note(struct desk *desk,
                      enum act_kind kind,
                      const struct sign_key *officer,
                      const char *subject);

/* 0 and faults as they are, ROLL_NO_ROOM as `no_room`; others are our mistakes. */
MUST_USE int act_answer(int r, int no_room);

#endif
