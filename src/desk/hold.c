// SPDX-License-Identifier: AGPL-3.0-or-later
#include "state.h"

struct hold hold_begin(struct desk *desk)
{
    (void)pthread_mutex_lock(&desk->roll_lock);
    return (struct hold){desk};
}

void hold_take(struct hold *hold, struct desk *desk)
{
    *hold = hold_begin(desk);
}

void hold_end(struct hold *hold)
{
    if (hold->desk) {
        (void)pthread_mutex_unlock(&hold->desk->roll_lock);
        hold->desk = NULL;
    }
}
