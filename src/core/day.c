// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/day.h"

#include <stddef.h>

#include "base/attr.h"
#include "base/moment.h"
#include "core/holidays.h"

enum {
    IN_A_YEAR = 12,
    NUMBER_1970 = 719468, /* of 1 January 1970 */
    DAY_SECONDS = 86400,
};

/*
 * Bank holidays of England and Wales, month · 100 + day, those on a weekend given as
 * their substitute: Banking and Financial Dealings Act 1971, Schedule 1, Good Friday
 * and Christmas Day by common law, New Year's Day and the early May bank holiday by
 * proclamation under section 1. Years that have not come are what the Act will give if
 * nothing is proclaimed.
 */
static const struct {
    int year;
    int days[IN_A_YEAR];
} years[] = {
    {2010, {101, 402, 405, 503, 531, 830, 1227, 1228}},
    {2011, {103, 422, 425, 502, 530, 829, 1226, 1227}},
    {2012, {102, 406, 409, 507, 604, 827, 1225, 1226}},
    {2013, {101, 329, 401, 506, 527, 826, 1225, 1226}},
    {2014, {101, 418, 421, 505, 526, 825, 1225, 1226}},
    {2015, {101, 403, 406, 504, 525, 831, 1225, 1228}},
    {2016, {101, 325, 328, 502, 530, 829, 1226, 1227}},
    {2017, {102, 414, 417, 501, 529, 828, 1225, 1226}},
    {2018, {101, 330, 402, 507, 528, 827, 1225, 1226}},
    {2019, {101, 419, 422, 506, 527, 826, 1225, 1226}},
    {2020, {101, 410, 413, 508, 525, 831, 1225, 1228}},
    {2021, {101, 402, 405, 503, 531, 830, 1227, 1228}},
    {2022, {103, 415, 418, 502, 602, 829, 1226, 1227}},
    {2023, {102, 407, 410, 501, 529, 828, 1225, 1226}},
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

/*
 * Days proclaimed once (section 1(3) of the Act), and those it moved, which keep their
 * name: spring 2012 and 2022, early May 2020.
 */
static const struct {
    struct day day;
    const char *name;
} proclaimed[] = {
    {{2011, 4, 29}, "royal wedding"},
    {{2012, 6, 4}, "spring bank holiday, moved"},
    {{2012, 6, 5}, "Diamond Jubilee"},
    {{2020, 5, 8}, "early May bank holiday, moved to VE Day"},
    {{2022, 6, 2}, "spring bank holiday, moved"},
    {{2022, 6, 3}, "Platinum Jubilee"},
    {{2022, 9, 19}, "state funeral of Queen Elizabeth II"},
    {{2023, 5, 8}, "coronation of King Charles III"},
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

enum weekday {
    FRIDAY = 4,
    SATURDAY,
    SUNDAY,
};

static const int *holidays_of(int year)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(years); i++) {
        if (years[i].year == year) {
            return years[i].days;
        }
    }
    return NULL;
}

bool day_is_known(struct day day)
{
    return holidays_of(day.year) != NULL;
}

static bool is_same(struct day a, struct day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool is_listed(struct day day)
{
    const int *days = holidays_of(day.year);
    size_t i;

    for (i = 0; days != NULL && i < IN_A_YEAR; i++) {
        if (days[i] == day.month * 100 + day.day) {
            return true;
        }
    }
    return false;
}

/* Whether it falls on Saturday or Sunday, Christmas Day has its substitute on the 27th.
 */
static const char *name_of_christmas(struct day day)
{
    if (day.day == 25) {
        return "Christmas Day";
    }
    if (day.day == 26) {
        return "Boxing Day";
    }
    return day.day == 27 ? "Christmas Day, substitute" : "Boxing Day, substitute";
}

static const char *name_of_spring(struct day day, int weekday)
{
    if (weekday == FRIDAY && (day.month == 3 || day.month == 4)) {
        return "Good Friday";
    }
    if (day.month == 3 || day.month == 4) {
        return "Easter Monday";
    }
    return day.month == 5 && day.day <= 7 ? "early May bank holiday"
                                          : "spring bank holiday";
}

const char *day_holiday(struct day day, const struct holidays *holidays)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(proclaimed); i++) {
        if (is_same(proclaimed[i].day, day)) {
            return proclaimed[i].name;
        }
    }
    if (!is_listed(day)) {
        return holidays_find(holidays, day);
    }
    if (day.month == 1) {
        return day.day == 1 ? "New Year’s Day" : "New Year’s Day, substitute";
    }
    if (day.month == 12) {
        return name_of_christmas(day);
    }
    return day.month == 8 ? "summer bank holiday"
                          : name_of_spring(day, weekday_of(number_of(day)));
}

bool day_is_weekend(struct day day)
{
    return weekday_of(number_of(day)) >= SATURDAY;
}

bool day_is_working(struct day day, const struct holidays *holidays)
{
    return !day_is_weekend(day) && day_holiday(day, holidays) == NULL;
}

struct day day_next(struct day day)
{
    return day_numbered(number_of(day) + 1);
}

bool day_is_before(struct day day, struct day other)
{
    return number_of(day) < number_of(other);
}

int day_offset(struct day day, struct day close, const struct holidays *holidays)
{
    int end = number_of(close);
    int number;
    int count = 0;

    for (number = number_of(day); number < end; number++) {
        if (day_is_working(day_numbered(number), holidays)) {
            count++;
        }
    }
    return count;
}

struct day
day_working_before(struct day close, int count, const struct holidays *holidays)
{
    int number = number_of(close);
    int found = 0;

    while (found < count) {
        number--;
        found += day_is_working(day_numbered(number), holidays) ? 1 : 0;
    }
    return day_numbered(number);
}

struct day day_working_from(struct day day, const struct holidays *holidays)
{
    while (!day_is_working(day, holidays)) {
        day = day_next(day);
    }
    return day;
}

struct day day_working_after(struct day day, int count, const struct holidays *holidays)
{
    int number = number_of(day);
    int found = 0;

    while (found < count) {
        number++;
        found += day_is_working(day_numbered(number), holidays) ? 1 : 0;
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
