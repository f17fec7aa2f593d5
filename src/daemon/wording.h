/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the codes of registers and lists are called on pages and in tables. */
#ifndef DAEMON_WORDING_H
#define DAEMON_WORDING_H

#include "core/register.h"

/* "Vote that came too late", …; "" outside the enum. */
const char *wording_arrival(enum arrival_kind kind);

#endif
