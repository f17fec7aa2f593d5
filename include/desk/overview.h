/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where the election stands, for the front page, the notices and the console's first
 * page. It holds no turnout and nothing about any vote.
 */
#ifndef DESK_OVERVIEW_H
#define DESK_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/timetable.h"
#include "desk/desk.h"
#include "store/acts.h"

enum {
    OVERVIEW_ACTS = 10,
    OVERVIEW_LOG = 200, /* on one page of the log */
};

/* What stands still until an officer acts; each may hold up the next step. */
struct overview_waiting {
    bool definition; /* none in the record yet */
    bool statement;  /* due, and not signed */
    bool roll;       /* due, and not signed */
    size_t replacements;
    bool box;
    bool result;       /* opened and counted elsewhere, not yet declared */
    size_t prepared;   /* documents that an officer prepared, and nobody signed */
    size_t other_hand; /* documents that wait for a second officer */
};

struct overview_tokens {
    uint64_t issued; /* numbers on the roll, replacements included */
    uint64_t waiting;
    uint64_t handed;  /* mails on their way */
    uint64_t letters; /* in print files */
    uint64_t sent;
    uint64_t failed; /* members whose last one failed */
};

/* A constituency: how many nominations are accepted, and how it stands. */
struct overview_seat {
    enum desk_state state;
    size_t standing;
    bool is_crowded; /* more than a ballot has room for: not counted */
};

struct overview {
    int64_t now;
    int64_t at[STEPS]; /* the timetable as extended; zero without a definition */
    enum phase phase;
    bool has_next;
    enum step next; /* the next deadline of the timetable, as extended */
    int64_t next_at;
    bool is_late; /* the poll should be open (or closed) and something is missing */
    bool is_destruction_due; /* of personal data: rule 57 */
    uint64_t entries;
    uint64_t members;
    size_t undecided; /* nominations to decide */
    size_t deaths;    /* as desk_deaths */
    unsigned barred;  /* officers on the roll (rule 69): bit place in the definition */
    uint16_t crowded; /* more stand there than a ballot has room for; 0: nowhere */
    struct overview_seat seats[CONSTITUENCIES_MAX]; /* by number, from 1, less 1 */
    struct overview_waiting waiting;
    struct overview_tokens tokens;
    size_t act_count;
    struct acted acts[OVERVIEW_ACTS]; /* the newest first */
};

enum overview_refusal {
    OVERVIEW_NO_ROOM = 1, /* the disk is full */
};

MUST_USE int desk_overview(struct desk *desk, struct overview *out);

/* How many candidates have died since the statement, wherever they stood. */
size_t desk_deaths(struct desk *desk);

/* The officers' acts, the newest first, at most `size`. */
MUST_USE int
desk_acts(struct desk *desk, size_t size, struct acted *out, size_t *count);

/* The same after the newest `from`, for a page of them. */
MUST_USE int desk_acts_from(
    struct desk *desk, size_t from, size_t size, struct acted *out, size_t *count);

/* Appends to the acts shown: for what only the daemon knows (signing in). */
MUST_USE int desk_acted(struct desk *desk, const struct acted *acted);

#endif
