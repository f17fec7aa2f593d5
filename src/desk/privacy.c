// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/privacy.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#include "state.h"

enum privacy desk_privacy(struct desk *desk)
{
    return desk->addresses;
}

/* What was noted last; full addresses before anything was. */
static int find_last(struct desk *desk, struct acted *out)
{
    int r = acts_find(desk->roll, ACTED_ADDRESSES, "", out);

    if (r == ROLL_UNKNOWN) {
        (void)snprintf(out->subject, sizeof(out->subject), "full");
        return 0;
    }
    return FOLD(r);
}

int desk_privacy_note(struct desk *desk, const char *why)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    const struct sign_key operator= {{0}};
    char subject[ACT_SUBJECT_SIZE] = "full";
    struct acted last;
    int r;

    if (desk->addresses == PRIVACY_TOWN) {
        (void)snprintf(subject, sizeof(subject), "town only: %s", why);
    }
    r = act_begin(desk, &act);
    if (r == 0) {
        r = find_last(desk, &last);
        if (r == 0 && strcmp(last.subject, subject) != 0) {
            r = act_note(desk, ACTED_ADDRESSES, &operator, subject);
        }
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? PRIVACY_NO_ROOM : r;
}
