// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/hole.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"

enum {
    DIGITS_MAX = 21, /* of a u64, and a NUL */
};

static int missing(const char *file, int line)
{
    return fault_born(FAULT_BUG, file, line);
}

/* NULL for what may stand as it is. */
static const char *escape(char symbol)
{
    switch (symbol) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

int hole_text(struct buf *out, const char *value, const char *file, int line)
{
    if (value == NULL) {
        return missing(file, line);
    }
    while (*value != '\0') {
        size_t plain = strcspn(value, "&<>\"'");

        buf_put(out, value, plain);
        value += plain;
        if (*value != '\0') {
            buf_put_text(out, escape(*value));
            value++;
        }
    }
    return 0;
}

int hole_count(struct buf *out, uint64_t value, const char *file, int line)
{
    char digits[DIGITS_MAX];
    size_t length;
    size_t i;

    (void)file;
    (void)line;
    length = (size_t)snprintf(digits, sizeof(digits), "%" PRIu64, value);
    for (i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            buf_put_u8(out, ',');
        }
        buf_put_u8(out, (uint8_t)digits[i]);
    }
    return 0;
}

int hole_number(struct buf *out, uint64_t value, const char *file, int line)
{
    (void)file;
    (void)line;
    buf_printf(out, "%" PRIu64, value);
    return 0;
}

static int civil(int64_t value, struct tm *out)
{
    time_t seconds = (time_t)value;

    if (value == 0 || localtime_r(&seconds, out) == NULL) {
        return -1;
    }
    return 0;
}

static void put_day(struct buf *out, const struct tm *tm)
{
    static const char *const days[] = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    static const char *const months[] = {"January",
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
                                         "December"};

    buf_printf(out,
               "%s %d %s %d",
               days[tm->tm_wday],
               tm->tm_mday,
               months[tm->tm_mon],
               tm->tm_year + 1900);
}

/* As the NHS style has it: 5pm, 11:59pm, midday, midnight. */
static void put_hour(struct buf *out, const struct tm *tm)
{
    int hour = tm->tm_hour % 12 == 0 ? 12 : tm->tm_hour % 12;

    if (tm->tm_min == 0 && tm->tm_hour % 12 == 0) {
        buf_put_text(out, tm->tm_hour == 0 ? "midnight" : "midday");
        return;
    }
    buf_printf(out, "%d", hour);
    if (tm->tm_min != 0) {
        buf_printf(out, ":%02d", tm->tm_min);
    }
    buf_put_text(out, tm->tm_hour < 12 ? "am" : "pm");
}

int hole_time(struct buf *out, int64_t value, const char *file, int line)
{
    struct tm tm;

    if (civil(value, &tm) != 0) {
        return missing(file, line);
    }
    put_hour(out, &tm);
    buf_put_text(out, " on ");
    put_day(out, &tm);
    return 0;
}

int hole_day(struct buf *out, int64_t value, const char *file, int line)
{
    struct tm tm;

    if (civil(value, &tm) != 0) {
        return missing(file, line);
    }
    put_day(out, &tm);
    return 0;
}

int hole_list(const void *items, size_t count, const char *file, int line)
{
    return count > 0 && items == NULL ? missing(file, line) : 0;
}

int hole_part(const void *part, const char *file, int line)
{
    return part == NULL ? missing(file, line) : 0;
}

int hole_end(const struct buf *out, const char *file)
{
    return fault_fold(buf_status(out), file, 0);
}
