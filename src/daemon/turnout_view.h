/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The numbers of record/turnout on a page, and in a notice. */
#ifndef DAEMON_TURNOUT_VIEW_H
#define DAEMON_TURNOUT_VIEW_H

#include "post/notice.h"
#include "record/turnout.h"
#include "web/pages.h"

struct turnout_view {
    struct part_polled part; /* points to what follows: do not copy */
    struct part_polled_channels rows[CHANNEL_END];
};

/* Online, and each other way by which something came. `place` is borrowed. */
void turnout_view_fill(const struct turnout *turnout,
                       const char *place,
                       struct turnout_view *out);

/* The same as facts of a notice. */
void turnout_view_notice(const struct turnout *turnout, struct notice *out);

#endif
