/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The list of disqualified documents (rule 39), as officers have signed it into the
 * record: numbers and reasons, never whose they are. */
#ifndef DESK_DISQUALIFIED_H
#define DESK_DISQUALIFIED_H

#include <stdint.h>

#include "base/attr.h"
#include "core/register.h"
#include "desk/desk.h"

struct disqualified {
    int64_t at; /* when it was recorded */
    struct disqualification what;
};

/* In their order, until one is not 0. */
typedef int (*disqualified_visit)(void *context,
                                  const struct disqualified *disqualified);
MUST_USE int
desk_disqualified(struct desk *desk, disqualified_visit visit, void *context);

#endif
