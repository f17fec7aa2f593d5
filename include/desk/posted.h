/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The notices that the rules have published (8, 15, 23, 52 and 53), in their order:
 * from when each can be, until when it must be, and that an officer says it is.
 */
#ifndef DESK_POSTED_H
#define DESK_POSTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/desk.h"

enum posted_notice {
    POSTED_ELECTION,
    POSTED_STATEMENT,
    POSTED_POLL,
    POSTED_RESULT,
    POSTED_NOTICES,
};

enum posted_refusal {
    POSTED_GRANT = 1, /* this officer may not */
    POSTED_EARLY,     /* there is nothing to publish yet */
    POSTED_NO_ROOM,
    POSTED_REFUSALS,
};

struct posted {
    bool is_ready;
    int64_t due;             /* the day's last minute; 0: as soon as practicable */
    int64_t at;              /* when it was said to be published; 0: it was not */
    struct sign_key officer; /* who said so */
};

/* Fault or 0. */
MUST_USE int
desk_posted(struct desk *desk, enum posted_notice notice, struct posted *out);

/* The officer says it is published. Again: the last time counts. */
MUST_USE int
desk_post(struct desk *desk, enum posted_notice notice, const struct sign_key *officer);

/* "election", "statement", "poll", "result". */
const char *posted_name(enum posted_notice notice);

#endif
