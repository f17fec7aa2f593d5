/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Moments: unix seconds as documents write them (RFC 3339, UTC, "Z") and as people
 * read and type them (UK civil time). Reads no clock: base/clock does.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum {
    MOMENT_SIZE = 21,        /* "2026-06-18T16:00:00Z" and NUL */
    MOMENT_PEOPLE_SIZE = 64, /* "11:59pm on Wednesday 30 September 2026" and NUL */
};

enum moment_refusal {
    MOMENT_MALFORMED = 1, /* not of this form */
    MOMENT_NO_SUCH,       /* a day or hour that does not exist */
};

/* Date and time of day in the UK. */
struct civil {
    int year;
    int month;   /* 1…12 */
    int day;     /* 1…31 */
    int hour;    /* 0…23 */
    int minute;  /* 0…59 */
    int weekday; /* 0 Sunday … 6 Saturday; not read by moment_of_civil */
};

/* Sets the zone of the process to UK time. Once, in main, before any thread. */
void moment_set_zone(void);

/* Exactly "YYYY-MM-DDTHH:MM:SSZ", years 1970 to 9999. */
MUST_USE int moment_parse(struct span text, int64_t *out);
void moment_write(int64_t moment, char out[MOMENT_SIZE]);

struct civil moment_civil(int64_t moment);

/* The moment of a UK date and time; of a repeated hour, the first. */
MUST_USE int moment_of_civil(const struct civil *civil, int64_t *out);

/* "5pm on Thursday 18 June 2026"; "midday", "midnight" and "5:30pm" where they fit;
 * "1:30am summer time on …" or "winter time" in the hour that comes twice. */
void moment_people(int64_t moment, char out[MOMENT_PEOPLE_SIZE]);

/* "Thursday 18 June 2026". */
void moment_day(int64_t moment, char out[MOMENT_PEOPLE_SIZE]);

/*
 * Seen from `now`: "today, 5pm", "tomorrow, 5pm", "yesterday, 5pm"; any other day as
 * moment_people.
 */
void moment_near(int64_t moment, int64_t now, char out[MOMENT_PEOPLE_SIZE]);

/* The last minute of its day in the UK. */
int64_t moment_day_end(int64_t moment);

/* Whether both are on the same day in the UK. */
bool moment_is_same_day(int64_t one, int64_t other);

/* "18 June 2026 17:00", as people type it. */
void moment_typed(int64_t moment, char out[MOMENT_PEOPLE_SIZE]);

/* What people type: "18 June 2026 9:30", "2026-06-18 09:30" or "2026-06-18T09:30", UK
 * time; the hour that clocks leave out is MOMENT_NO_SUCH. */
MUST_USE int moment_parse_people(struct span text, int64_t *out);

#endif
