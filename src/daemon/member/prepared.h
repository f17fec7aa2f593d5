/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A nomination form prepared for one member, to be printed (rule 9). */
#ifndef DAEMON_PREPARED_H
#define DAEMON_PREPARED_H

#include "base/attr.h"
#include "store/members.h"

#include "face.h"

/* Writes the page; there is a definition, and the member's constituency is in it. */
MUST_USE int prepared_write(const struct face *face,
                            const struct member *member,
                            const struct site *site,
                            struct reply *reply);

#endif
