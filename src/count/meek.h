/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Meek's method by the PR Foundation's reference rule of 2009. */
#ifndef COUNT_MEEK_H
#define COUNT_MEEK_H

#include "base/attr.h"
#include "count/count.h"

/* COUNT_LOT leaves the tie in needed. */
MUST_USE int meek_count(const struct count_input *input,
                        const struct lots *lots,
                        struct tie *needed,
                        struct sheet **out);

#endif
