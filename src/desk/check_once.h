/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The stage of electiond check that looks at what ballots spend. Inside desk/ only. */
#ifndef DESK_CHECK_ONCE_H
#define DESK_CHECK_ONCE_H

#include "base/attr.h"
#include "desk/check.h"
#include "store/entries.h"

/* Every ballot's credential, number and alpha are spent by its own entry, and nothing
 * else is: else a second ballot could be committed, or a first one be refused. */
MUST_USE int check_once(struct entries *entries, const struct check_report *report);

#endif
