// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/holidays.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum {
    DATE = 10, /* symbols of YYYY-MM-DD */
    NAME_MAX = 60,
};

static bool is_same(struct day a, struct day b)
{
    return !day_is_before(a, b) && !day_is_before(b, a);
}

static int number_at(struct span text, size_t from, size_t digits)
{
    int number = 0;
    size_t i;

    for (i = from; i < from + digits; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return -1;
        }
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

/* A day that is in the calendar, and in a year whose other holidays are known. */
static bool read_day(struct span text, struct day *out)
{
    struct day day;
    struct day again;

    if (text.size < DATE || text.data[4] != '-' || text.data[7] != '-') {
        return false;
    }
    day = (struct day){
        number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
    if (day.month < 1 || day.month > 12 || day.day < 1 || !day_is_known(day)) {
        return false;
    }
    again = day_later(day, 0);
    *out = day;
    return again.month == day.month && again.day == day.day;
}

/* Behind the day a blank and a name, or nothing. */
static int read_name(struct span rest, char *out, size_t size)
{
    char name[NAME_MAX + 1] = "";
    int r;

    if (rest.size == 0) {
        (void)snprintf(out, size, "proclaimed later");
        return 0;
    }
    r = rest.data[0] != ' ' ? HOLIDAYS_UNREADABLE
                            : text_copy(text_trim(rest), name, sizeof(name));
    if (r != 0) {
        return r < 0 ? r : HOLIDAYS_UNREADABLE;
    }
    (void)snprintf(out, size, "%s, proclaimed later", name);
    return 0;
}

int holidays_add(struct holidays *holidays, struct span text)
{
    struct span trimmed = text_trim(text);
    struct day day;
    char name[HOLIDAYS_NAME_SIZE];
    int r;

    if (!read_day(trimmed, &day)) {
        return HOLIDAYS_UNREADABLE;
    }
    r = read_name(
        span_of(trimmed.data + DATE, trimmed.size - DATE), name, sizeof(name));
    if (r != 0) {
        return r;
    }
    if (holidays->count == HOLIDAYS_MAX) {
        return HOLIDAYS_FULL;
    }
    holidays->list[holidays->count].day = day;
    memcpy(holidays->list[holidays->count].name, name, sizeof(name));
    holidays->count++;
    return 0;
}

int holidays_add_all(struct holidays *holidays, struct span text)
{
    struct holidays all = *holidays;
    struct span rest = text_trim(text);

    while (rest.size > 0) {
        const uint8_t *comma = memchr(rest.data, ',', rest.size);
        size_t size = comma != NULL ? (size_t)(comma - rest.data) : rest.size;
        int r = holidays_add(&all, span_of(rest.data, size));

        if (r != 0) {
            return r;
        }
        size += comma != NULL ? 1 : 0;
        rest = span_of(rest.data + size, rest.size - size);
    }
    *holidays = all;
    return 0;
}

const char *holidays_find(const struct holidays *holidays, struct day day)
{
    size_t i;

    for (i = 0; holidays != NULL && i < holidays->count; i++) {
        if (is_same(holidays->list[i].day, day)) {
            return holidays->list[i].name;
        }
    }
    return NULL;
}
