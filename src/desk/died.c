// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/died.h"

#include "base/fault.h"
#include "store/deceased.h"

#include "found.h"
#include "state.h"

/* Under the roll's lock. */
static int find(struct desk *desk, const char *number, struct member *out)
{
    int r = members_find(desk->roll, number, out);

    return r == ROLL_UNKNOWN ? DIED_UNKNOWN : FOLD(r);
}

int desk_died_whom(struct desk *desk, const char *number, struct member *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return find(desk, number, out);
}

/* Until the statement is signed a candidate who died has to be taken off it. */
static int check_candidate(struct desk *desk, int64_t member)
{
    bool is_candidate = false;
    int r = found_candidate(desk, member, &is_candidate);

    return r == 0 && is_candidate && !desk_facts(desk).has_statement ? DIED_CANDIDATE
                                                                     : r;
}

static int
record(struct desk *desk, const struct died_order *order, const struct member *member)
{
    const struct deceased deceased = {.now = desk_now(desk), .officer = order->officer};
    int r = member->has_died ? DIED_ALREADY : check_candidate(desk, member->id);

    return r == 0
               ? act_answer(deceased_add(desk->roll, member, &deceased), DIED_NO_ROOM)
               : r;
}

static int take_back(struct desk *desk,
                     const struct died_order *order,
                     const struct member *member)
{
    (void)order;
    return member->has_died
               ? act_answer(deceased_remove(desk->roll, member->id), DIED_NO_ROOM)
               : DIED_NOT;
}

typedef int (*died_act)(struct desk *desk,
                        const struct died_order *order,
                        const struct member *member);

static int act(struct desk *desk,
               const struct died_order *order,
               enum act_kind kind,
               died_act what)
{
    CLEANUP(act_end) struct act_guard guard = {.desk = NULL};
    struct member member;
    int r;

    if (!desk_officer(desk, &order->officer, GRANT_ROLL)) {
        return DIED_GRANT;
    }
    r = act_begin(desk, &guard);
    if (r != 0) {
        return r > 0 ? DIED_NO_ROOM : r;
    }
    r = find(desk, order->member, &member);
    if (r == 0) {
        r = what(desk, order, &member);
    }
    if (r != 0) {
        return r;
    }
    r = act_note(desk, kind, &order->officer, member.number);
    if (r == 0) {
        r = act_commit(&guard);
    }
    return r > 0 ? DIED_NO_ROOM : r;
}

int desk_died(struct desk *desk, const struct died_order *order)
{
    return act(desk, order, ACTED_DIED, record);
}

int desk_died_not(struct desk *desk, const struct died_order *order)
{
    return act(desk, order, ACTED_DIED_NOT, take_back);
}
