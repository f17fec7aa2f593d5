// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/moment.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/reader.h"

enum {
    HOUR = 3600,
    LAST_HOUR = 23,
    LAST_MINUTE = 59,
};

static const char *const months[] = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
};

static const char *const weekdays[] = {
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
};

/* Written out, so that it holds on a machine without a zone database. */
void moment_set_zone(void)
{
    (void)setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0", 1);
    tzset();
}

/* Reads exactly `digits` decimal digits; -1 when they are not there. */
static int take_number(struct reader *reader, size_t digits)
{
    struct span text = reader_take(reader, digits);
    int value = 0;
    size_t i;

    if (text.size != digits) {
        return -1;
    }
    for (i = 0; i < digits; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool exists(const struct civil *civil)
{
    return civil->year >= 1970 && civil->year <= 9999 && civil->month >= 1
           && civil->month <= 12 && civil->day >= 1
           && civil->day <= days_in(civil->year, civil->month) && civil->hour >= 0
           && civil->hour <= 23 && civil->minute >= 0 && civil->minute <= 59;
}

static struct tm tm_of(const struct civil *civil)
{
    return (struct tm){
        .tm_year = civil->year - 1900,
        .tm_mon = civil->month - 1,
        .tm_mday = civil->day,
        .tm_hour = civil->hour,
        .tm_min = civil->minute,
        .tm_isdst = -1,
    };
}

static bool take_date(struct reader *reader, struct civil *civil)
{
    civil->year = take_number(reader, 4);
    if (!reader_skip(reader, "-")) {
        return false;
    }
    civil->month = take_number(reader, 2);
    if (!reader_skip(reader, "-")) {
        return false;
    }
    civil->day = take_number(reader, 2);
    return civil->year >= 0 && civil->month >= 0 && civil->day >= 0;
}

/* What follows the hour. */
static bool take_minute(struct reader *reader, struct civil *civil)
{
    if (!reader_skip(reader, ":")) {
        return false;
    }
    civil->minute = take_number(reader, 2);
    return civil->hour >= 0 && civil->minute >= 0;
}

static bool take_time(struct reader *reader, struct civil *civil)
{
    civil->hour = take_number(reader, 2);
    return take_minute(reader, civil);
}

int moment_parse(struct span text, int64_t *out)
{
    struct reader reader;
    struct civil civil = {0};
    struct tm tm;
    int second;

    reader_init(&reader, text);
    if (!take_date(&reader, &civil) || !reader_skip(&reader, "T")
        || !take_time(&reader, &civil) || !reader_skip(&reader, ":")) {
        return MOMENT_MALFORMED;
    }
    second = take_number(&reader, 2);
    if (second < 0 || !reader_skip(&reader, "Z") || !reader_done(&reader)) {
        return MOMENT_MALFORMED;
    }
    if (!exists(&civil) || second > 59) {
        return MOMENT_NO_SUCH;
    }

    tm = tm_of(&civil);
    tm.tm_sec = second;
    *out = timegm(&tm);
    return 0;
}

void moment_write(int64_t moment, char out[MOMENT_SIZE])
{
    time_t time = (time_t)moment;
    struct tm tm = {0};

    (void)gmtime_r(&time, &tm);
    (void)strftime(out, MOMENT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

struct civil moment_civil(int64_t moment)
{
    time_t time = (time_t)moment;
    struct tm tm = {0};

    (void)localtime_r(&time, &tm);
    return (struct civil){
        .year = tm.tm_year + 1900,
        .month = tm.tm_mon + 1,
        .day = tm.tm_mday,
        .hour = tm.tm_hour,
        .minute = tm.tm_min,
        .weekday = tm.tm_wday,
    };
}

int moment_of_civil(const struct civil *civil, int64_t *out)
{
    struct tm tm;
    struct civil back;
    int64_t moment;

    if (!exists(civil)) {
        return MOMENT_NO_SUCH;
    }

    /* Summer time first: of a repeated hour it is the earlier reading. */
    tm = tm_of(civil);
    tm.tm_isdst = 1;
    moment = (int64_t)mktime(&tm);
    back = moment_civil(moment);
    if (back.hour != civil->hour) {
        tm = tm_of(civil);
        tm.tm_isdst = 0;
        moment = (int64_t)mktime(&tm);
        back = moment_civil(moment);
    }
    if (back.hour != civil->hour || back.day != civil->day) {
        return MOMENT_NO_SUCH;
    }
    *out = moment;
    return 0;
}

void moment_day(int64_t moment, char out[MOMENT_PEOPLE_SIZE])
{
    struct civil civil = moment_civil(moment);

    (void)snprintf(out,
                   MOMENT_PEOPLE_SIZE,
                   "%s %d %s %d",
                   weekdays[civil.weekday],
                   civil.day,
                   months[civil.month - 1],
                   civil.year);
}

static void write_hour(const struct civil *civil, char *out, size_t size)
{
    const char *half = civil->hour < 12 ? "am" : "pm";
    int hour = civil->hour % 12 == 0 ? 12 : civil->hour % 12;

    if (civil->minute == 0 && civil->hour % 12 == 0) {
        (void)snprintf(out, size, "%s", civil->hour == 0 ? "midnight" : "midday");
    } else if (civil->minute == 0) {
        (void)snprintf(out, size, "%d%s", hour, half);
    } else {
        (void)snprintf(out, size, "%d:%02d%s", hour, civil->minute, half);
    }
}

/* Whether UK clocks show this at that moment too, in the hour that comes twice. */
static bool is_same(const struct civil *civil, int64_t moment)
{
    struct civil other = moment_civil(moment);

    return other.hour == civil->hour && other.minute == civil->minute
           && other.day == civil->day;
}

void moment_people(int64_t moment, char out[MOMENT_PEOPLE_SIZE])
{
    struct civil civil = moment_civil(moment);
    char hour[16];
    char day[MOMENT_PEOPLE_SIZE];
    const char *which = "";

    if (is_same(&civil, moment + HOUR)) {
        which = " summer time";
    } else if (is_same(&civil, moment - HOUR)) {
        which = " winter time";
    }
    write_hour(&civil, hour, sizeof(hour));
    moment_day(moment, day);
    (void)snprintf(out, MOMENT_PEOPLE_SIZE, "%s%s on %.32s", hour, which, day);
}

/* Days apart in the UK, whatever the clocks do: counted from the UK's own date. */
static int64_t day_number(int64_t moment)
{
    struct civil civil = moment_civil(moment);
    struct tm day = {
        .tm_year = civil.year - 1900, .tm_mon = civil.month - 1, .tm_mday = civil.day};

    return (int64_t)timegm(&day) / 86400;
}

int64_t moment_day_end(int64_t moment)
{
    struct civil civil = moment_civil(moment);
    int64_t end = moment;

    civil.hour = LAST_HOUR;
    civil.minute = LAST_MINUTE;
    return moment_of_civil(&civil, &end) == 0 ? end : moment;
}

bool moment_is_same_day(int64_t one, int64_t other)
{
    return day_number(one) == day_number(other);
}

void moment_near(int64_t moment, int64_t now, char out[MOMENT_PEOPLE_SIZE])
{
    static const char *const words[] = {"yesterday", "today", "tomorrow"};
    struct civil civil = moment_civil(moment);
    int64_t apart = day_number(moment) - day_number(now);
    char hour[16];

    if (apart < -1 || apart > 1) {
        moment_people(moment, out);
        return;
    }
    write_hour(&civil, hour, sizeof(hour));
    (void)snprintf(out, MOMENT_PEOPLE_SIZE, "%s, %s", words[apart + 1], hour);
}

void moment_typed(int64_t moment, char out[MOMENT_PEOPLE_SIZE])
{
    struct civil civil = moment_civil(moment);

    (void)snprintf(out,
                   MOMENT_PEOPLE_SIZE,
                   "%d %s %d %02d:%02d",
                   civil.day,
                   months[civil.month - 1],
                   civil.year,
                   civil.hour,
                   civil.minute);
}

/* One or two digits. */
static int take_short(struct reader *reader)
{
    struct reader ahead = *reader;
    int number = take_number(&ahead, 2);

    if (number < 0) {
        ahead = *reader;
        number = take_number(&ahead, 1);
    }
    *reader = ahead;
    return number;
}

static int take_month(struct reader *reader)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(months); i++) {
        if (reader_skip(reader, months[i])) {
            return (int)i + 1;
        }
    }
    return -1;
}

static bool take_long_date(struct reader *reader, struct civil *civil)
{
    civil->day = take_short(reader);
    if (civil->day < 0 || !reader_skip(reader, " ")) {
        return false;
    }
    civil->month = take_month(reader);
    if (civil->month < 0 || !reader_skip(reader, " ")) {
        return false;
    }
    civil->year = take_number(reader, 4);
    return civil->year >= 0;
}

int moment_parse_people(struct span text, int64_t *out)
{
    struct reader reader;
    struct civil civil = {0};

    reader_init(&reader, text);
    if (!take_date(&reader, &civil)) {
        reader_init(&reader, text);
        if (!take_long_date(&reader, &civil)) {
            return MOMENT_MALFORMED;
        }
    }
    if (!(reader_skip(&reader, " ") || reader_skip(&reader, "T"))) {
        return MOMENT_MALFORMED;
    }
    civil.hour = take_short(&reader);
    if (!take_minute(&reader, &civil) || !reader_done(&reader)) {
        return MOMENT_MALFORMED;
    }
    return moment_of_civil(&civil, out);
}
