/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the clock makes due: the entries `open` and `close`. Called each second, and
 * first of all at start; an act is right also when nothing has ticked.
 */
#ifndef DESK_TICK_H
#define DESK_TICK_H

#include "base/attr.h"
#include "desk/desk.h"

/* 0 also when nothing was due. */
MUST_USE int desk_tick(struct desk *desk);

#endif
