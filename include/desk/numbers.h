/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What officers must be told of voter numbers while a poll lasts, and nobody else may
 * (rule 67): whether one has voted, how and when, and which documents of it never
 * counted. It knows numbers only: whose they are is sealed to the officer.
 */
#ifndef DESK_NUMBERS_H
#define DESK_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/register.h"
#include "desk/desk.h"

enum numbers_refusal {
    NUMBERS_GRANT = 1, /* this officer deals with neither votes nor replacements */
    NUMBERS_TIME,      /* there is no roll yet */
    NUMBERS_UNKNOWN,   /* no such constituency or number */
};

enum {
    NUMBERS_STRUCK_MAX = 16, /* documents of one number that are told */
};

/* A document of this number that does not count. */
struct number_struck {
    struct disqualification what;
    bool is_late;
    bool is_waiting; /* for a second officer's signature; not in the record yet */
    uint64_t act;    /* its entry, when it is */
};

struct number_view {
    bool is_closed; /* the poll is: what arrives now is late */
    bool is_boxed;  /* the box is made: it is written down, and nothing else */
    bool is_cancelled;
    bool is_spent;
    enum channel spent_by;
    uint64_t entry; /* that spent it */
    int64_t at;     /* when */
    size_t struck_count;
    struct number_struck struck[NUMBERS_STRUCK_MAX];
};

struct number_order {
    struct sign_key officer;
    uint16_t cid;
    uint32_t number;
};

/* Whether this is an officer who takes votes in, turns them down or replaces numbers.
 */
bool desk_numbers_concern(struct desk *desk, const struct sign_key *officer);

MUST_USE int desk_number(struct desk *desk,
                         const struct number_order *order,
                         struct number_view *out);

/* The numbers of a constituency that need no reminder, ascending: those that have
 * voted, and those that were cancelled. */
typedef int (*numbers_visit)(void *context, uint32_t number);
MUST_USE int desk_numbers_done(struct desk *desk,
                               const struct number_order *order,
                               numbers_visit visit,
                               void *context);

/* Every member's number in force, sealed to the officer, for an officer who may
 * replace numbers. */
typedef int (*numbers_take)(void *context, struct span sealed);
MUST_USE int desk_numbers_sealed(struct desk *desk,
                                 const struct sign_key *officer,
                                 numbers_take take,
                                 void *context);

#endif
