// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/phase.h"

#include "base/attr.h"

#define IN(phase) (1U << (phase))

static const char *const names[PHASES] = {
    [PHASE_DRAFT] = "draft",
    [PHASE_NOMINATIONS] = "nominations",
    [PHASE_STATEMENT] = "statement",
    [PHASE_SETTLED] = "settled",
    [PHASE_POLL] = "poll",
    [PHASE_CLOSED] = "closed",
    [PHASE_MIXED] = "mixed",
    [PHASE_DECRYPTED] = "decrypted",
    [PHASE_COUNTED] = "counted",
    [PHASE_DECLARED] = "declared",
    [PHASE_SEALED] = "sealed",
    [PHASE_DESTROYED] = "destroyed",
};

struct permission {
    const char *name;
    unsigned phases;
};

static const struct permission permissions[ACTS] = {
    [ACT_NOMINATE] = {"nominate", IN(PHASE_NOMINATIONS)},
    [ACT_DECIDE] = {"decide",
                    IN(PHASE_NOMINATIONS) | IN(PHASE_STATEMENT) | IN(PHASE_SETTLED)},
    [ACT_WITHDRAW] = {"withdraw", IN(PHASE_NOMINATIONS) | IN(PHASE_STATEMENT)},
    [ACT_SIGN_STATEMENT] = {"sign-statement", IN(PHASE_SETTLED)},
    [ACT_SIGN_ROLL] = {"sign-roll", IN(PHASE_SETTLED)},
    [ACT_OPEN] = {"open", IN(PHASE_POLL)},
    [ACT_CAST] = {"cast", IN(PHASE_POLL)},
    [ACT_REPLACE] = {"replace", IN(PHASE_SETTLED) | IN(PHASE_POLL)},
    [ACT_EXTEND] = {"extend", IN(PHASE_SETTLED) | IN(PHASE_POLL)},
    [ACT_RECEIVE] = {"receive", IN(PHASE_POLL) | IN(PHASE_CLOSED)},
    [ACT_ENTER] = {"enter", IN(PHASE_POLL) | IN(PHASE_CLOSED)},
    [ACT_CLOSE] = {"close", IN(PHASE_CLOSED)},
    [ACT_DISQUALIFY] = {"disqualify", IN(PHASE_POLL) | IN(PHASE_CLOSED)},
    [ACT_BOX] = {"box", IN(PHASE_CLOSED)},
    [ACT_MIX] = {"mix", IN(PHASE_CLOSED)},
    [ACT_SHARE] = {"share", IN(PHASE_MIXED) | IN(PHASE_DECRYPTED)},
    [ACT_RESULT] = {"result", IN(PHASE_DECRYPTED) | IN(PHASE_COUNTED)},
    [ACT_SEAL] = {"seal", IN(PHASE_DECLARED)},
    [ACT_DESTROY] = {"destroy", IN(PHASE_SEALED)},
};

/* After the close: what the tally has brought so far. */
static enum phase tallied(const struct facts *facts)
{
    if (facts->is_abandoned || !facts->has_box || !facts->has_all_mixes) {
        return PHASE_CLOSED;
    }
    if (!facts->has_all_shares) {
        return PHASE_MIXED;
    }
    return facts->is_counted ? PHASE_COUNTED : PHASE_DECRYPTED;
}

/* Before the poll: the timetable alone, once there is a definition. */
static enum phase
prepared(const struct timetable *timetable, const struct facts *facts, int64_t now)
{
    if (!facts->has_definition || now < timetable->at[STEP_NOTICE]) {
        return PHASE_DRAFT;
    }
    if (now < timetable->at[STEP_NOMINATIONS_CLOSE]) {
        return PHASE_NOMINATIONS;
    }
    return now < timetable->at[STEP_WITHDRAWAL] ? PHASE_STATEMENT : PHASE_SETTLED;
}

static bool
is_open(const struct timetable *timetable, const struct facts *facts, int64_t now)
{
    return facts->has_open
           || (facts->is_contested && facts->has_statement && facts->has_roll
               && now >= timetable->at[STEP_OPEN] && now < facts->close_at);
}

enum phase
phase_at(const struct timetable *timetable, const struct facts *facts, int64_t now)
{
    if (facts->is_destroyed) {
        return PHASE_DESTROYED;
    }
    if (facts->is_sealed) {
        return PHASE_SEALED;
    }
    if (facts->has_result || (facts->has_statement && !facts->is_contested)) {
        return PHASE_DECLARED;
    }
    if (facts->has_close || facts->is_abandoned
        || (facts->has_open && now >= facts->close_at)) {
        return tallied(facts);
    }
    if (is_open(timetable, facts, now)) {
        return PHASE_POLL;
    }
    return prepared(timetable, facts, now);
}

const char *phase_name(enum phase phase)
{
    return names[phase];
}

const char *phase_act_name(enum act act)
{
    return permissions[act].name;
}

bool phase_may(enum phase phase, enum act act)
{
    return (permissions[act].phases & IN(phase)) != 0;
}
