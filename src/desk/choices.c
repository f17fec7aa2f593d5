// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/choices.h"

#include "base/fault.h"
#include "store/memberships.h"
#include "store/preferences.h"

#include "addressed.h"
#include "found.h"
#include "state.h"

int desk_choices_may(struct desk *desk,
                     const struct member *member,
                     enum member_way way)
{
    bool has_address = member->address[0][0] != '\0' && member->postcode[0] != '\0';

    switch (way) {
    case WAY_EMAIL:
        return member->email[0] != '\0' ? 0 : CHOICES_NO_EMAIL;
    case WAY_POST:
        if (desk->is_email_only && member->email[0] != '\0') {
            return CHOICES_EMAIL_ONLY;
        }
        return has_address ? 0 : CHOICES_NO_ADDRESS;
    case WAY_UNSAID:
        break;
    }
    return CHOICES_WAY;
}

bool desk_choices_is_by_email(struct desk *desk, const struct member *member)
{
    return addressed_is_by_email(desk, member);
}

/* A member of today, within an act. */
static int find(struct desk *desk, int64_t id, struct member *out)
{
    int r = members_get(desk->roll, id, out);

    if (r != 0) {
        return r == ROLL_UNKNOWN ? CHOICES_UNKNOWN : FOLD(r);
    }
    return out->is_member ? 0 : CHOICES_UNKNOWN;
}

static int commit(struct act_guard *act)
{
    int r = act_commit(act);

    return r > 0 ? CHOICES_NO_ROOM : r;
}

int desk_choices_keep(struct desk *desk, const struct member *member)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member found;
    int r;

    if (member->hears < HEARS_LEAST || member->hears > HEARS_ALL) {
        return CHOICES_HEARS;
    }
    r = act_begin(desk, &act);
    if (r != 0) {
        return r < 0 ? r : CHOICES_NO_ROOM;
    }
    r = find(desk, member->id, &found);
    if (r == 0) {
        r = desk_choices_may(desk, &found, member->way);
    }
    if (r == 0) {
        r = act_answer(preferences_keep(desk->roll, member), CHOICES_NO_ROOM);
    }
    return r == 0 ? commit(&act) : r;
}

/* Whether a nomination of theirs stands or waits, and is not yet history. */
static int check_candidate(struct desk *desk, int64_t member)
{
    bool is_candidate = false;
    int r = found_candidate(desk, member, &is_candidate);

    return r == 0 && is_candidate && !desk_facts(desk).has_result ? CHOICES_CANDIDATE
                                                                  : r;
}

int desk_choices_may_leave(struct desk *desk, int64_t member)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return check_candidate(desk, member);
}

int desk_choices_opt_out(struct desk *desk, int64_t member)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member found;
    int r = act_begin(desk, &act);

    if (r != 0) {
        return r < 0 ? r : CHOICES_NO_ROOM;
    }
    r = find(desk, member, &found);
    if (r == 0) {
        r = check_candidate(desk, member);
    }
    if (r == 0) {
        r = act_answer(
            memberships_end(desk->roll, member, desk_now(desk), MEMBERSHIP_OPTED_OUT),
            CHOICES_NO_ROOM);
    }
    return r == 0 ? commit(&act) : r;
}
