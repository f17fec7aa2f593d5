/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days that were proclaimed holidays after the dated table of core/day was made, as
 * somebody tells a program that cannot know them (rule 3).
 */
#ifndef CORE_HOLIDAYS_H
#define CORE_HOLIDAYS_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/day.h"

enum {
    HOLIDAYS_MAX = 16,
    HOLIDAYS_NAME_SIZE = 81,
};

struct holidays {
    size_t count;
    struct {
        struct day day;
        char name[HOLIDAYS_NAME_SIZE]; /* "Coronation, proclaimed later" */
    } list[HOLIDAYS_MAX];
};

enum holidays_refusal {
    HOLIDAYS_UNREADABLE = 1, /* no day of the years that are known, or a bad name */
    HOLIDAYS_FULL,
};

/* Adds "2027-05-10", or "2027-05-10 Coronation", blanks around it left out. */
MUST_USE int holidays_add(struct holidays *holidays, struct span text);

/* Adds each of "2027-05-10, 2028-06-02 Jubilee"; nothing at all is none. What is wrong
 * with one of them leaves the list as it was. */
MUST_USE int holidays_add_all(struct holidays *holidays, struct span text);

/* "Coronation, proclaimed later"; NULL when the day is none of them. No list at all is
 * an empty one. */
const char *holidays_find(const struct holidays *holidays, struct day day);

#endif
