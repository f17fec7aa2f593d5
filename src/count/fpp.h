/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* First past the post with as many crosses as seats (rules FPP43 to 51). */
#ifndef COUNT_FPP_H
#define COUNT_FPP_H

#include "base/attr.h"
#include "count/count.h"

/* COUNT_LOT leaves the tie in needed. */
MUST_USE int fpp_count(const struct count_input *input,
                       const struct lots *lots,
                       struct tie *needed,
                       struct sheet **out);

#endif
