/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the codes of registers and lists are called on pages and in tables. */
#ifndef DAEMON_WORDING_H
#define DAEMON_WORDING_H

#include "core/register.h"
#include "core/result.h"

/* "Vote that came too late", …; "" outside the enum. */
const char *wording_arrival(enum arrival_kind kind);

/* "Lost, or never arrived", …: why a voting code was given anew. */
const char *wording_register(enum replace_register kept_in);

/* "online", "by post", … */
const char *wording_channel(enum channel channel);

/* "It came after the close…", …: why a vote does not count. */
const char *wording_reason(enum disqualify_reason reason);

/* "unmarked or uncertain", …: why a paper was rejected. */
const char *wording_heading(enum heading heading);

#endif
