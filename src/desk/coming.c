// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/coming.h"

#include <string.h>

#include "base/fault.h"
#include "desk/decide.h"

static int
count(void *context, const struct nomination *nomination, const struct member *member)
{
    struct coming *list = context;
    struct coming *one;

    if (member->cid == 0 || member->cid > CONSTITUENCIES_MAX) {
        return 0;
    }
    one = &list[member->cid - 1];
    one->received++;
    one->valid += nomination->state == FORM_ACCEPTED;
    one->standing +=
        nomination->state == FORM_ACCEPTED || nomination->state == FORM_WAITING;
    return 0;
}

int desk_coming(struct desk *desk, struct coming out[static CONSTITUENCIES_MAX])
{
    memset(out, 0, CONSTITUENCIES_MAX * sizeof(*out));
    return FOLD(desk_nominations(desk, count, out));
}
