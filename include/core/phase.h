/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The phase of an election: a pure function of its timetable, the facts recorded and
 * a time (house.md §2). One table says which acts are allowed in which phase. It keeps
 * nothing and reads no clock.
 */
#ifndef CORE_PHASE_H
#define CORE_PHASE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/officer.h"
#include "core/timetable.h"

enum phase {
    PHASE_DRAFT,
    PHASE_NOMINATIONS,
    PHASE_STATEMENT,
    PHASE_SETTLED,
    PHASE_POLL,
    PHASE_CLOSED,
    PHASE_MIXED,
    PHASE_DECRYPTED,
    PHASE_COUNTED,
    PHASE_DECLARED,
    PHASE_SEALED,
    PHASE_DESTROYED,
    PHASES,
};

/* What the record says has happened. */
struct facts {
    bool has_definition;
    bool has_statement;
    bool has_roll;     /* needed only when something is contested */
    bool is_contested; /* some constituency has more candidates than seats */
    bool has_open;
    bool has_close;
    bool has_box;
    bool has_all_mixes;
    bool has_all_shares;
    bool is_counted; /* a result waits for its second officer */
    bool has_result;
    bool is_sealed;
    bool is_destroyed;
    bool is_abandoned; /* the whole poll, by a note */
    int64_t close_at;  /* the close as last extended; the timetable's until then */
    char extended_for[LABEL_SIZE]; /* why, a code; "" while it was not extended */
};

/*
 * The poll needs statement, roll and the time; without them the phase stays settled,
 * even after the close, and nothing can open any more. An election in which nothing is
 * contested is declared by its statement. An abandoned poll is closed.
 */
enum phase
phase_at(const struct timetable *timetable, const struct facts *facts, int64_t now);

/* "draft", "nominations", … */
const char *phase_name(enum phase phase);

enum act {
    ACT_NOMINATE,
    ACT_DECIDE,
    ACT_WITHDRAW,
    ACT_SIGN_STATEMENT,
    ACT_SIGN_ROLL,
    ACT_OPEN,
    ACT_CAST,
    ACT_REPLACE,
    ACT_EXTEND,
    ACT_RECEIVE,
    ACT_ENTER,
    ACT_CLOSE,
    ACT_DISQUALIFY,
    ACT_BOX,
    ACT_MIX,
    ACT_SHARE,
    ACT_RESULT,
    ACT_SEAL,
    ACT_DESTROY,
    ACTS,
};

/* "nominate", "decide", … */
const char *phase_act_name(enum act act);

/* Whether the act is allowed in the phase, by the one table. */
bool phase_may(enum phase phase, enum act act);

#endif
