/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the result of a counted constituency must say. */
#ifndef AUDIT_OUTCOME_H
#define AUDIT_OUTCOME_H

#include "audit.h"

/* All members but `lots`, which nobody can recompute. */
void audit_outcome(const struct audit *audit,
                   const struct polled *polled,
                   struct result_list *out);

#endif
