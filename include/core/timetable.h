/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The timetable of an election (Model Election Rules 2014, rr. 2-3) and working-day
 * arithmetic for England. Times are unix seconds UTC, whole minutes; days are those of
 * UK civil time, found with localtime_r under the zone that main has set.
 */
#ifndef CORE_TIMETABLE_H
#define CORE_TIMETABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The steps in their lawful order; each has a time in the definition. */
enum step {
    STEP_NOTICE, /* publish notice of election: 40th working day before close */
    STEP_NOMINATIONS_CLOSE, /* last delivery of nomination forms: 28th */
    STEP_STATEMENT,         /* publish statement of candidates: 27th */
    STEP_WITHDRAWAL,        /* last withdrawal: 25th */
    STEP_NOTICE_OF_POLL,    /* 15th */
    STEP_OPEN,              /* the poll opens */
    STEP_CLOSE,             /* close of poll */
    STEPS,
};

struct timetable {
    int64_t at[STEPS];
};

/* "notice", "nominations_close", …: the member's name in the definition document. */
const char *step_name(enum step step);

/* A civil day of the UK. */
struct day {
    int year;
    int month; /* 1…12 */
    int day;   /* 1…31 */
};

struct day day_of(int64_t time);

/* False on Saturday, Sunday, Good Friday, Christmas Day, bank holidays of England
 * and Wales, and proclaimed days (r. 3); the dated table is in timetable.c. */
bool day_is_working(struct day day);

/* Number of working days in [day, close). */
int day_offset(struct day day, struct day close);

/* One breach of the rules' timetable. */
struct breach {
    enum step step;
    enum {
        BREACH_ORDER = 1, /* not after the step before it */
        BREACH_MINUTE,    /* not a whole minute */
        BREACH_LATE,      /* fewer than `needed` working days before close */
        BREACH_HOLIDAY,   /* not on a working day */
        BREACH_HOUR,      /* close after 5 pm */
    } kind;
    int needed;
    int found;
};

/* All breaches, at most `size`, in order of steps; returns how many there are. */
size_t
timetable_check(const struct timetable *timetable, struct breach *out, size_t size);

#endif
