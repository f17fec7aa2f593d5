/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The replay of a record's entries, done once, told stage by stage. */
#ifndef AUDIT_REPLAY_H
#define AUDIT_REPLAY_H

#include "audit.h"

/* Applies entries until one is refused: audit->refused says which and why. */
MUST_USE int audit_replay(struct audit *audit);

/* AUDIT_BAD when the refused entry belongs to the stage that runs. */
MUST_USE int audit_refused_here(struct audit *audit);

/* AUDIT_BAD of a ballot that was set aside and is named by nobody. */
MUST_USE int audit_bad_ballot(struct audit *audit, uint64_t entry);

#endif
