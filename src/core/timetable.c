// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/timetable.h"

#include "base/attr.h"
#include "base/moment.h"
#include "core/day.h"

enum {
    MINUTE = 60,
    LAST_HOUR = 17, /* r. 2.1: the poll closes by 5 pm */
};

struct rule {
    const char *name;
    const char *words;
    const char *rule;
    int needed; /* working days before close, at least; r. 2.1 */
    int hour;   /* usual */
};

static const struct rule rules[STEPS] = {
    [STEP_NOTICE] = {"notice", "notice of election", "2.1, 8", 40, 9},
    [STEP_NOMINATIONS_CLOSE] =
        {"nominations_close", "nominations close", "2.1, 9-14", 28, 17},
    [STEP_STATEMENT] = {"statement", "statement of candidates", "2.1, 15", 27, 12},
    [STEP_WITHDRAWAL] = {"withdrawal", "last withdrawals", "2.1, 17", 25, 17},
    [STEP_NOTICE_OF_POLL] = {"notice_of_poll", "notice of poll", "2.1, 23", 15, 9},
    [STEP_OPEN] = {"open", "the poll opens", "23, 24", 15, 10},
    [STEP_CLOSE] = {"close", "the poll closes", "2.1", 0, 17},
};

const char *timetable_step_name(enum step step)
{
    return rules[step].name;
}

const char *timetable_step_words(enum step step)
{
    return rules[step].words;
}

const char *timetable_step_rule(enum step step)
{
    return rules[step].rule;
}

int timetable_step_days(enum step step)
{
    return rules[step].needed;
}

struct breaches {
    const struct holidays *holidays;
    struct breach *out;
    size_t size;
    size_t count;
};

static void add(struct breaches *breaches, struct breach breach)
{
    if (breaches->count < breaches->size) {
        breaches->out[breaches->count] = breach;
    }
    breaches->count++;
}

static bool is_in_order(const struct timetable *timetable, enum step step)
{
    if (step == STEP_NOTICE) {
        return true;
    }
    if (step == STEP_OPEN) {
        return timetable->at[step] >= timetable->at[step - 1];
    }
    return timetable->at[step] > timetable->at[step - 1];
}

static bool is_whole_minute(int64_t time)
{
    return time >= 0 && time % MINUTE == 0;
}

/* The rules' own demands on the day and hour of a step. */
static void
check_day(const struct timetable *timetable, enum step step, struct breaches *breaches)
{
    const struct holidays *holidays = breaches->holidays;
    struct day day = day_of(timetable->at[step]);
    struct day close = day_of(timetable->at[STEP_CLOSE]);
    struct civil civil = moment_civil(timetable->at[step]);
    int offset;

    if (!day_is_known(day) || !day_is_known(close)) {
        add(breaches, (struct breach){step, BREACH_UNKNOWN, 0, day.year});
        return;
    }
    offset = day_offset(day, close, holidays);
    if (step != STEP_OPEN && offset < rules[step].needed) {
        add(breaches, (struct breach){step, BREACH_LATE, rules[step].needed, offset});
    }
    if (!day_is_working(day, holidays)) {
        add(breaches, (struct breach){step, BREACH_HOLIDAY, 0, 0});
    }
    if (step == STEP_CLOSE
        && (civil.hour > LAST_HOUR || (civil.hour == LAST_HOUR && civil.minute > 0))) {
        add(breaches, (struct breach){step, BREACH_HOUR, LAST_HOUR, civil.hour});
    }
}

size_t timetable_check(const struct timetable *timetable,
                       const struct holidays *holidays,
                       struct breach *out,
                       size_t size)
{
    struct breaches breaches = {.holidays = holidays, .out = out, .size = size};
    int step;

    for (step = 0; step < STEPS; step++) {
        if (!is_whole_minute(timetable->at[step])) {
            add(&breaches, (struct breach){(enum step)step, BREACH_MINUTE, 0, 0});
        }
        if (!is_in_order(timetable, (enum step)step)) {
            add(&breaches, (struct breach){(enum step)step, BREACH_ORDER, 0, 0});
        }
        check_day(timetable, (enum step)step, &breaches);
    }
    return breaches.count;
}

bool timetable_is_ordered(const struct timetable *timetable)
{
    int step;

    for (step = 0; step < STEPS; step++) {
        if (!is_whole_minute(timetable->at[step])
            || !is_in_order(timetable, (enum step)step)) {
            return false;
        }
    }
    return true;
}

int timetable_latest(int64_t close,
                     const struct holidays *holidays,
                     struct timetable *out)
{
    struct day end = day_of(close);
    struct timetable timetable;
    int step;

    if (!day_is_known(end) || !day_is_known((struct day){end.year - 1, 1, 1})) {
        return TIMETABLE_BEYOND;
    }
    for (step = 0; step < STEP_CLOSE; step++) {
        struct day day = day_working_before(end, rules[step].needed, holidays);
        struct civil civil = {day.year, day.month, day.day, rules[step].hour, 0, 0};

        if (moment_of_civil(&civil, &timetable.at[step]) != 0) {
            return TIMETABLE_BEYOND;
        }
    }
    timetable.at[STEP_CLOSE] = close;
    *out = timetable;
    return 0;
}
