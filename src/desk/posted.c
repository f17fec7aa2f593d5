// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/posted.h"

#include "base/fault.h"
#include "base/moment.h"

#include "state.h"

static const char *const names[POSTED_NOTICES] = {
    [POSTED_ELECTION] = "election",
    [POSTED_STATEMENT] = "statement",
    [POSTED_POLL] = "poll",
    [POSTED_RESULT] = "result",
};

const char *posted_name(enum posted_notice notice)
{
    return notice < POSTED_NOTICES ? names[notice] : "";
}

static bool is_ready(struct desk *desk, enum posted_notice notice)
{
    const struct facts facts = desk_facts(desk);

    if (facts.is_destroyed) {
        return false;
    }
    switch (notice) {
    case POSTED_ELECTION:
        return desk_phase(desk) >= PHASE_NOMINATIONS;
    case POSTED_STATEMENT:
        return desk_phase(desk) >= PHASE_STATEMENT;
    case POSTED_POLL:
        return facts.has_statement && facts.is_contested
               && desk_now(desk)
                      >= desk_definition(desk)->timetable.at[STEP_NOTICE_OF_POLL];
    case POSTED_RESULT:
        return facts.has_result || (facts.has_statement && !facts.is_contested);
    case POSTED_NOTICES:
        break;
    }
    return false;
}

int desk_posted(struct desk *desk, enum posted_notice notice, struct posted *out)
{
    static const enum step steps[POSTED_NOTICES] = {
        [POSTED_ELECTION] = STEP_NOTICE,
        [POSTED_STATEMENT] = STEP_STATEMENT,
        [POSTED_POLL] = STEP_NOTICE_OF_POLL,
        [POSTED_RESULT] = STEPS,
    };
    CLEANUP(hold_end) struct hold hold = {.desk = NULL};
    const struct definition *definition = desk_definition(desk);
    struct posted posted = {.is_ready = false};
    struct acted acted = {.at = 0};
    int r;

    if (definition != NULL && notice < POSTED_NOTICES) {
        posted.is_ready = is_ready(desk, notice);
        posted.due = steps[notice] < STEPS
                         ? moment_day_end(definition->timetable.at[steps[notice]])
                         : 0;
    }
    hold_take(&hold, desk);
    r = acts_find(desk->roll, ACTED_NOTICE, posted_name(notice), &acted);
    if (r != 0 && r != ROLL_UNKNOWN) {
        return FOLD(r);
    }
    posted.at = acted.at;
    posted.officer = acted.officer;
    *out = posted;
    return 0;
}

static bool may_post(struct desk *desk, const struct sign_key *officer)
{
    return desk_officer(desk, officer, GRANT_STATEMENT) != NULL
           || desk_officer(desk, officer, GRANT_RESULT) != NULL
           || desk_officer(desk, officer, GRANT_NOTE) != NULL;
}

int desk_post(struct desk *desk,
              enum posted_notice notice,
              const struct sign_key *officer)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct posted posted = {.is_ready = false};
    int r = may_post(desk, officer) ? 0 : POSTED_GRANT;

    if (r == 0) {
        r = desk_posted(desk, notice, &posted);
    }
    if (r != 0) {
        return r;
    }
    if (!posted.is_ready) {
        return POSTED_EARLY;
    }
    r = act_begin(desk, &act);
    if (r == 0) {
        r = act_note(desk, ACTED_NOTICE, officer, posted_name(notice));
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? POSTED_NO_ROOM : r;
}
