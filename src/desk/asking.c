// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/asking.h"

#include <string.h>

#include "base/fault.h"

#include "state.h"

int desk_asking(struct desk *desk, int64_t member)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member found;
    int r = phase_may(desk_phase(desk), ACT_NOMINATE) ? 0 : ASKING_TIME;

    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? ASKING_NO_ROOM : r;
    }
    if (r == 0) {
        r = members_get(desk->roll, member, &found);
        r = r == ROLL_UNKNOWN ? ASKING_UNKNOWN : FOLD(r);
    }
    if (r == 0) {
        r = act_answer(wanted_add(desk->roll, member, desk_now(desk)), ASKING_NO_ROOM);
    }
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? ASKING_NO_ROOM : r;
    }
    return r;
}

int desk_asking_since(struct desk *desk, int64_t member, int64_t *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = wanted_find(desk->roll, member, out);

    (void)hold;
    return r == ROLL_UNKNOWN ? ASKING_UNKNOWN : FOLD(r);
}

struct visit {
    struct desk *desk;
    asking_visit visit;
    void *context;
};

static int with_member(void *context, const struct wanted *wanted)
{
    const struct visit *visit = context;
    struct member member;
    int r = members_get(visit->desk->roll, wanted->member, &member);

    return r != 0 ? FOLD(r) : visit->visit(visit->context, wanted, &member);
}

int desk_asking_each(struct desk *desk, asking_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct visit with = {desk, visit, context};

    (void)hold;
    return wanted_each(desk->roll, with_member, &with);
}

static int
add_one(void *context, const struct wanted *wanted, const struct member *member)
{
    uint64_t *count = context;

    (void)wanted;
    (void)member;
    (*count)++;
    return 0;
}

int desk_asking_count(struct desk *desk, uint64_t *out)
{
    uint64_t count = 0;
    int r = desk_asking_each(desk, add_one, &count);

    if (r == 0) {
        *out = count;
    }
    return FOLD(r);
}

struct wish {
    int64_t id;
    char number[MEMBER_NUMBER_SIZE];
};

static int
keep_number(void *context, const struct wanted *wanted, const struct member *member)
{
    struct wish *wish = context;

    if (wanted->id == wish->id) {
        memcpy(wish->number, member->number, sizeof(wish->number));
    }
    return 0;
}

int desk_asking_sent(struct desk *desk, int64_t request, const struct sign_key *officer)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct wish wish = {.id = request};
    struct visit with = {desk, keep_number, &wish};
    int r = desk_officer(desk, officer, GRANT_NOMINATIONS) ? 0 : ASKING_GRANT;

    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? ASKING_NO_ROOM : r;
    }
    if (r == 0) {
        r = FOLD(wanted_each(desk->roll, with_member, &with));
    }
    if (r == 0) {
        r = wanted_send(desk->roll, request, desk_now(desk), officer);
        r = r == ROLL_UNKNOWN ? ASKING_UNKNOWN : act_answer(r, ASKING_NO_ROOM);
    }
    if (r == 0) {
        r = act_note(desk, ACTED_FORM, officer, wish.number);
        r = r == 0 ? act_commit(&act) : r;
        r = r > 0 ? ASKING_NO_ROOM : r;
    }
    return r;
}
