/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The members as the trust's list gives them, with what they chose themselves. Who was
 * a member when, and so may vote, is store/memberships. */
#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include <stdbool.h>
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

/* How the voting code comes. */
enum member_way {
    WAY_UNSAID, /* by email where there is one */
    WAY_EMAIL,
    WAY_POST,
};

/* How much a member wants to hear from the trust. */
enum member_hears {
    HEARS_UNSAID,
    HEARS_LEAST, /* what the law requires, and no more */
    HEARS_ELECTIONS,
    HEARS_ALL,
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
    enum member_way way;
    enum member_hears hears;
    bool is_member; /* today: has not left or opted out */
    bool has_died;  /* and is sent nothing (store/deceased) */
};

/* Whether the voting code goes by email. */
bool members_is_by_email(const struct member *member);

/* Adds one; `id` is given by the roll. Refuses ROLL_DUPLICATE (number), ROLL_NO_ROOM.
 * Membership begins with memberships_begin. */
MUST_USE int members_add(struct roll *roll, const struct member *member);

/* What the list now says of member->id, number apart. ROLL_UNKNOWN, ROLL_NO_ROOM. */
MUST_USE int members_change(struct roll *roll, const struct member *member);

/* Whoever is or was a member. Refuses ROLL_UNKNOWN. */
MUST_USE int members_find(struct roll *roll, const char *number, struct member *out);
MUST_USE int members_get(struct roll *roll, int64_t id, struct member *out);

/* How many members a constituency has today (cid 0: all). */
MUST_USE int members_count(struct roll *roll, uint16_t cid, uint64_t *out);

/* Calls back for each member of today of a constituency (0: of all), in order of
 * import, until the callback does not return 0. */
typedef int (*members_visit)(void *context, const struct member *member);
MUST_USE int
members_each(struct roll *roll, uint16_t cid, members_visit visit, void *context);

/* While a list is imported: notes that it names the member (ROLL_DUPLICATE: again),
 * visits those of a constituency it has not named, and forgets. */
MUST_USE int members_list(struct roll *roll, int64_t id);
MUST_USE int
members_unlisted(struct roll *roll, uint16_t cid, members_visit visit, void *context);
MUST_USE int members_forget_list(struct roll *roll);

/* Members of one name, and one email address or home: who may be one person twice. */
enum members_share {
    MEMBERS_SHARE_EMAIL,
    MEMBERS_SHARE_ADDRESS,
};
typedef int (*members_twins_visit)(void *context, const char *one, const char *other);
MUST_USE int members_twins(struct roll *roll,
                           enum members_share share,
                           members_twins_visit visit,
                           void *context);

#endif
