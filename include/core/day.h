/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Working days in England, as rule 3 of the Model Election Rules 2014 counts them. Days
 * are those of UK civil time, under the zone that moment_set_zone has set.
 */
#ifndef CORE_DAY_H
#define CORE_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct holidays; /* core/holidays: proclaimed later; NULL where none are known */

/* A civil day of the UK. */
struct day {
    int year;
    int month; /* 1…12 */
    int day;   /* 1…31 */
};

enum {
    DAY_FIRST_YEAR = 2010, /* of the dated table of bank holidays */
    DAY_LAST_YEAR = 2040,
    DAY_SETTLED_YEAR = 2026, /* for later ones a day may have been proclaimed since */
};

struct day day_of(int64_t time);

/* Whether the dated table of bank holidays reaches this year. */
bool day_is_known(struct day day);

/* False on Saturday, Sunday, Good Friday, Christmas Day, bank holidays of England
 * and Wales, and proclaimed days (r. 3). Ask only of a day that is known. */
bool day_is_working(struct day day, const struct holidays *holidays);

/* "summer bank holiday", "Good Friday", "Platinum Jubilee": what a day other than a
 * Saturday or Sunday is that is no working day; else NULL. */
const char *day_holiday(struct day day, const struct holidays *holidays);

bool day_is_weekend(struct day day);
bool day_is_before(struct day day, struct day other);
struct day day_next(struct day day);

/* Number of working days in [day, close); 0 when day is not before close. */
int day_offset(struct day day, struct day close, const struct holidays *holidays);

/* The working day whose offset is exactly count, from 1; close may be any day. */
struct day
day_working_before(struct day close, int count, const struct holidays *holidays);

/* The working day whose offset from the day is exactly count: the last on which what
 * is due "within count days" is in time. */
struct day
day_working_after(struct day day, int count, const struct holidays *holidays);

/* The same day so many calendar days on. */
struct day day_later(struct day day, int count);

/* Midday of the day, UTC: a moment that is of that day and no other. */
int64_t day_midday(struct day day);

/* The day itself when it is a working day, else the next one that is. */
struct day day_working_from(struct day day, const struct holidays *holidays);

#endif
