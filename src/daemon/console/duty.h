/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Duties: what waits for an officer, in words and with its deadline; the console's
 * first page begins with them. A new duty needs one line of the table in duty.c: whose
 * it is, how many things wait (a function of the desk and what the overview already
 * holds), the words for one and for many, where it is done, by which step of the
 * timetable, and under which rule of the model (the trust's own number is shown).
 */
#ifndef DAEMON_DUTY_H
#define DAEMON_DUTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "desk/overview.h"

enum {
    DUTY_MAX = 32,
    DUTY_WORDS_SIZE = 200,
    DUTY_DUE_SIZE = 320,
};

/* One that waits. */
struct duty_line {
    char what[DUTY_WORDS_SIZE]; /* "3 nominations to decide" */
    char due[DUTY_DUE_SIZE];    /* "due tomorrow, 5pm (rule 14)" */
    const char *href;           /* of the page where it is done */
    int64_t by;                 /* INT64_MAX: whenever it suits */
    bool is_late;
    bool is_today;
    bool is_signed; /* by `tally sign` on the officer's machine */
};

struct duty_list {
    size_t count;
    struct duty_line lines[DUTY_MAX];
};

/* The duties of an officer with these grants, the most urgent first. */
MUST_USE int duty_fill(struct desk *desk,
                       const struct overview *overview,
                       unsigned may,
                       struct duty_list *out);

#endif
