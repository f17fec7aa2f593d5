/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The timetable of an election and what the rules ask of it (Model Election Rules 2014,
 * rr. 2-3). Times are unix seconds UTC, whole minutes; days are counted by core/day.
 */
#ifndef CORE_TIMETABLE_H
#define CORE_TIMETABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct holidays; /* core/holidays: proclaimed later; NULL where none are known */

/* The steps in their lawful order; each has a time in the definition. */
enum step {
    STEP_NOTICE, /* publish notice of election: 40th working day before close */
    STEP_NOMINATIONS_CLOSE, /* last delivery of nomination forms: 28th */
    STEP_STATEMENT,         /* publish statement of candidates: 27th */
    STEP_WITHDRAWAL,        /* last withdrawal: 25th */
    STEP_NOTICE_OF_POLL,    /* 15th */
    STEP_OPEN,              /* the poll opens: with the notice of poll or later */
    STEP_CLOSE,             /* close of poll */
    STEPS,
};

struct timetable {
    int64_t at[STEPS];
};

/* "notice", "nominations_close", …: the member's name in the definition document. */
const char *timetable_step_name(enum step step);

/* "notice of election", "nominations close", …: for people. */
const char *timetable_step_words(enum step step);

/* "2.1, 8": the model rules that fix the step. */
const char *timetable_step_rule(enum step step);

/* How many working days before the close it must at least be; 0 for the close. */
int timetable_step_days(enum step step);

enum breach_kind {
    BREACH_ORDER = 1, /* not after the step before it */
    BREACH_MINUTE,    /* not a whole minute */
    BREACH_LATE,      /* fewer than `needed` working days before close */
    BREACH_HOLIDAY,   /* not on a working day */
    BREACH_HOUR,      /* close after 5 pm */
    BREACH_UNKNOWN,   /* in a year whose bank holidays are not known here */
};

/* One breach of the rules' timetable. */
struct breach {
    enum step step;
    enum breach_kind kind;
    int needed;
    int found;
};

/*
 * All breaches, at most `size` written, in order of steps; returns how many there are.
 * Order and minutes bind every election; the rest binds those held under the rules and
 * depends on days that may be proclaimed later, so no verifier judges a record by it.
 */
size_t timetable_check(const struct timetable *timetable,
                       const struct holidays *holidays,
                       struct breach *out,
                       size_t size);

/* Whether order and whole minutes, the part that binds every election, are kept. */
bool timetable_is_ordered(const struct timetable *timetable);

enum timetable_refusal {
    TIMETABLE_BEYOND = 1, /* the close is in a year whose bank holidays are not known */
};

/*
 * The timetable that does each step on the last day the rules allow for this close, at
 * hours of the day as is usual; the poll opens an hour after its notice.
 */
MUST_USE int
timetable_latest(int64_t close, const struct holidays *holidays, struct timetable *out);

#endif
