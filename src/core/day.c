// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/day.h"

#include <stddef.h>

#include "base/attr.h"
#include "base/moment.h"

enum {
    HOLIDAYS_MAX = 12,
    NUMBER_1970 = 719468, /* of 1 January 1970 */
    DAY_SECONDS = 86400,
};

/*
 * Bank holidays of England and Wales and proclaimed days, month · 100 + day, those on
 * a weekend given as their substitute. One-offs: royal wedding 29 Apr 2011; spring
 * bank holiday moved to 4 June 2012, jubilee 5 June; early May moved to 8 May 2020;
 * spring moved to 2 June 2022, jubilee 3 June; state funeral 19 Sep 2022; coronation 8
 * May 2023.
 */
static const struct {
    int year;
    int days[HOLIDAYS_MAX];
} holidays[] = {
    {2011, {103, 422, 425, 429, 502, 530, 829, 1226, 1227}},
    {2012, {102, 406, 409, 507, 604, 605, 827, 1225, 1226}},
    {2013, {101, 329, 401, 506, 527, 826, 1225, 1226}},
    {2014, {101, 418, 421, 505, 526, 825, 1225, 1226}},
    {2015, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2016, {101, 325, 328, 502, 530, 829, 1226, 1227}},
    {2017, {102, 414, 417, 501, 529, 828, 1225, 1226}},
    {2018, {101, 330, 402, 507, 528, 827, 1225, 1226}},
    {2019, {101, 419, 422, 506, 527, 826, 1225, 1226}},
    {2020, {101, 410, 413, 508, 525, 831, 1225, 1228}},
    {2021, {101, 402, 405, 503, 531, 830, 1227, 1228}},
    {2022, {103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227}},
    {2023, {102, 407, 410, 501, 508, 529, 828, 1225, 1226}},
    {2024, {101, 329, 401, 506, 527, 826, 1225, 1226}},
    {2025, {101, 418, 421, 505, 526, 825, 1225, 1226}},
    {2026, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2027, {101, 326, 329, 503, 531, 830, 1227, 1228}},
    {2028, {103, 414, 417, 501, 529, 828, 1225, 1226}},
    {2029, {101, 330, 402, 507, 528, 827, 1225, 1226}},
    {2030, {101, 419, 422, 506, 527, 826, 1225, 1226}},
    {2031, {101, 411, 414, 505, 526, 825, 1225, 1226}},
    {2032, {101, 326, 329, 503, 531, 830, 1227, 1228}},
    {2033, {103, 415, 418, 502, 530, 829, 1226, 1227}},
    {2034, {102, 407, 410, 501, 529, 828, 1225, 1226}},
    {2035, {101, 323, 326, 507, 528, 827, 1225, 1226}},
    {2036, {101, 411, 414, 505, 526, 825, 1225, 1226}},
    {2037, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2038, {101, 423, 426, 503, 531, 830, 1227, 1228}},
    {2039, {103, 408, 411, 502, 530, 829, 1226, 1227}},
    {2040, {102, 330, 402, 507, 528, 827, 1225, 1226}},
};

struct day day_of(int64_t time)
{
    struct civil civil = moment_civil(time);

    return (struct day){civil.year, civil.month, civil.day};
}

/* Days since 1 March of the year 0 of the Gregorian calendar. */
static int number_of(struct day day)
{
    int year = day.month <= 2 ? day.year - 1 : day.year;
    int month = day.month <= 2 ? day.month + 9 : day.month - 3;

    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5
           + day.day - 1;
}

static struct day day_numbered(int number)
{
    int year = (int)((10000LL * number + 14780) / 3652425);
    int rest = number - (365 * year + year / 4 - year / 100 + year / 400);
    int month;

    if (rest < 0) {
        year--;
        rest = number - (365 * year + year / 4 - year / 100 + year / 400);
    }
    month = (100 * rest + 52) / 3060;
    return (struct day){
        .year = month >= 10 ? year + 1 : year,
        .month = (month + 2) % 12 + 1,
        .day = rest - (month * 306 + 5) / 10 + 1,
    };
}

/* 0 Monday … 6 Sunday; day number 0 was a Wednesday. */
static int weekday_of(int number)
{
    return (number + 2) % 7;
}

static const int *holidays_of(int year)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(holidays); i++) {
        if (holidays[i].year == year) {
            return holidays[i].days;
        }
    }
    return NULL;
}

bool day_is_known(struct day day)
{
    return holidays_of(day.year) != NULL;
}

bool day_is_working(struct day day)
{
    const int *days = holidays_of(day.year);
    size_t i;

    if (weekday_of(number_of(day)) >= 5) {
        return false;
    }
    for (i = 0; days != NULL && i < HOLIDAYS_MAX; i++) {
        if (days[i] == day.month * 100 + day.day) {
            return false;
        }
    }
    return true;
}

int day_offset(struct day day, struct day close)
{
    int end = number_of(close);
    int number;
    int count = 0;

    for (number = number_of(day); number < end; number++) {
        if (day_is_working(day_numbered(number))) {
            count++;
        }
    }
    return count;
}

struct day day_working_before(struct day close, int count)
{
    int number = number_of(close);
    int found = 0;

    while (found < count) {
        number--;
        found += day_is_working(day_numbered(number)) ? 1 : 0;
    }
    return day_numbered(number);
}

struct day day_working_from(struct day day)
{
    int number = number_of(day);

    while (!day_is_working(day_numbered(number))) {
        number++;
    }
    return day_numbered(number);
}

struct day day_working_after(struct day day, int count)
{
    int number = number_of(day);
    int found = 0;

    while (found < count) {
        number++;
        found += day_is_working(day_numbered(number)) ? 1 : 0;
    }
    return day_numbered(number);
}

struct day day_later(struct day day, int count)
{
    return day_numbered(number_of(day) + count);
}

int64_t day_midday(struct day day)
{
    return (int64_t)(number_of(day) - NUMBER_1970) * DAY_SECONDS + DAY_SECONDS / 2;
}
