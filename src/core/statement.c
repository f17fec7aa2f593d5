// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/statement.h"

#include <stddef.h>

static const char *const outcomes[OUTCOME_END] = {
    [OUTCOME_CONTESTED] = "contested",
    [OUTCOME_UNOPPOSED] = "unopposed",
    [OUTCOME_SHORT] = "short",
};

const char *statement_outcome_name(unsigned outcome)
{
    return outcome < OUTCOME_END ? outcomes[outcome] : NULL;
}
