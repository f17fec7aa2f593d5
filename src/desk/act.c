// SPDX-License-Identifier: AGPL-3.0-or-later
#include "state.h"

#include <stdio.h>

#include "base/fault.h"

int act_begin(struct desk *desk, struct act_guard *out)
{
    int r;

    (void)pthread_mutex_lock(&desk->roll_lock);
    r = db_begin(desk->roll_db, &out->transaction);
    if (r != 0) {
        (void)pthread_mutex_unlock(&desk->roll_lock);
        return r == DB_FULL ? ACT_NO_ROOM : FOLD(r);
    }
    out->desk = desk;
    return 0;
}

int act_commit(struct act_guard *guard)
{
    int r = db_commit(&guard->transaction);

    if (r < 0) {
        /* The file's state is unknown: no act may follow this one. */
        desk_fail(guard->desk, r);
    }
    act_end(guard);
    return r == DB_FULL ? ACT_NO_ROOM : FOLD(r);
}

void act_end(struct act_guard *guard)
{
    if (guard->desk) {
        db_end(&guard->transaction);
        (void)pthread_mutex_unlock(&guard->desk->roll_lock);
        guard->desk = NULL;
    }
}

int act_answer(int r, int no_room)
{
    return r == ROLL_NO_ROOM ? no_room : FOLD(r);
}

int act_note(struct desk *desk,
             enum act_kind kind,
             const struct sign_key *officer,
             const char *subject)
{
    struct acted acted = {.at = desk_now(desk), .kind = kind};

    if (officer) {
        acted.officer = *officer;
    }
    /* A subject is ours or a membership number: it fits. */
    (void)snprintf(acted.subject, sizeof(acted.subject), "%s", subject);
    return act_answer(acts_add(desk->roll, &acted), ACT_NO_ROOM);
}
