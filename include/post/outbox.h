/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The way out of the building, as desk/ sees it: it hands over parcels, and whoever
 * made the outbox writes the words and has them sent or printed (post/ with its mail
 * child; a collecting one in tests). A parcel and all it points to is borrowed for the
 * call only. A token in it never touches the disk in the clear.
 */
#ifndef POST_OUTBOX_H
#define POST_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/definition.h"

enum parcel_kind {
    PARCEL_SIGN_IN = 1,  /* a one-time link; by letter, a one-time code */
    PARCEL_ACKNOWLEDGED, /* your nomination was received */
    PARCEL_ACCEPTED,     /* … is valid */
    PARCEL_REJECTED,     /* … is not, and why */
    PARCEL_WITHDRAWN,    /* … is withdrawn */
    PARCEL_TOKEN,        /* the voting code */
    PARCEL_REMINDER,     /* no vote has been received yet */
    PARCEL_KINDS,
};

enum parcel_way {
    PARCEL_EMAIL = 1,
    PARCEL_LETTER, /* into a print file sealed to the officer's key */
};

enum {
    PARCEL_LINES = 5,
};

struct parcel {
    enum parcel_kind kind;
    enum parcel_way way;
    int64_t id; /* of the delivery to report on; 0: nobody waits for news */
    const struct definition *definition;
    const struct constituency *constituency;
    const char *name;
    const char *email;               /* by email */
    const char *lines[PARCEL_LINES]; /* by letter; empty ones are "" */
    const char *link;                /* sign-in and token, else NULL */
    const char *reason;              /* rejected: words for the candidate, else NULL */
    bool may_correct;                /* rejected: another form may still come */
    uint32_t number;                 /* token: the voter number */
    const char *token; /* token: 5×5 symbols, in guarded memory; sign-in letter: 4×4 */
    const char *code;  /* token: the election's code, 4×4, or NULL */
    const char *envelope; /* token: what a vote by post is labelled with, or NULL */
    bool is_replacement;  /* token: it replaces an earlier one */
    int64_t close;        /* token: the close of poll, as last extended */
};

struct outbox {
    void *self;

    /* Takes one parcel. A refusal (> 0) means it cannot be sent: the delivery failed.
     */
    int (*hand)(void *self, const struct parcel *parcel);

    /* All parcels of this act were handed over: seals and syncs the print file. */
    int (*finish)(void *self);

    /* What is personal is destroyed: copies of parcels go too. NULL where none are
     * kept. */
    int (*forget)(void *self);
};

#endif
