// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/totals.h"

#include <stdlib.h>

#include "base/fault.h"

int totals_new(size_t candidates, size_t stages, struct totals **out)
{
    struct totals *totals = calloc(1, sizeof(*totals));
    size_t size = stages * (candidates + 1);

    if (totals == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    totals->candidates = candidates;
    totals->stages = stages;
    totals->votes = calloc(size > 0 ? size : 1, sizeof(*totals->votes));
    if (totals->votes == NULL) {
        free(totals);
        return FAULT(FAULT_MEMORY);
    }
    for (size_t i = 0; i < size; i++) {
        totals->votes[i] = TOTALS_NONE;
    }
    *out = totals;
    return 0;
}

void totals_free(struct totals *totals)
{
    if (totals != NULL) {
        free(totals->votes);
        free(totals);
    }
}
