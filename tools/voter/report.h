/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Says what came of the ballots sent. */
#ifndef VOTER_REPORT_H
#define VOTER_REPORT_H

#include "base/attr.h"
#include "send.h"
#include "voter.h"

/*
 * A line a ballot on stdout, `CODE<TAB>result<TAB>index or problem`, then a summary;
 * with --json the summary alone, as an object. VOTER_REFUSED unless all are recorded.
 */
MUST_USE int report_print(const struct voter_settings *settings,
                          const struct sending *sending);

/* Writes each good receipt as CODE.receipt into the folder, which is made. */
MUST_USE int report_save(const struct voter_settings *settings,
                         const struct sending *sending);

#endif
