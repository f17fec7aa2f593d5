// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/oath.h"

#include "base/fault.h"
#include "base/text.h"
#include "store/oaths.h"

#include "fields.h"
#include "oath_check.h"
#include "state.h"

int oath_check(struct desk *desk, const struct sign_key *officer)
{
    bool is_member = false;
    struct oath oath;
    int r = oaths_find(desk->roll, officer, &oath);

    if (r != 0) {
        return r == ROLL_UNKNOWN ? OATH_NONE : FOLD(r);
    }
    r = oaths_is_member(desk->roll, oath.email, &is_member);
    return r == 0 && is_member ? OATH_MEMBER : r;
}

int desk_oath(struct desk *desk, const struct sign_key *officer)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return oath_check(desk, officer);
}

/* Inside the act. */
static int
write_down(struct desk *desk, const struct sign_key *officer, const struct oath *oath)
{
    bool is_member = false;
    int r = oaths_is_member(desk->roll, oath->email, &is_member);

    if (r != 0 || is_member) {
        return r < 0 ? r : OATH_MEMBER;
    }
    r = act_answer(oaths_add(desk->roll, officer, oath), OATH_NO_ROOM);
    if (r == 0) {
        r = act_note(desk, ACTED_OATH, officer, "");
        r = r > 0 ? OATH_NO_ROOM : r;
    }
    return r;
}

int desk_swear(struct desk *desk, const struct sign_key *officer, struct span email)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct oath oath = {.made = desk_now(desk)};
    int r = text_copy(text_trim(email), oath.email, sizeof(oath.email));

    if (r < 0) {
        return r;
    }
    if (r > 0 || !fields_is_email(oath.email)) {
        return OATH_EMAIL;
    }
    r = act_begin(desk, &act);
    if (r != 0) {
        return r < 0 ? r : OATH_NO_ROOM;
    }
    r = write_down(desk, officer, &oath);
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? OATH_NO_ROOM : r;
    }
    return r;
}
