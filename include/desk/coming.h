/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nominations so far, so that a trust can work towards contested seats: how many forms
 * came for each constituency, and how many were found valid. Figures only: who stands
 * is nobody's business before the statement.
 */
#ifndef DESK_COMING_H
#define DESK_COMING_H

#include "base/attr.h"
#include "core/constituency.h"
#include "desk/desk.h"

struct coming {
    unsigned received; /* members whose last form has come, whatever became of it */
    unsigned standing; /* of them, not withdrawn and not found invalid */
    unsigned valid;    /* of them, found valid */
};

/* By constituency, the first at 0. */
MUST_USE int desk_coming(struct desk *desk,
                         struct coming out[static CONSTITUENCIES_MAX]);

#endif
