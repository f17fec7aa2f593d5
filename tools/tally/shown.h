/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a trustee is shown before anything is opened, and asked. */
#ifndef TALLY_SHOWN_H
#define TALLY_SHOWN_H

#include "audit/verify.h"
#include "base/attr.h"
#include "confirm.h"

/* A line a constituency on stderr, then the question. COMMAND_REFUSED for a no. */
MUST_USE int shown_before_opening(const struct audit *audit, enum confirm_mode mode);

#endif
