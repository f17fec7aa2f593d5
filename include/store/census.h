/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the trust knows of its members and its population beyond the roll, and of its
 * earlier elections; read as counts only. It knows nothing of who has voted.
 */
#ifndef STORE_CENSUS_H
#define STORE_CENSUS_H

#include <stdint.h>

#include "base/attr.h"
#include "store/members.h"
#include "store/roll.h"

enum {
    CENSUS_CATEGORY_SIZE = 61,
};

enum census_field {
    CENSUS_AGE_BAND = 1,
    CENSUS_SEX,
    CENSUS_ETHNICITY,
    CENSUS_AREA,
    CENSUS_FIELDS,
};

struct trait {
    int64_t member;
    const char *of[CENSUS_FIELDS]; /* "" where the trust does not know */
};

struct population {
    enum census_field field;
    char category[CENSUS_CATEGORY_SIZE];
    uint64_t people;
};

struct past_poll {
    char held[MEMBER_DAY_SIZE];
    char constituency[CENSUS_CATEGORY_SIZE * 4];
    uint64_t seats;
    uint64_t candidates;
    uint64_t electorate;
    uint64_t votes;
};

/* Empties a table, then adds to it. ROLL_DUPLICATE, ROLL_NO_ROOM. */
MUST_USE int census_clear_traits(struct roll *roll);
MUST_USE int census_clear_population(struct roll *roll);
MUST_USE int census_clear_past(struct roll *roll);
MUST_USE int census_add_trait(struct roll *roll, const struct trait *trait);
MUST_USE int census_add_population(struct roll *roll, const struct population *one);
MUST_USE int census_add_past(struct roll *roll, const struct past_poll *poll);

/* How many members of today are of each category; "" of those not known. */
typedef int (*census_visit)(void *context, const char *category, uint64_t count);
MUST_USE int census_members(struct roll *roll,
                            enum census_field field,
                            census_visit visit,
                            void *context);

/* The population's categories and figures. */
MUST_USE int census_people(struct roll *roll,
                           enum census_field field,
                           census_visit visit,
                           void *context);

/* Earlier elections, the newest first, and of each its constituencies by name. */
typedef int (*census_poll_visit)(void *context, const struct past_poll *poll);
MUST_USE int census_past(struct roll *roll, census_poll_visit visit, void *context);

#endif
