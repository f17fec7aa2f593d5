/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The members as the trust's list gives them. Whether one may vote follows from
 * `joined` and the timetable, and is decided in desk/. */
#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "store/roll.h"

enum {
    MEMBER_NUMBER_SIZE = 33,
    MEMBER_NAME_SIZE = 100,
    MEMBER_EMAIL_SIZE = 255,
    MEMBER_LINE_SIZE = 101,
    MEMBER_POSTCODE_SIZE = 17,
    MEMBER_DAY_SIZE = 11, /* YYYY-MM-DD */
};

struct member {
    int64_t id;
    char number[MEMBER_NUMBER_SIZE];
    char forenames[MEMBER_NAME_SIZE];
    char surname[MEMBER_NAME_SIZE];
    char email[MEMBER_EMAIL_SIZE]; /* "" without one */
    char address[3][MEMBER_LINE_SIZE];
    char town[MEMBER_LINE_SIZE];
    char postcode[MEMBER_POSTCODE_SIZE];
    uint16_t cid;
    char joined[MEMBER_DAY_SIZE];
};

/* Adds one; `id` is given by the roll. Refuses ROLL_DUPLICATE (number), ROLL_NO_ROOM.
 */
MUST_USE int members_add(struct roll *roll, const struct member *member);

/* Refuses ROLL_UNKNOWN. */
MUST_USE int members_find(struct roll *roll, const char *number, struct member *out);
MUST_USE int members_get(struct roll *roll, int64_t id, struct member *out);

/* How many members a constituency has (cid 0: all). */
MUST_USE int members_count(struct roll *roll, uint16_t cid, uint64_t *out);

/* Calls back for each member of a constituency who joined on or before `day`, in order
 * of import, until the callback does not return 0. */
typedef int (*members_visit)(void *context, const struct member *member);
MUST_USE int members_each(struct roll *roll,
                          uint16_t cid,
                          const char *day,
                          members_visit visit,
                          void *context);

#endif
