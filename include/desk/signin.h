/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a member signs in: a one-time link to the email on the roll. Whether a member
 * exists is never told, by answer or by time. */
#ifndef DESK_SIGNIN_H
#define DESK_SIGNIN_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "desk/desk.h"
#include "store/members.h"

enum {
    SIGNIN_CODE_SIZE = 33,  /* 32 hexadecimal symbols and a NUL */
    SIGNIN_LIFE = 3600,     /* seconds */
    SIGNIN_PENDING_MAX = 3, /* links one member may have at a time */
};

enum signin_refusal {
    SIGNIN_UNKNOWN = 1, /* never given, spent, expired, or no code at all */
    SIGNIN_NO_ROOM,     /* the disk is full */
};

/* A link is sent, within a second, if number and email are a member's. The answer is
 * 0, and takes the same time, either way. */
MUST_USE int desk_signin_ask(struct desk *desk, const char *number, const char *email);

/* Whether the link still opens something: it is not spent by looking. */
MUST_USE int desk_signin_peek(struct desk *desk, const char *code);

/* Spends the link; gives the member's id for the session. */
MUST_USE int desk_signin_spend(struct desk *desk, const char *code, int64_t *out);

/* The same with what was typed of a letter (desk/invite): SIGNIN_UNKNOWN when that is
 * no code. */
MUST_USE int desk_signin_letter(struct desk *desk, struct span typed, int64_t *out);

/* The member of a session. Refuses SIGNIN_UNKNOWN, also once they have left. */
MUST_USE int desk_member(struct desk *desk, int64_t id, struct member *out);

#endif
