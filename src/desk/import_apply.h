/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a members' list does to the roll, inside one transaction: a row after another,
 * then those it does not name. Whether it is kept or undone is for desk/import. Inside
 * desk/ only.
 */
#ifndef DESK_IMPORT_APPLY_H
#define DESK_IMPORT_APPLY_H

#include "base/attr.h"
#include "desk/import.h"

struct import_applying {
    struct desk *desk;
    const struct import_order *order;
    int64_t now;
    bool is_settled;                    /* the statement is in the record */
    char last_day[MEMBER_DAY_SIZE];     /* to join by for a vote */
    bool has_named[CONSTITUENCIES_MAX]; /* constituencies of the list */
    struct imported *sum;
};

enum import_apply_refusal {
    IMPORT_APPLY_TWICE = 1, /* the number was in this list before */
    IMPORT_APPLY_CANDIDATE, /* a candidate would move */
    IMPORT_APPLY_NO_ROOM,
};

MUST_USE int import_apply_row(struct import_applying *applying,
                              const struct member *member);

/* After the last row: who is not named leaves, and who is named twice is told. */
MUST_USE int import_apply_rest(struct import_applying *applying);

#endif
