/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rule 69 for other acts of the desk, under the roll's lock. Inside desk/ only. */
#ifndef DESK_OATH_CHECK_H
#define DESK_OATH_CHECK_H

#include "base/attr.h"
#include "desk/oath.h"

/* As desk_oath. */
MUST_USE int oath_check(struct desk *desk, const struct sign_key *officer);

#endif
