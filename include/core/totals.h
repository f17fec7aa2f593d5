/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Totals by stage of a count made elsewhere: what a count sheet on paper says, as far
 * as it says anything. Votes are whole multiples of a unit the owner knows. Candidates
 * are numbers from 1; [0] stands for what is non-transferable.
 */
#ifndef CORE_TOTALS_H
#define CORE_TOTALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

#define TOTALS_NONE INT64_MIN /* the sheet does not say */

struct totals {
    size_t candidates;
    size_t stages;
    int64_t *votes; /* stages × (candidates + 1) */
};

/* Nothing said yet. */
MUST_USE int totals_new(size_t candidates, size_t stages, struct totals **out);
void totals_free(struct totals *totals);

/* stage from 0, candidate 0…candidates. */
static inline int64_t
totals_at(const struct totals *totals, size_t stage, size_t candidate)
{
    return totals->votes[stage * (totals->candidates + 1) + candidate];
}

static inline void
totals_set(struct totals *totals, size_t stage, size_t candidate, int64_t votes)
{
    totals->votes[stage * (totals->candidates + 1) + candidate] = votes;
}

OWNED(totals)

#endif
