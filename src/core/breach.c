// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/breach.h"

#include <string.h>

#include "base/moment.h"

static const struct label *
find_label(const struct definition *definition, const char *rule, size_t length)
{
    size_t i;

    for (i = 0; i < definition->label_count; i++) {
        const struct label *label = &definition->labels[i];

        if (strlen(label->rule) == length && strncmp(label->rule, rule, length) == 0) {
            return label;
        }
    }
    return NULL;
}

void breach_put_rule(const struct definition *definition,
                     const char *rules,
                     struct buf *out)
{
    const char *rule = rules;

    buf_put_text(out, "rule ");
    while (*rule != '\0') {
        size_t length = strcspn(rule, ",");
        const struct label *label = find_label(definition, rule, length);

        buf_printf(out, "%.*s", (int)length, rule);
        if (label != NULL) {
            buf_printf(out, " (%s in the trust’s constitution)", label->own);
        }
        rule += length;
        if (*rule == ',') {
            buf_put_text(out, ", ");
            rule += strspn(rule, ", ");
        }
    }
}

static void put_day(struct day day, struct buf *out)
{
    const struct civil noon = {day.year, day.month, day.day, 12, 0, 0};
    char text[MOMENT_PEOPLE_SIZE];
    int64_t moment = 0;

    if (moment_of_civil(&noon, &moment) == 0) {
        moment_day(moment, text);
        buf_put_text(out, text);
    }
}

static void put_named(struct day day, const char *name, size_t before, struct buf *out)
{
    buf_put_text(out, before > 0 ? ", " : "");
    put_day(day, out);
    buf_printf(out, " (%s)", name);
}

size_t breach_put_holidays(struct day from,
                           struct day to,
                           const struct holidays *holidays,
                           struct buf *out)
{
    size_t count = 0;
    struct day day;

    for (day = from; day_is_before(day, to); day = day_next(day)) {
        const char *name = day_is_weekend(day) ? NULL : day_holiday(day, holidays);

        if (name != NULL) {
            put_named(day, name, count++, out);
        }
    }
    return count;
}

size_t breach_put_proclaimed(const struct holidays *holidays, struct buf *out)
{
    size_t i;

    for (i = 0; holidays != NULL && i < holidays->count; i++) {
        put_named(holidays->list[i].day, holidays->list[i].name, i, out);
    }
    return holidays != NULL ? holidays->count : 0;
}

bool breach_put_unsettled(const struct definition *definition,
                          struct day close,
                          struct buf *out)
{
    if (close.year <= DAY_SETTLED_YEAR) {
        return false;
    }
    breach_put_rule(definition, "3", out);
    buf_printf(out,
               ": bank holidays after %d are those that recur; whether another day was "
               "proclaimed since is not known here and must be looked up",
               DAY_SETTLED_YEAR);
    return true;
}

/* Where a calendar goes wrong: with the holidays somebody counted as working days. */
static void put_late(const struct definition *definition,
                     const struct holidays *holidays,
                     const struct breach *breach,
                     struct buf *out)
{
    struct day day = day_of(definition->timetable.at[breach->step]);
    struct day close = day_of(definition->timetable.at[STEP_CLOSE]);
    struct buf listed;

    buf_printf(out,
               "must be at least %d working days before the close and is %d",
               breach->needed,
               breach->found);
    buf_init(&listed, 4096);
    if (breach_put_holidays(day, close, holidays, &listed) > 0) {
        buf_put_text(out, "; not counted (");
        breach_put_rule(definition, "3", out);
        buf_printf(out, "): %s", buf_text(&listed));
    }
    buf_deinit(&listed);
    buf_put_text(out, "; the last day allowed is ");
    put_day(day_working_before(close, breach->needed, holidays), out);
}

static void put_holiday(const struct definition *definition,
                        const struct holidays *holidays,
                        struct day day,
                        struct buf *out)
{
    const char *name = day_holiday(day, holidays);

    if (day_is_weekend(day)) {
        name = "a weekend";
    }
    buf_put_text(out, "is not on a working day (");
    breach_put_rule(definition, "3", out);
    buf_printf(out, "): %s", name);
}

void breach_put(const struct definition *definition,
                const struct holidays *holidays,
                const struct breach *breach,
                struct buf *out)
{
    const struct timetable *timetable = &definition->timetable;
    struct day day = day_of(timetable->at[breach->step]);
    char time[MOMENT_PEOPLE_SIZE];

    moment_people(timetable->at[breach->step], time);
    breach_put_rule(definition, timetable_step_rule(breach->step), out);
    buf_printf(out, ": %s, %s, ", timetable_step_words(breach->step), time);
    switch (breach->kind) {
    case BREACH_ORDER:
        buf_printf(out,
                   "is not after the step before it, %s",
                   timetable_step_words(breach->step - 1));
        break;
    case BREACH_MINUTE:
        buf_put_text(out, "is not a whole minute");
        break;
    case BREACH_LATE:
        put_late(definition, holidays, breach, out);
        break;
    case BREACH_HOLIDAY:
        put_holiday(definition, holidays, day, out);
        break;
    case BREACH_HOUR:
        buf_put_text(out, "is after 5pm");
        break;
    case BREACH_UNKNOWN:
        buf_printf(out,
                   "is outside the years whose bank holidays are known here (%d to %d)",
                   DAY_FIRST_YEAR,
                   DAY_LAST_YEAR);
        break;
    }
}
