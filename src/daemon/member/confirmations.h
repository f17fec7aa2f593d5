/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The statements that a candidate ticks one by one, in the words of the forms. */
#ifndef DAEMON_CONFIRMATIONS_H
#define DAEMON_CONFIRMATIONS_H

enum {
    CONFIRMATIONS = 7,
    CONFIRMATIONS_AGE_SIZE = 40,
};

struct confirmation {
    unsigned bit;     /* enum form_confirmed */
    const char *name; /* of its field */
    const char *text;
};

struct confirmations {
    char age[CONFIRMATIONS_AGE_SIZE]; /* what one of the texts points to */
    struct confirmation list[CONFIRMATIONS];
};

/* The age is the one at which the trust lets a member stand. */
void confirmations_fill(unsigned age, struct confirmations *out);

#endif
