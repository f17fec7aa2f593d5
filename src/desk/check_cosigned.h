/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The stage of electiond check that looks at what witnesses signed. Inside desk/ only.
 */
#ifndef DESK_CHECK_COSIGNED_H
#define DESK_CHECK_COSIGNED_H

#include "base/attr.h"
#include "core/definition.h"
#include "desk/check.h"
#include "record/tree.h"

/* Each file of DIR/cosigned is a checkpoint of the size it is named by, signed by the
 * log and by witnesses of the policy, and says what the tree says. */
MUST_USE int check_cosigned(const char *dir,
                            const struct definition *definition,
                            const struct tree *tree,
                            const struct check_report *report);

#endif
